import { madeReady, readExample } from '../support/examples';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const KEY = { 'X-Api-Key': 'for-the-call-centre' };

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

	beforeAll(async () => {
		const account = await rest.addAccount(receiver.url);
		const workflow = madeReady(readExample('phone-order-by-webhook'), account);
		const [[name, value]] = Object.entries(KEY);
		const credentials = await rest.addCredential('httpHeaderAuth', { name, value });
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Phone order' ? { ...node, credentials } : node,
		);
		workflowId = await rest.publish({ ...workflow, nodes });
		await rest.run(workflowId, 'Run once');
	});

	afterAll(async () => {
		await rest.ask('POST', `/workflows/${workflowId}/deactivate`);
	});

	test('tells the caller that the order was accepted', async () => {
		const response = await call(ORDER);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ accepted: true, order_id: 'PH-20417' });
		expect(receiver.ledger).toHaveLength(1);
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
		const response = await call(ORDER, {});
		expect(response.status).toBe(403);
		expect(receiver.ledger).toHaveLength(0);
	});

	async function call(order: object, headers: Record<string, string> = KEY) {
		return await rest.call('/webhook/phone-order', order, headers);
	}
});
