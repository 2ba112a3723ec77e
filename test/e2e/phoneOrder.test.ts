/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- calls a webhook, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { useReceiver } from '../support/receiver';
import { Rest } from './support/rest';

const EXAMPLE = join(__dirname, '../../examples/phone-order-by-webhook.json');
const LONGEST_START = 30; // seconds
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
	let rest: Rest;
	let workflowId: string;

	beforeAll(async () => {
		rest = new Rest();
		const credentials: Record<string, object> = {
			'Phone order': {
				httpHeaderAuth: await addCredential('httpHeaderAuth', {
					name: Object.keys(KEY)[0],
					value: Object.values(KEY)[0],
				}),
			},
			Rockerbox: {
				rockerboxApi: { id: await rest.addCredential(receiver.url), name: 'Receiver' },
			},
		};
		const workflow = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as {
			nodes: Array<{ name: string }>;
		};
		const nodes = workflow.nodes.map((node) => ({ ...node, credentials: credentials[node.name] }));
		const { id, versionId } = await rest.ask<{ id: string; versionId: string }>(
			'POST',
			'/workflows',
			{ ...workflow, nodes },
		);
		workflowId = id;
		await rest.ask('POST', `/workflows/${id}/activate`, { versionId });
		// A published workflow hears its webhook only a moment after n8n said so.
		for (const start = Date.now(); (await call({})).status === 404; await pause(300)) {
			if (Date.now() - start > LONGEST_START * 1000) throw new Error('The webhook does not answer');
		}
	});

	afterAll(async () => {
		await rest.ask('POST', `/workflows/${workflowId}/deactivate`);
	});

	it('tells the caller that the order was accepted', async () => {
		const response = await call(ORDER);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ accepted: true, order_id: 'PH-20417' });
		expect(receiver.ledger).toHaveLength(1);
	});

	it('tells the caller what is wrong with the order', async () => {
		const response = await call({ ...ORDER, ordered_at: '07/08/2024' });
		expect(response.status).toBe(422);
		expect(await response.json()).toEqual({
			accepted: false,
			reason: expect.stringContaining('Timestamp was "07/08/2024"') as string,
		});
		expect(receiver.ledger).toHaveLength(0);
	});

	it('tells the caller that Rockerbox refused the order', async () => {
		receiver.answer({ status: 400 });
		const response = await call(ORDER);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ accepted: false });
	});

	it('takes no orders from who lacks the header', async () => {
		const response = await call(ORDER, {});
		expect(response.status).toBe(403);
		expect(receiver.ledger).toHaveLength(0);
	});

	async function call(order: object, headers: Record<string, string> = KEY) {
		return await fetch(`${process.env.DEMO_URL}/webhook/phone-order`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: JSON.stringify(order),
		});
	}

	async function addCredential(type: string, data: object) {
		const name = 'Call centre';
		const { id } = await rest.ask<{ id: string }>('POST', '/credentials', { name, type, data });
		return { id, name };
	}
});
