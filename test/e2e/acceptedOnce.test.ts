/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a file, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataTable } from '../../tools/harness/n8n/dataTable';
import type { Credentials } from '../../tools/harness/n8n/rest';
import { until } from '../../tools/harness/until';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

/** How many orders the examples have sent before they note how those ended. */
const BATCH = 100;

interface Order {
	id: string;
	amount: number;
	email?: string;
}

interface Source {
	example: string;
	trigger: string;
	table: string;
	/** What the source brings of these orders, as the nodes that ask it hand it on. */
	pinData: (orders: Order[]) => object;
}

const SOURCES: Source[] = [
	{
		example: 'in-store-sales-every-night',
		trigger: 'Every night',
		table: 'Store sales sent to Rockerbox',
		pinData: (orders) => ({
			'Every night': [{ json: {} }],
			'Store sales': orders.map(({ id, amount, email }) => ({
				json: { order_id: id, email, revenue: String(amount), sold_at: '1723041000' },
			})),
		}),
	},
	{
		example: 'salesforce-opportunity-won',
		trigger: 'Salesforce Trigger',
		table: 'Opportunities sent to Rockerbox',
		pinData: (orders) => ({
			'Salesforce Trigger': orders.map(({ id }) => ({ json: { Id: id } })),
			'Get stage and contact': orders.map(({ id, amount, email }, item) => ({
				json: {
					Id: id,
					StageName: 'Closed Won',
					Amount: amount,
					LastStageChangeDate: '2024-08-07T14:30:00.000+0000',
					OpportunityContactRoles: { records: [{ Contact: { Email: email ?? null } }] },
				},
				pairedItem: { item },
			})),
		}),
	},
];

/** Each test has orders of its own: the table remembers those of the others. */
describe.each(SOURCES)('$example', ({ example, trigger, table, pinData }) => {
	const receiver = useReceiver();
	const rest = demo();
	let credentials: Credentials;

	beforeAll(async () => {
		credentials = await rest.addAccount(receiver.url);
	});

	test('sends each order once if the windows of its runs overlap', async () => {
		await run(orders('overlap', 1, 5));
		await run(orders('overlap', 3, 7));

		expect(arrived()).toEqual(idsOf(orders('overlap', 1, 7)));
	});

	test('sends nothing if all comes again', async () => {
		await run(orders('again', 1, 3));
		await run(orders('again', 1, 3));

		expect(arrived()).toEqual(idsOf(orders('again', 1, 3)));
	});

	test('leaves out an accepted order that was edited', async () => {
		const [order] = orders('edited', 1, 1);
		await run([order]);
		await run([{ ...order, amount: 99 }]);

		expect(arrived()).toEqual([order.id]);
	});

	test('sends an order that failed once it is corrected', async () => {
		const [order, other] = orders('corrected', 1, 2);
		const failed = await run([{ ...order, email: undefined }, other]);
		expect(failed.status).toBe('error');
		expect(failed.error?.message).toContain(order.id);
		expect(arrived()).toEqual([other.id]);

		expect(await run([order, other])).toMatchObject({ status: 'success' });
		expect(arrived()).toEqual(idsOf([order, other]));
	});

	test('remembers no order that was only tried in a dry run', async () => {
		expect(await run(orders('dry', 1, 2), { dryRun: true })).toMatchObject({ status: 'success' });
		expect(arrived()).toEqual([]);

		await run(orders('dry', 1, 2));
		expect(arrived()).toEqual(idsOf(orders('dry', 1, 2)));
	});

	test('loses none and repeats at most one batch after a stop in the middle', async () => {
		const all = orders('stop', 1001, 1250);
		receiver.answer((_request, index) => (index >= BATCH + BATCH / 2 ? { delay: 2_000 } : {}));
		const id = await added(all);
		const stopped = rest.run(id, trigger);
		await until(async () => (arrived().length > BATCH + BATCH / 2 ? true : undefined), {
			interval: 50,
			timeout: 60_000,
			failure: 'The second batch never came.',
		});
		await rest.stop((await rest.executionsOf(id))[0]);
		await stopped;
		const before = arrived().length;
		expect(before).toBeLessThan(all.length);

		receiver.answer({});
		await run(all);
		expect([...new Set(arrived())]).toEqual(idsOf(all));
		expect(arrived().length - all.length).toBeLessThanOrEqual(BATCH);

		const rows = await new DataTable(rest, table).count();
		await run(all);
		expect(await new DataTable(rest, table).count()).toBe(rows);
	});

	async function run(some: Order[], parameters?: object) {
		return await rest.run(await added(some, parameters), trigger);
	}

	async function added(some: Order[], parameters?: object) {
		const file = join(__dirname, `../../examples/${example}.json`);
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as {
			nodes: Array<{ name: string; parameters: object }>;
		};
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Rockerbox'
				? { ...node, parameters: { ...node.parameters, ...parameters }, credentials }
				: node,
		);
		return await rest.addWorkflow({ ...workflow, nodes, pinData: pinData(some) });
	}

	function arrived() {
		return receiver.ledger.map(({ json }) => (json as { order_id: string }).order_id).sort();
	}
});

function orders(name: string, first: number, last: number): Order[] {
	return Array.from({ length: last - first + 1 }, (_, index) => ({
		id: `${name}-${first + index}`,
		amount: 27.5,
		email: `customer${first + index}@example.com`,
	}));
}

function idsOf(some: Order[]) {
	return some.map(({ id }) => id).sort();
}
