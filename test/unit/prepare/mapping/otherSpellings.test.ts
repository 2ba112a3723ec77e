import type { IDataObject } from 'n8n-workflow';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { otherSpellingsCounter } from '../../../../nodes/Rockerbox/prepare/mapping/otherSpellings';
import { map } from '../../../support/autoMapping';

const RULES = { timezone: 'America/New_York', now: 1.7e9, allowMissingAction: false };
const REMEDY = '; to send another one, choose Map Each Field Manually.';

/** The messages about a run of these items. */
function remarksOn(...items: IDataObject[]): string[] {
	const { count, remarks } = otherSpellingsCounter(sendConversion, RULES, items.length);
	for (const item of items) count(item, map(item).otherSpellings);
	return remarks().map(({ topic, sentence }) => {
		expect(topic).toBe('otherSpellings');
		return sentence;
	});
}

describe('a field that lost to the exact name', () => {
	test('is reported with the items in which it differs', () => {
		const items = [
			{ order_id: 'A', 'Order ID': 'B' },
			{ order_id: 'A' },
			{ 'Order ID': 'B' },
			{ order_id: 'C', 'Order ID': 'D' },
		];
		expect(remarksOn(...items)).toEqual([
			`Order ID was taken from "order_id", but "Order ID" holds another value in 2 of 4 items${REMEDY}`,
		]);
	});

	test('is reported by its name, not by its value', () => {
		const [remark] = remarksOn({ email: 'jane@example.com', 'E-Mail': 'private@example.com' });
		expect(remark).toBe(
			`Email was taken from "email", but "E-Mail" holds another value in 1 of 1 item${REMEDY}`,
		);
	});

	test('is reported with others of the same field', () => {
		const items = [
			{ order_id: 'A', 'Order ID': 'B', orderId: 'A' },
			{ order_id: 'A', 'Order ID': 'B', orderId: 'C', ORDERID: 'D' },
		];
		expect(remarksOn(items[0], { ...items[0], orderId: 'B' })[0]).toBe(
			`Order ID was taken from "order_id", but "Order ID" and "orderId" hold other values in 2 of 2 items${REMEDY}`,
		);
		expect(remarksOn(...items)[0]).toBe(
			`Order ID was taken from "order_id", but "Order ID", "orderId", and others hold other values in 2 of 2 items${REMEDY}`,
		);
	});

	test.each<[string, IDataObject]>([
		['the same', { order_id: 'A', 'Order ID': 'A' }],
		['the same, as a number', { order_id: '5', 'Order ID': 5 }],
		['the same, with blanks', { email: 'jane@example.com', Email: ' jane@example.com\n' }],
		['the same amount', { revenue: 27.5, Revenue: '$27.50' }],
		['the same moment', { timestamp: '1535147451', Timestamp: '2018-08-24T21:50:51Z' }],
		[
			'the same moment in the zone of the workflow',
			{ timestamp: '2023-01-01', Timestamp: '2023-01-01T05:00:00Z' },
		],
		['nothing', { order_id: 'A', 'Order ID': ' ', orderId: null, ORDERID: undefined }],
	])('is not reported if it holds %s', (_, item) => {
		expect(remarksOn(item)).toEqual([]);
	});

	test.each<[string, IDataObject]>([
		['another case', { order_id: 'a', 'Order ID': 'A' }],
		['something else that can’t be read', { revenue: '1,234', Revenue: '5,678' }],
		['something that can’t be read', { revenue: 27.5, Revenue: 'free' }],
		['an object', { order_id: 'A', 'Order ID': { id: 'A' } }],
		['another object', { order_id: { id: 'A' }, 'Order ID': { id: 'A' } }],
		['false', { in_store: true, 'In Store': false }],
		['a list', { order_id: 'A', 'Order ID': ['A'] }],
	])('is reported if it holds %s', (_, item) => {
		expect(remarksOn(item)).toHaveLength(1);
	});

	test('that is odd enough to throw when it is read fails nothing', () => {
		const odd = new Proxy(
			{},
			{
				get: () => {
					throw new Error('No look');
				},
			},
		) as IDataObject;
		expect(remarksOn({ order_id: 'A', 'Order ID': odd })).toHaveLength(1);
	});
});

test('A few fields are listed, and many are counted', () => {
	const both = (...keys: string[]) =>
		Object.fromEntries(
			keys.flatMap((key) => [
				[key, 'a'],
				[key.toUpperCase(), 'b'],
			]),
		);
	const keys = ['email', 'customer_id', 'action', 'order_id', 'salesforce', 'phone', 'in_store'];
	expect(remarksOn(both(...keys.slice(0, 2)))).toEqual([expect.not.stringContaining('the same')]);
	expect(remarksOn(both(...keys))).toEqual([
		`Email was taken from "email", but "EMAIL" holds another value in 1 of 1 item; Customer ID was taken from "customer_id", but "CUSTOMER_ID" holds another value in 1 of 1 item; the same is true of 5 more fields${REMEDY}`,
	]);
	expect(remarksOn(both(...keys.slice(4)))).toEqual([
		expect.stringContaining('; the same is true of 1 more field;'),
	]);
});

test('Only some of thousands of spellings in one item are read', () => {
	const item: IDataObject = { order_id: 'A' };
	for (let index = 1; index <= 20_000; index++)
		item[`order_id${'_'.repeat(index % 200)}${'-'.repeat(index / 200)}`] = `B ${index}`;
	const { otherSpellings } = map(item);
	let looks = 0;
	const watched = new Proxy(item, {
		get: (target, name) => {
			looks++;
			return Reflect.get(target, name) as unknown;
		},
	});
	const { count, remarks } = otherSpellingsCounter(sendConversion, RULES, 1);
	count(watched, otherSpellings);

	expect(otherSpellings[0][1].length).toBeGreaterThan(10_000);
	expect(looks).toBeLessThan(200);
	expect(remarks()[0].sentence).toContain(', and others hold other values in 1 of 1 item;');
});

test('However many spellings there are, and however long, the message is short', () => {
	const item = Object.fromEntries(
		Array.from({ length: 1_000 }, (_, index) => [`e${'_'.repeat(index)}mail`, index]),
	);
	for (const remark of remarksOn(item, { [`${' '.repeat(10_000)}EMAIL`]: 'a', ...item })) {
		expect(remark.length).toBeLessThan(400);
	}
});
