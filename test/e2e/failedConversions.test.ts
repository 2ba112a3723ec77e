import { DataTable } from '../../tools/harness/n8n/dataTable';
import type { Credentials } from '../../tools/harness/n8n/rest';
import type { ReceivedRequest } from '../../tools/harness/rockerbox/receiver';
import { madeReady, readExample } from '../support/examples';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const EXAMPLE = 'failed-conversions-sent-again';
const ORDER = {
	order_id: 'PRCH-1001',
	email: 'jane@example.com',
	ordered_at: '2024-08-07T14:30:00Z',
	amount: 27.5,
};
const PAYLOAD = {
	email: 'jane@example.com',
	action: 'purchase',
	timestamp: '1723041000',
	revenue: '27.50',
	order_id: 'PRCH-1001',
};

const SYSTEM_COLUMNS = ['id', 'createdAt', 'updatedAt'];

/** Each test begins with an empty table and no accepted orders. */
describe('the example for conversions that failed', () => {
	const receiver = useReceiver();
	const rest = demo();
	const table = new DataTable(rest, 'To send again to Rockerbox');
	const accepted = new DataTable(rest, 'Accepted by Rockerbox');
	let credentials: Credentials;

	beforeAll(async () => {
		credentials = await rest.addAccount(receiver.url);
		await run('Run once', {}); // creates the tables
	});

	afterEach(async () => {
		receiver.reset();
		for (const { id } of await table.rows()) await table.correct(id, { ...corrected, attempts: 0 });
		await sendAgain();
		for (const { id } of await accepted.rows()) await accepted.correct(id, { order_id: `${id}` });
	});

	test('keeps nothing of an order that is accepted', async () => {
		const run = await order(ORDER);

		expect(run.status).toBe('success');
		expect(arrived()).toEqual([PAYLOAD]);
		expect(await table.rows()).toEqual([]);
	});

	test('keeps an order that Rockerbox refuses, counts each attempt, and sends it once', async () => {
		receiver.answer({ status: 400, body: 'Unknown advertiser' });
		await order(ORDER);
		expect(await kept()).toEqual([
			{ ...asText(ORDER), attempts: 1, reason: expect.stringContaining('400') as string },
		]);

		await sendAgain();
		expect(await kept()).toMatchObject([{ order_id: 'PRCH-1001', attempts: 2 }]);
		expect(recorded()).toEqual([]);

		receiver.answer({});
		await sendAgain();
		expect(await table.rows()).toEqual([]);
		await sendAgain();
		expect(recorded()).toEqual([PAYLOAD]);
	});

	test('sends the rest again when one of them still fails', async () => {
		receiver.answer({ status: 400 });
		await order(ORDER, { ...ORDER, order_id: 'PRCH-1002' }, { ...ORDER, order_id: 'PRCH-1003' });
		expect(await kept()).toHaveLength(3);

		receiver.answer(({ json }: ReceivedRequest) =>
			(json as typeof PAYLOAD).order_id === 'PRCH-1002' ? { status: 400 } : {},
		);
		await sendAgain();

		expect(orderIds(recorded())).toEqual(['PRCH-1001', 'PRCH-1003']);
		expect(await kept()).toMatchObject([{ order_id: 'PRCH-1002', attempts: 2 }]);
	});

	test('keeps an order that may have been recorded, and sends it again unchanged', async () => {
		receiver.answer({ instead: 'cut', recorded: true });
		await order(ORDER);
		const [row] = await kept();
		expect(row.reason).toContain('may');

		receiver.reset();
		await sendAgain();
		expect(arrived()).toEqual([PAYLOAD]);
		expect(await table.rows()).toEqual([]);
	});

	test('keeps each incomplete order in a row of its own, until the user corrects it', async () => {
		const withoutId = { ...ORDER, order_id: undefined };
		await order(withoutId, { ...withoutId, email: 'li@example.com' });
		await sendAgain();
		const rows = await table.rows();
		expect(rows).toMatchObject([
			{ order_id: null, email: 'jane@example.com', attempts: 2 },
			{ order_id: null, email: 'li@example.com', attempts: 2 },
		]);
		expect(receiver.ledger).toEqual([]);

		await table.correct(rows[1].id, { order_id: 'PRCH-1002' });
		await sendAgain();
		expect(arrived()).toEqual([{ ...PAYLOAD, email: 'li@example.com', order_id: 'PRCH-1002' }]);
		expect(await kept()).toMatchObject([{ email: 'jane@example.com', attempts: 3 }]);
	});

	test('leaves a row alone after ten attempts, until the user resets their number', async () => {
		receiver.answer({ status: 400 });
		await order(ORDER);
		const [{ id }] = await table.rows();
		await table.correct(id, { attempts: 9 });
		await sendAgain();
		receiver.reset();

		await sendAgain();
		expect(receiver.ledger).toEqual([]);
		expect(await kept()).toMatchObject([{ attempts: 10 }]);

		await table.correct(id, { attempts: 0 });
		await sendAgain();
		expect(arrived()).toEqual([PAYLOAD]);
	});

	test('doesn’t send an accepted order that comes again', async () => {
		await order(ORDER);
		await order({ ...ORDER, amount: 99 });
		expect(arrived()).toEqual([PAYLOAD]);
		expect(await table.rows()).toEqual([]);
	});

	test('keeps one row of an order that fails twice, and none once it is accepted', async () => {
		receiver.answer({ status: 400 });
		await order(ORDER);
		await order({ ...ORDER, amount: 99 });
		expect(await kept()).toMatchObject([{ order_id: 'PRCH-1001', amount: '99' }]);

		receiver.reset();
		await order(ORDER);
		expect(await table.rows()).toEqual([]);
		await sendAgain();
		expect(arrived()).toEqual([PAYLOAD]);
	});

	test('doesn’t send an order again that was accepted at a retry', async () => {
		receiver.answer({ status: 400 });
		await order(ORDER);
		receiver.reset();
		await sendAgain();
		await order(ORDER);
		expect(arrived()).toEqual([PAYLOAD]);
	});

	test('keeps a row that was only tried in a dry run', async () => {
		receiver.answer({ status: 400 });
		await order(ORDER);
		receiver.reset();

		await sendAgain({ dryRun: true });
		expect(receiver.ledger).toEqual([]);
		expect(await kept()).toMatchObject([{ order_id: 'PRCH-1001', attempts: 1 }]);
	});

	/** With these values, any row is accepted. */
	const corrected = asText({ ...ORDER, email: 'jane@example.com' });

	async function order(...orders: object[]) {
		return await run('New order', { 'New order': orders.map((body) => ({ json: { body } })) });
	}

	async function sendAgain(changed?: object) {
		return await run('Every hour', { 'Every hour': [{ json: {} }] }, changed);
	}

	async function run(trigger: string, pinData: object, changed?: object) {
		const workflow = madeReady(readExample(EXAMPLE), credentials, { dryRun: false, ...changed });
		return await rest.run(await rest.addWorkflow({ ...workflow, pinData }), trigger);
	}

	async function kept() {
		const rows = await table.rows();
		return rows.map((row) =>
			Object.fromEntries(
				Object.entries(row).filter(([column]) => !SYSTEM_COLUMNS.includes(column)),
			),
		);
	}

	function arrived() {
		return receiver.ledger.map(({ json }) => json);
	}

	function recorded() {
		return receiver.ledger.filter((request) => request.recorded).map(({ json }) => json);
	}
});

function asText(order: typeof ORDER) {
	return { ...order, amount: String(order.amount) };
}

function orderIds(payloads: unknown[]) {
	return payloads.map((payload) => (payload as typeof PAYLOAD).order_id).sort();
}
