/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- calls a webhook, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const EXAMPLE = join(__dirname, '../../examples/phone-order-by-webhook.json');
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
		const credentials: Record<string, object> = {
			'Phone order': await rest.addCredential('httpHeaderAuth', {
				name: Object.keys(KEY)[0],
				value: Object.values(KEY)[0],
			}),
			Rockerbox: await rest.addAccount(receiver.url),
		};
		const workflow = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as {
			nodes: Array<{ name: string }>;
		};
		const nodes = workflow.nodes.map((node) => ({ ...node, credentials: credentials[node.name] }));
		workflowId = await rest.publish({ ...workflow, nodes });
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

	test('tells the caller what is wrong with the order', async () => {
		const response = await call({ ...ORDER, ordered_at: '07/08/2024' });
		expect(response.status).toBe(422);
		expect(await response.json()).toEqual({
			accepted: false,
			reason: expect.stringContaining('Timestamp was "07/08/2024"') as string,
		});
		expect(receiver.ledger).toHaveLength(0);
	});

	test('tells the caller that Rockerbox refused the order', async () => {
		receiver.answer({ status: 400 });
		const response = await call(ORDER);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ accepted: false });
	});

	test('takes no orders from who lacks the header', async () => {
		const response = await call(ORDER, {});
		expect(response.status).toBe(403);
		expect(receiver.ledger).toHaveLength(0);
	});

	async function call(order: object, headers: Record<string, string> = KEY) {
		return await rest.call('/webhook/phone-order', order, headers);
	}
});
