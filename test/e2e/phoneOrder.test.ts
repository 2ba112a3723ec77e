import { madeReady, readExample } from '../support/examples';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const KEY: Record<string, string> = { 'X-Api-Key': 'for-the-call-centre' };

/** The sample that the example's own note tells the caller to send. */
const ORDER = {
	order_id: 'PH-20417',
	ordered_at: '2024-08-07T10:30:00-04:00',
	total: 149.9,
	email: 'jane@example.com',
	customer_id: 'CUST-20417',
	phone: '+1 (212) 867-5309',
};

describe('the example for phone orders, published', () => {
	const receiver = useReceiver();
	const rest = demo();
	let workflowId: string;
	let dryRunId: string;

	beforeAll(async () => {
		workflowId = await publish('phone-order', { dryRun: false });
		dryRunId = await publish('phone-order-dry-run', { dryRun: true });
		await rest.run(workflowId, 'Run once');
	});

	afterAll(async () => {
		await rest.ask('POST', `/workflows/${workflowId}/deactivate`);
		await rest.ask('POST', `/workflows/${dryRunId}/deactivate`);
	});

	test('tells the caller that the order was accepted', async () => {
		const response = await call(ORDER);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ accepted: true, order_id: 'PH-20417' });
		expect(receiver.ledger).toHaveLength(1);
	});

	test('answers an order that is new only once', async () => {
		await call({ ...ORDER, order_id: 'PH-NEW' });
		const [newest] = await rest.executionsOf(workflowId);
		const { outputs } = await rest.ended(newest);
		const answers = Object.keys(outputs).filter((node) => node.startsWith('Answer'));
		expect(answers.filter((node) => outputs[node].flat().length > 0)).toEqual(['Answer: accepted']);
	});

	test('tells the caller in a dry run why nothing was accepted', async () => {
		const order = { ...ORDER, order_id: 'PH-DRY' };
		const response = await call(order, { path: 'phone-order-dry-run' });
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			accepted: false,
			reason: 'Dry Run is on: nothing was sent.',
		});
		expect(receiver.ledger).toHaveLength(0);
	});

	test('tells the caller that the order was accepted before, and doesn’t send it again', async () => {
		const order = { ...ORDER, order_id: 'PH-TWICE' };
		expect(await (await call(order)).json()).toMatchObject({ accepted: true });
		const response = await call(order);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ accepted: true, order_id: 'PH-TWICE', repeated: true });
		expect(receiver.ledger).toHaveLength(1);
	});

	test('accepts an order that was refused when it is submitted again', async () => {
		const order = { ...ORDER, order_id: 'PH-REFUSED' };
		receiver.answer({ status: 400 });
		expect((await call(order)).status).toBe(422);
		receiver.answer({});
		expect(await (await call(order)).json()).toEqual({ accepted: true, order_id: 'PH-REFUSED' });
	});

	test('tells the caller what is wrong with the order', async () => {
		const response = await call({ ...ORDER, order_id: 'PH-WRONG', ordered_at: '07/08/2024' });
		expect(response.status).toBe(422);
		expect(await response.json()).toEqual({
			accepted: false,
			reason: expect.stringContaining('Timestamp was "07/08/2024"') as string,
		});
		expect(receiver.ledger).toHaveLength(0);
	});

	test('tells the caller that Rockerbox refused the order', async () => {
		receiver.answer({ status: 400 });
		const response = await call({ ...ORDER, order_id: 'PH-20418' });
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ accepted: false });
	});

	test('accepts no orders without the header', async () => {
		const response = await call(ORDER, { headers: {} });
		expect(response.status).toBe(403);
		expect(receiver.ledger).toHaveLength(0);
	});

	async function call(order: object, { path = 'phone-order', headers = KEY } = {}) {
		return await rest.call(`/webhook/${path}`, order, headers);
	}

	/** Publishes the example as a user makes it ready, at a path of its own. */
	async function publish(path: string, parameters: object): Promise<string> {
		const account = await rest.addAccount(receiver.url);
		const workflow = madeReady(readExample('phone-order-by-webhook'), account, parameters);
		const [[name, value]] = Object.entries(KEY);
		const credentials = await rest.addCredential('httpHeaderAuth', { name, value });
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Phone order'
				? { ...node, credentials, webhookId: path, parameters: { ...node.parameters, path } }
				: node,
		);
		return await rest.publish({ ...workflow, nodes });
	}
});
