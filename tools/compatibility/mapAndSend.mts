import { isDeepStrictEqual } from 'node:util';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { makeOrders } from '../harness/n8n/orders.mjs';
import { inARow, rockerbox } from '../harness/n8n/workflows.mjs';
import { Receiver } from '../harness/rockerbox/receiver.js';

const ORDERS = makeOrders(3);

/** The event that must arrive for each order, however it was mapped. */
const EXPECTED = ORDERS.map(({ order_id, email, amount }) => ({
	email,
	action: 'purchase',
	timestamp: '1535147451',
	order_id: String(order_id),
	revenue: amount.toFixed(2),
	channel: 'store',
}));

const extra = (name: string, value: string) => ({ id: name, name, type: 'string', value });
const channel = extra('channel', 'store');

/** A mapping for each way to get a value: read from the item, or evaluated by n8n's engine. */
const MAPPINGS: Record<string, object> = {
	'read from the item': {
		email: '={{ $json.email }}',
		timestamp: '={{ $json["ordered_at"] }}',
		additionalFields: { orderId: '={{ $json.order_id }}', revenue: '={{ $json.amount }}' },
	},
	computed: {
		email: '={{ $json.email.toUpperCase().toLowerCase() }}',
		timestamp: '={{ DateTime.fromISO($json.ordered_at, { zone: "utc" }) }}',
		additionalFields: {
			orderId: '={{ $("Split Out").item.json.order_id }}',
			revenue: '={{ $json.amount * 2 / 2 }}',
		},
	},
	automatic: {
		mappingMode: 'auto',
		email: '',
		timestamp: '={{ $json.ordered_at }}',
		additionalFields: {},
		extraParameters: { assignments: [channel, extra('revenue', '={{ $json.amount }}')] },
	},
};

/** Sends orders with each mapping. They must arrive in the same form, and in the right account. */
export async function mapAndSend(n8n: N8n): Promise<string[]> {
	const receiver = new Receiver();
	await receiver.start();
	try {
		return [...(await mappings(n8n, receiver)), ...(await accounts(n8n, receiver))];
	} finally {
		await receiver.stop();
	}
}

async function mappings(n8n: N8n, receiver: Receiver): Promise<string[]> {
	const credentials = await n8n.rest.addAccount(receiver.url);
	const deviations: string[] = [];
	for (const [name, mapping] of Object.entries(MAPPINGS)) {
		receiver.reset();
		const path = `map-${name.replaceAll(' ', '-')}`;
		const node = rockerbox(credentials);
		node.parameters = {
			...node.parameters,
			extraParameters: { assignments: [channel] },
			...mapping,
		};
		const id = await n8n.rest.publish(inARow(path, [node]));
		const { status, error } = await n8n.rest.ended(await n8n.trigger(id, path, ORDERS));
		if (status !== 'success') deviations.push(`${name}: ended as ${status}, ${error?.message}`);
		const arrived = receiver.ledger
			.map(({ json }) => json as (typeof EXPECTED)[number])
			.sort((a, b) => Number(a.order_id) - Number(b.order_id));
		if (!isDeepStrictEqual(arrived, EXPECTED)) {
			deviations.push(`${name}: ${JSON.stringify(arrived)} arrived`);
		}
	}
	return deviations;
}

/** An expression in the credential, as for several brands, so each order has its own account. */
async function accounts(n8n: N8n, receiver: Receiver): Promise<string[]> {
	receiver.reset();
	const path = 'two-accounts';
	const credentials = await n8n.rest.addAccount(receiver.url, '={{ "brand-" + $json.order_id }}');
	const id = await n8n.rest.publish(inARow(path, [rockerbox(credentials)]));
	const { status } = await n8n.rest.ended(await n8n.trigger(id, path, ORDERS));
	const wanted = ORDERS.map(({ order_id, email }) => [`brand-${order_id}`, email]);
	const arrived = receiver.ledger.map(({ query, json }) => [
		query.find(([name]) => name === 'advertiser')?.[1],
		(json as { email: string }).email,
	]);
	const isRight = status === 'success' && isDeepStrictEqual(arrived.sort(), wanted.sort());
	return isRight ? [] : [`accounts: ended as ${status}, ${JSON.stringify(arrived)} arrived`];
}
