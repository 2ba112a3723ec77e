import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { sendMarketingEvent } from '../../nodes/Rockerbox/operations/sendMarketingEvent';
import { tidyEmail } from '../../nodes/Rockerbox/values/tidy';
import { extraParameters, PURCHASE } from '../support/engineRun';
import { useFuzz } from '../support/fuzz';

const { fuzz } = useFuzz();

const ODD_NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'valueOf',
	'toJSON',
	'hasOwnProperty',
	'then',
	'length',
	'isLuxonDateTime',
	'json',
	'error',
	'pairedItem',
	'email',
	'date',
	'a.b',
	'a[0]',
	'"',
	"it's",
	'a\\b',
	'two\nlines',
	'<b>bold</b>',
	'={{ 1 + 1 }}',
	'',
	' ',
];
const ODD_TEXTS = [
	'👩‍👩‍👧‍👦🇩🇪',
	'مرحبا بالعالم',
	'\u202Egnirts\u202C',
	'\u0000\u0007\u001B[31m',
	'\uD800',
	'a\uDC00b',
	'\uFEFF',
	'e\u0301'.repeat(50),
	'undefined',
	'NaN',
	'null',
	'[object Object]',
	'Invalid DateTime',
	'TypeError: x is not a function\n    at run (/app/index.js:1:2)',
	'{{ $json.email }}',
	'={{ $json.email }}',
	'{"__proto__":{"polluted":true}}',
	'<script>alert(1)</script>',
	'x'.repeat(1_000),
	'07/08/2024',
	'1,234',
];

const oddText = fc.oneof(
	fc.constantFrom(...ODD_TEXTS),
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc
		.array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 20 })
		.map((codes) => String.fromCharCode(...codes)),
);
const oddName = fc.oneof(fc.constantFrom(...ODD_NAMES), oddText);
const anything = fc.oneof(
	oddText,
	fc.anything({
		key: oddName,
		values: [oddText, fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined)],
		maxDepth: 3,
	}),
	fc.constantFrom(Number.MAX_SAFE_INTEGER + 1, Number.MAX_VALUE, 1e-300, -0, 1e21),
);

/** Items whose fields are all right, except for at most two, plus fields with any name. */
function oddItems(right: Record<string, fc.Arbitrary<unknown>>) {
	const entries = (name: fc.Arbitrary<string>, most: number) =>
		fc.array(fc.tuple(name, anything), { maxLength: most }).map(Object.fromEntries);
	const item = fc
		.tuple(
			entries(oddName, 3),
			fc.record(right),
			entries(fc.constantFrom(...Object.keys(right)), 2),
		)
		.map(([others, fields, odd]) =>
			Object.fromEntries(
				[others, fields, odd].flatMap((part) => Object.entries(part as IDataObject)),
			),
		);
	return fc.array(item, { minLength: 1, maxLength: 6 });
}

const id = fc.oneof(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom('A-1', 'Ö 2', 'مرحبا'));
const past = fc.oneof(
	fc.integer({ min: 1_000_000_000, max: 1_700_000_000 }),
	fc.constantFrom('2018-08-24T21:50:51Z', '2018-08-24 21:50:51', '1535147451'),
);
const extras = {
	text: oddText.map((text) => `text ${text}`),
	object: fc.constantFrom({ a: 1 }, { 'a.b': [null] }),
	list: fc.constantFrom([], [1, 'two', { three: 3 }]),
	number: fc.constantFrom(0, 12.5, '7'),
	flag: fc.constantFrom(true, false, 'true'),
	name: fc.nat(),
	value: fc.constantFrom('a value', 'ein Wert'),
};
const EXTRAS_MAPPED = extraParameters([
	{ name: '__proto__', type: 'string', value: '={{ $json.text }}' },
	{ name: 'constructor', type: 'object', value: '={{ $json.object }}' },
	{ name: 'toString', type: 'array', value: '={{ $json.list }}' },
	{ name: 'a.b', type: 'number', value: '={{ $json.number }}' },
	{ name: 'line\nbreak "quoted"', type: 'boolean', value: '={{ $json.flag }}' },
	{ name: '=name {{ $json.name }}', type: 'string', value: '={{ $json.value }}' },
]);

describe('Whatever the items hold, each is accepted and recorded once, or fails with a reason', () => {
	test('as conversions', async () => {
		const right = {
			email: fc.emailAddress(),
			customerId: id,
			action: fc.constantFrom('purchase', 'قدم', '🛒'),
			timestamp: past,
			revenue: fc.constantFrom(0, 27.5, '$1,234.50', '1.234,50 €'),
			orderId: id,
			conversionSource: fc.constantFrom('call_center', true, 5),
			inStore: fc.constantFrom('true', false),
			salesforce: fc.constantFrom('0065e00000AbCdEAAV', 0),
			phone: fc.constantFrom('2128675309', 2128675309),
			timezone: fc.constantFrom('UTC', 'Asia/Tokyo', undefined),
			...extras,
		};
		const parameters = {
			operation: 'sendConversion',
			email: '={{ $json.email }}',
			customerId: '={{ $json.customerId }}',
			action: '={{ $json.action }}',
			timestamp: '={{ $json.timestamp }}',
			additionalFields: {
				revenue: '={{ $json.revenue }}',
				orderId: '={{ $json.orderId }}',
				conversionSource: '={{ $json.conversionSource }}',
				inStore: '={{ $json.inStore }}',
				salesforce: '={{ $json.salesforce }}',
				phone: '={{ $json.phone }}',
			},
			...EXTRAS_MAPPED,
		};
		const keys = fc.constantFrom('', 'email,order_id,date', '__proto__', 'a.b,toString');
		let accepted = 0;
		let failed = 0;

		await fc.assert(
			fc.asyncProperty(oddItems(right), keys, async (items, conversionKey) => {
				const options = {
					conversionKey,
					onDuplicate: 'error',
					timezone: '={{ $json.timezone }}',
				};
				const { success, error } = await fuzz(items, { ...parameters, options });
				accepted += success.length;
				failed += error.length;

				for (const { json, pairedItem } of success) {
					const { item } = pairedItem as { item: number };
					expectUnchanged(json.conversion as IDataObject, items[item]);
				}
			}),
			{ numRuns: 150 },
		);
		expect(accepted).toBeGreaterThan(50);
		expect(failed).toBeGreaterThan(50);
	}, 30_000);

	test('as marketing events', async () => {
		const right = { userId: id, timestamp: past, adCampaignId: id, adAdgroupId: id, ...extras };
		const parameters = {
			operation: 'sendMarketingEvent',
			userId: '={{ $json.userId }}',
			timestamp: '={{ $json.timestamp }}',
			adFields: {
				adCampaignId: '={{ $json.adCampaignId }}',
				adAdgroupId: '={{ $json.adAdgroupId }}',
				adCreativeId: '={{ $json.adCreativeId }}',
			},
			...EXTRAS_MAPPED,
		};
		let accepted = 0;

		await fc.assert(
			fc.asyncProperty(oddItems(right), async (items) => {
				const { success } = await fuzz(items, parameters, sendMarketingEvent);
				accepted += success.length;
			}),
			{ numRuns: 50 },
		);
		expect(accepted).toBeGreaterThan(0);
	}, 30_000);

	test('under extra parameters of any name, type and value', async () => {
		const row = fc.record({
			name: oddName,
			type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'dateTime', 'x'),
			value: anything,
		});
		const item = fc.array(row, { maxLength: 4 }).map((rows) => ({ rows }));
		const items = fc.array(item, { minLength: 1, maxLength: 4 });
		const rows = [0, 1, 2, 3].map((index) => ({
			name: `={{ $json.rows[${index}]?.name }}`,
			type: `={{ $json.rows[${index}]?.type }}`,
			value: `={{ $json.rows[${index}]?.value }}`,
		}));
		let sent = 0;

		await fc.assert(
			fc.asyncProperty(items, async (given) => {
				const { bodies } = await fuzz(given, {
					...PURCHASE,
					email: 'jane@example.com',
					...extraParameters(rows),
				});
				sent += bodies.filter((body) => Object.keys(JSON.parse(body) as object).length > 3).length;
			}),
			{ numRuns: 150 },
		);
		expect(sent).toBeGreaterThan(5); // most of these values are refused
	}, 30_000);
});

/** Values that must be sent unchanged. */
function expectUnchanged(payload: IDataObject, item: IDataObject): void {
	const found = new Map(Object.entries(payload));
	const { email, text, object, list } = item;
	// Text such as "null" stands for an empty field, and nothing else may be left out.
	if (typeof email === 'string' && tidyEmail(email) !== undefined) {
		expect(found.get('email')).toBe(email.trim());
	}
	if (typeof text === 'string' && text.trim() !== '') expect(found.get('__proto__')).toBe(text);
	if (typeof object === 'object') expect(jsonOf(found.get('constructor'))).toBe(jsonOf(object));
	if (Array.isArray(list)) expect(jsonOf(found.get('toString'))).toBe(jsonOf(list));
}

function jsonOf(value: unknown): string {
	return JSON.stringify(value ?? null);
}
