import { DataTable } from '../../tools/harness/n8n/dataTable';
import type { Credentials, Rest } from '../../tools/harness/n8n/rest';
import { until } from '../../tools/harness/until';
import { madeReady, readExample } from '../support/examples';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

/** How many orders the examples send before they note how those ended. */
const BATCH = 100;
/** The trigger of the one-time set-up, which creates an example's data tables. */
const SET_UP = 'Run once';
const ORDERED_AT = '2024-08-07T14:30:00Z';

interface Order {
	id: string;
	amount: number;
	email?: string;
	/** Whether the source has the mark of a sent order. */
	isMarked?: boolean;
}

type Outputs = Awaited<ReturnType<Rest['run']>>['outputs'];

interface Source {
	example: string;
	trigger: string;
	/** The data table of sent orders, for examples that send in batches. */
	table?: string;
	/** The source's data for these orders, as the output of the nodes that query the source. */
	pinData: (orders: Order[]) => object;
}

/** Each run gets many orders, and periods overlap. */
const IN_BATCHES: Source[] = [
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
	{
		example: 'large-runs-that-survive-a-crash',
		trigger: 'Every night',
		table: 'Sent to Rockerbox',
		pinData: (orders) => ({
			'Every night': [{ json: {} }],
			'Your orders': orders.map(({ id, amount, email }) => ({
				json: { order_id: id, email, amount, ordered_at: ORDERED_AT },
			})),
		}),
	},
	{
		example: 'past-orders-from-a-csv-file',
		trigger: 'Upload the file',
		table: 'Past orders sent to Rockerbox',
		pinData: (orders) => ({
			'Upload the file': [{ json: {} }],
			'Read the file': orders.map(({ id, amount, email }) => ({
				json: { order_id: id, email, revenue: String(amount), ordered_at: ORDERED_AT },
			})),
		}),
	},
];

/** Each run gets one order, which the source reports at least once. */
const ONE_BY_ONE: Source[] = [
	{
		example: 'shopify-order-paid',
		trigger: 'Shopify Trigger',
		pinData: ([{ id, amount, email }]) => ({
			'Shopify Trigger': [
				{
					json: {
						id,
						email,
						test: false,
						customer: null,
						processed_at: ORDERED_AT,
						total_price: String(amount),
						line_items: [],
						discount_codes: [],
					},
				},
			],
		}),
	},
	{
		example: 'stripe-subscriptions',
		trigger: 'Stripe Trigger',
		pinData: ([{ id, amount, email }]) => ({
			'Stripe Trigger': [
				{
					json: {
						livemode: true,
						data: {
							object: {
								id,
								customer_email: email,
								billing_reason: 'subscription_cycle',
								amount_paid: amount * 100,
								currency: 'usd',
								status_transitions: { paid_at: 1723041003 },
							},
						},
					},
				},
			],
		}),
	},
	{
		example: 'woocommerce-order-paid',
		trigger: 'WooCommerce Trigger',
		pinData: ([{ id, amount, email }]) => ({
			'WooCommerce Trigger': [
				{
					json: {
						number: id,
						status: 'processing',
						customer_id: 0,
						billing: { email },
						date_created_gmt: '2024-08-07T14:30:00',
						total: String(amount),
						coupon_lines: [],
					},
				},
			],
		}),
	},
	{
		example: 'hubspot-deal-won',
		trigger: 'HubSpot Trigger',
		pinData: ([{ id, amount, email }]) => ({
			'HubSpot Trigger': [{ json: { dealId: id, propertyValue: 'closedwon' } }],
			'Get the deal': [
				{
					json: {
						dealId: id,
						associations: { associatedVids: [1] },
						properties: { amount: { value: amount }, closedate: { value: '1723041003000' } },
					},
					pairedItem: { item: 0 },
				},
			],
			'Get its contact': [
				{ json: { properties: { email: { value: email } } }, pairedItem: { item: 0 } },
			],
		}),
	},
	{
		example: 'hubspot-stages-as-conversions',
		trigger: 'HubSpot Trigger',
		pinData: ([{ id, amount, email }]) => ({
			'HubSpot Trigger': [
				{ json: { dealId: id, propertyValue: 'closedwon', occurredAt: 1723041003000 } },
			],
			'Get the deal': [
				{
					json: {
						dealId: id,
						associations: { associatedVids: [1] },
						properties: { amount: { value: amount } },
					},
					pairedItem: { item: 0 },
				},
			],
			'Get its contact': [
				{ json: { properties: { email: { value: email } } }, pairedItem: { item: 0 } },
			],
		}),
	},
	{
		example: 'package-shipped-or-returned',
		trigger: 'Package update',
		pinData: ([{ id, email }]) => ({
			'Package update': [
				{
					json: {
						body: {
							ts: 1723041003,
							is_tracking_first_tag: true,
							msg: { tag: 'InTransit', order_id: id, customers: [{ email }] },
						},
					},
				},
			],
		}),
	},
	{
		example: 'phone-order-by-webhook',
		trigger: 'Phone order',
		pinData: ([{ id, amount, email }]) => ({
			'Phone order': [
				{ json: { body: { order_id: id, ordered_at: ORDERED_AT, total: amount, email } } },
			],
		}),
	},
	{
		example: 'square-payment-completed',
		trigger: 'Square',
		pinData: ([{ id, amount, email }]) => ({
			Square: [
				{
					json: {
						body: {
							data: {
								object: {
									payment: {
										id,
										status: 'COMPLETED',
										customer_id: 'a customer',
										created_at: ORDERED_AT,
										amount_money: { amount: amount * 100, currency: 'USD' },
									},
								},
							},
						},
					},
				},
			],
			'Get the customer': [
				{ json: { customer: { email_address: email } }, pairedItem: { item: 0 } },
			],
		}),
	},
	{
		example: 'callrail-qualified-call',
		trigger: 'CallRail',
		pinData: ([{ id, amount, email }]) => ({
			CallRail: [
				{
					json: {
						body: {
							resource_id: id,
							lead_status: 'good_lead',
							start_time: ORDERED_AT,
							customer_phone_number: '+12128675309',
							value: String(amount),
						},
					},
				},
			],
			'Find the customer': [{ json: { email }, pairedItem: { item: 0 } }],
		}),
	},
];

/** Each test has its own orders, because the table keeps those of the other tests. */
describe.each(IN_BATCHES)('$example', (source) => {
	const { receiver, run, arrived, stopWhen } = useExample(source);
	const { table = '' } = source;

	test('sends an order once that is twice in a run, in different batches', async () => {
		const all = orders('border', 1001, 1000 + BATCH);
		await run([...all, all[0]]);

		expect(arrived()).toEqual(idsOf(all));
	});

	test('sends each order once if the windows of its runs overlap', async () => {
		await run(orders('overlap', 1, 5));
		await run(orders('overlap', 3, 7));

		expect(arrived()).toEqual(idsOf(orders('overlap', 1, 7)));
	});

	test('sends nothing if all orders are the same again', async () => {
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

		const corrected = await run([order, other]);
		expect(corrected).toMatchObject({ status: 'success' });
		expect(arrived()).toEqual(idsOf([order, other]));
	});

	test('remembers no order that was only tried in a dry run', async () => {
		expect(await run(orders('dry', 1, 2), { dryRun: true })).toMatchObject({ status: 'success' });
		expect(arrived()).toEqual([]);

		await run(orders('dry', 1, 2));
		expect(arrived()).toEqual(idsOf(orders('dry', 1, 2)));
	});

	test('loses no order and repeats at most one batch after a stop in the middle', async () => {
		const all = orders('stop', 1001, 1250);
		receiver.answer((_request, index) => (index >= BATCH + BATCH / 2 ? { delay: 2_000 } : {}));
		await stopWhen(() => arrived().length > BATCH + BATCH / 2, all);
		const before = arrived().length;
		expect(before).toBeLessThan(all.length);

		receiver.answer({});
		await run(all);
		expect([...new Set(arrived())]).toEqual(idsOf(all));
		expect(arrived().length - all.length).toBeLessThanOrEqual(BATCH);

		const remembered = new DataTable(demo(), table);
		const rows = await remembered.count();
		await run(all);
		expect(await remembered.count()).toBe(rows);
	});
});

describe.each(ONE_BY_ONE)('$example', (source) => {
	const { receiver, run: runAll, arrived, stopWhen } = useExample(source);
	const run = async (order: Order, parameters?: object) => await runAll([order], parameters);

	test('sends nothing if the source reports an accepted order again, edited or not', async () => {
		const [order, other] = orders('again', 1, 2);
		for (const one of [order, other, order, { ...other, amount: 99 }]) await run(one);

		expect(arrived()).toEqual(idsOf([order, other]));
	});

	test('sends an order that failed once the source reports it again', async () => {
		const [order] = orders('failed', 1, 1);
		receiver.answer({ status: 400 });
		expect(await run(order)).toMatchObject({ status: 'error' });

		receiver.reset();
		expect(await run(order)).toMatchObject({ status: 'success' });
		await run(order);
		expect(arrived()).toEqual([order.id]);
	});

	test('remembers no order that was only tried in a dry run', async () => {
		const [order] = orders('dry', 1, 1);
		expect(await run(order, { dryRun: true })).toMatchObject({ status: 'success' });
		expect(arrived()).toEqual([]);

		await run(order);
		expect(arrived()).toEqual([order.id]);
	});

	test('loses no order, and repeats at most that one, after a stop between sending and remembering', async () => {
		const [order, other] = orders('stop', 1, 2);
		await run(other);
		receiver.answer({ delay: 2_000 });
		await stopWhen(() => arrived().includes(order.id), [order]);

		receiver.answer({});
		for (const one of [order, other, order]) await run(one);
		expect([...new Set(arrived())]).toEqual(idsOf([order, other]));
		expect(arrived().length).toBeLessThanOrEqual(3);
	});
});

/** The source itself remembers: the example writes a mark into the sheet or the database. */
const MARKED_AT_SOURCE: Array<
	Source & {
		/** The accepted orders that a run hands to the node that marks them. */
		markedIn: (outputs: Outputs) => string[];
	}
> = [
	{
		example: 'google-sheets-rows-marked-as-sent',
		trigger: 'Every hour',
		pinData: (orders) => ({
			'Every hour': [{ json: {} }],
			'All rows': orders.map(({ id, amount, email, isMarked }, row) => ({
				json: {
					row_number: row + 2,
					'Order ID': id,
					Email: email ?? '',
					'Sold at': 45511.4375,
					Revenue: amount,
					'Sent to Rockerbox': isMarked ? '2024-08-08 02:00:00' : '',
				},
			})),
			'Mark the row': [{ json: { status: 'accepted' } }],
		}),
		markedIn: (outputs) =>
			(outputs['What to write']?.[0] ?? [])
				.filter(({ json }) => json.status === 'accepted')
				.map(({ json }) => String(json['Order ID'])),
	},
	{
		example: 'several-brands-one-credential-each',
		trigger: 'Every hour',
		pinData: (orders) => ({
			'Every hour': [{ json: {} }],
			'Orders not sent yet': orders
				.filter(({ isMarked }) => !isMarked)
				.map(({ id, amount, email }) => ({
					json: {
						order_id: id,
						brand: 'North',
						email: email ?? null,
						customer_id: null,
						ordered_at: ORDERED_AT,
						total: amount.toFixed(2),
					},
				})),
			'Mark as sent': [{ json: { success: true } }],
		}),
		markedIn: (outputs) =>
			(outputs['Only accepted']?.[0] ?? []).map(({ json }) =>
				String((json.conversion as { order_id: string }).order_id),
			),
	},
];

describe.each(MARKED_AT_SOURCE)('$example', (source) => {
	const { receiver, run, arrived, stopWhen } = useExample(source);
	const marked = new Set<string>();

	/** Runs it with the source's orders as they are now, and writes the marks that it makes. */
	async function runOnce(some: Order[], parameters?: object) {
		const ended = await run(atSource(some), parameters);
		for (const id of source.markedIn(ended.outputs)) marked.add(id);
		return ended;
	}

	function atSource(some: Order[]): Order[] {
		return some.map((order) => ({ ...order, isMarked: marked.has(order.id) }));
	}

	test('sends each order once if runs overlap, even if an order was edited', async () => {
		await runOnce(orders('overlap', 1, 5));
		const [edited, ...others] = orders('overlap', 3, 7);
		await runOnce([{ ...edited, amount: 99 }, ...others]);

		expect(arrived()).toEqual(idsOf(orders('overlap', 1, 7)));
	});

	test('sends an order that failed once it is corrected', async () => {
		const [order, other] = orders('corrected', 1, 2);
		await runOnce([{ ...order, email: undefined }, other]);
		expect(arrived()).toEqual([other.id]);

		for (let turn = 0; turn < 2; turn++) await runOnce([order, other]);
		expect(arrived()).toEqual(idsOf([order, other]));
	});

	test('marks no order that was only tried in a dry run', async () => {
		await runOnce(orders('dry', 1, 2), { dryRun: true });
		expect(arrived()).toEqual([]);

		await runOnce(orders('dry', 1, 2));
		expect(arrived()).toEqual(idsOf(orders('dry', 1, 2)));
	});

	test('loses no order, and repeats at most one run, after a stop before the marks', async () => {
		const all = orders('stop', 1, 30);
		receiver.answer((_request, index) => (index >= 10 ? { delay: 2_000 } : {}));
		await stopWhen(() => arrived().length > 10, atSource(all));
		const before = arrived().length;

		receiver.answer({});
		for (let turn = 0; turn < 2; turn++) await runOnce(all);
		expect([...new Set(arrived())]).toEqual(idsOf(all));
		expect(arrived().length).toBeLessThanOrEqual(before + all.length);
	});
});

test.each(['hubspot-deal-won', 'hubspot-stages-as-conversions'])(
	'%s keeps one of two events that HubSpot reports together',
	async (example) => {
		const event = { propertyValue: 'closedwon', occurredAt: 1723041003000 };
		const events = [1, 2, 1].map((dealId) => ({ json: { dealId, ...event } }));
		const workflow = { ...readExample(example), pinData: { 'HubSpot Trigger': events } };
		await setUp(example);
		const { outputs } = await demo().run(await demo().addWorkflow(workflow), 'HubSpot Trigger');

		expect(outputs['Not sent yet'][0].map(({ json }) => json.dealId)).toEqual([1, 2]);
	},
);

/**
 * An example in a real n8n that sends to its own receiver, with the test's orders instead of the source's.
 */
function useExample({ example, trigger, pinData }: Source) {
	const receiver = useReceiver();
	const rest = demo();
	let credentials: Credentials;

	beforeAll(async () => {
		credentials = await rest.addAccount(receiver.url);
		await setUp(example);
	});

	async function run(some: Order[], parameters?: object) {
		return await rest.run(await added(some, parameters), trigger);
	}

	async function added(some: Order[], parameters?: object) {
		const workflow = madeReady(readExample(example), credentials, { dryRun: false, ...parameters });
		return await rest.addWorkflow({ ...workflow, pinData: pinData(some) });
	}

	/** Runs it with these orders, and presses the Stop button as soon as `isTime` returns true. */
	async function stopWhen(isTime: () => boolean, some: Order[]) {
		const id = await added(some);
		const stopped = rest.run(id, trigger);
		await until(async () => await Promise.resolve(isTime() || undefined), {
			interval: 50,
			timeout: 60_000,
			failure: 'It was never time to stop.',
		});
		await rest.stop((await rest.executionsOf(id))[0]);
		await stopped;
	}

	return { receiver, run, arrived: () => idsIn(receiver.ledger), stopWhen };
}

/** Does the first step of the example's note, unless the example creates its tables automatically. */
async function setUp(example: string) {
	const workflow = readExample(example);
	if (!workflow.nodes.some(({ name }) => name === SET_UP)) return;
	await demo().run(await demo().addWorkflow(workflow), SET_UP);
}

function idsIn(ledger: Array<{ json: unknown }>) {
	return ledger.map(({ json }) => (json as { order_id: string }).order_id).sort();
}

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
