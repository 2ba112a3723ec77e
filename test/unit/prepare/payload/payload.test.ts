import fc from 'fast-check';
import { DateTime } from 'luxon';
import { labelsOf, type Operation } from '../../../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import type {
	ExtraParameter,
	ItemOptions,
	OtherField,
} from '../../../../nodes/Rockerbox/prepare/mapping/mappedItem';
import { payloadBuilder } from '../../../../nodes/Rockerbox/prepare/payload/payload';
import type { Payload } from '../../../../nodes/Rockerbox/values/json';
import { build, NOW, payloadOf, problemsOf, type Mapping } from '../../../support/build';
import { faultsOnTheWire } from '../../../support/wire';

const at = '2018-08-24T21:50:51Z';
const purchase = { email: 'jane@example.com', action: 'purchase', timestamp: at };
const click = { user_id: 'u-1', timestamp: at };

const conversion = (mapped: object, mapping?: Mapping) =>
	payloadOf(build(sendConversion, { ...mapped }, mapping));
const refused = (mapped: object, mapping?: Mapping) =>
	problemsOf(build(sendConversion, { ...mapped }, mapping));
const withExtras = (...extras: ExtraParameter[]) => ({ extras });

describe('the samples of Rockerbox’s document, byte for byte', () => {
	test('marketing event', () => {
		const payload = payloadOf(
			build(sendMarketingEvent, {
				user_id: 'ce395cc1-9f1f-4fe1-a8a0-a279a8c33ab4',
				timestamp: at,
				ad_campaignid: 1035987215,
				ad_adgroupid: '2358097292',
				ad_creativeid: 88902099811,
			}),
		);
		expect(JSON.stringify(payload)).toBe(
			'{"user_id":"ce395cc1-9f1f-4fe1-a8a0-a279a8c33ab4","timestamp":"1535147451","ad_campaignid":"1035987215","ad_adgroupid":"2358097292","ad_creativeid":"88902099811"}',
		);
	});

	test('subscription order', () => {
		const payload = conversion(
			{ revenue: 27.5, order_id: 'PRCH11809871', timestamp: at, email: 'hello@rockerbox.com' },
			{
				extras: [
					{ name: 'order_type', type: 'string', value: 'subscription_start' },
					{ name: 'order_timestamp', type: 'string', value: '2023-05-05 23:24:11.695' },
				],
				options: { allowMissingAction: true },
			},
		);
		expect(JSON.stringify(payload)).toBe(
			'{"email":"hello@rockerbox.com","timestamp":"1535147451","order_id":"PRCH11809871","revenue":"27.50","order_type":"subscription_start","order_timestamp":"2023-05-05 23:24:11.695"}',
		);
	});
});

test('every field of a conversion, under its key on the wire', () => {
	const mapped = {
		email: 'jane@example.com',
		customer_id: 20417,
		action: 'purchase',
		timestamp: 1535147451,
		order_id: 'PRCH1',
		revenue: '$1,234.50',
		conversion_source: ' call_center ',
		in_store: true,
		salesforce: '0065e00000AbCdEAAV',
		phone: 2128675309,
	};
	expect(conversion(mapped)).toStrictEqual({
		...mapped,
		customer_id: '20417',
		timestamp: '1535147451',
		revenue: '1234.50',
		conversion_source: 'call_center',
		phone: '2128675309',
	});
});

describe('fields that are not set are left out', () => {
	const optionalKeys = Object.keys(sendConversion.fields).filter((key) => !(key in purchase));

	test.each([
		['undefined', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \n'],
	])('%s', (_, nothing) => {
		const mapped = Object.fromEntries(optionalKeys.map((key) => [key, nothing]));
		const extras = [{ name: 'coupon', type: 'string', value: nothing }];
		const payload = conversion({ ...mapped, ...purchase }, { extras });
		expect(payload).toStrictEqual({ ...purchase, timestamp: '1535147451' });
	});

	test('but 0 and false are values, except in IDs of persons', () => {
		const extras = [
			{ name: 'discount', type: 'number', value: 0 },
			{ name: 'gift', type: 'boolean', value: false },
		];
		const mapped = { ...purchase, order_id: 0, revenue: 0, in_store: false, salesforce: 0 };
		expect(conversion(mapped, { extras })).toMatchObject({
			order_id: '0',
			revenue: '0.00',
			in_store: false,
			salesforce: 0,
			discount: 0,
			gift: false,
		});
	});
});

describe('required fields', () => {
	test.each([
		['an email alone', { email: 'jane@example.com' }],
		['a customer ID alone', { customer_id: 'C-1' }],
		['both', { email: 'jane@example.com', customer_id: 'C-1' }],
	])('%s is identity enough', (_, identity) => {
		expect(conversion({ ...purchase, email: undefined, ...identity })).toMatchObject(identity);
	});

	test('neither email nor customer ID is one problem that names both', () => {
		const problems = refused({ ...purchase, email: ' ', customer_id: null });
		expect(problems).toEqual([expect.stringMatching(/^Email and Customer ID are both empty, so /)]);
	});

	test('an invalid email is not also reported as missing', () => {
		const problems = refused({ ...purchase, email: 'Jane' });
		expect(problems).toEqual([expect.stringMatching(/^Email was "Jane"/)]);
	});

	test('a missing action is a problem that names the remedy', () => {
		const problems = refused({ ...purchase, action: '' });
		expect(problems).toEqual([expect.stringMatching(/^Action is empty\..*Allow Missing Action/)]);
	});

	test('unless the option allows it', () => {
		const options = { allowMissingAction: true };
		const { email } = purchase;
		expect(conversion({ email, timestamp: at }, { options })).not.toHaveProperty('action');
		expect(conversion(purchase, { options })).toHaveProperty('action', 'purchase');
		expect(refused({ ...purchase, action: {} }, { options })).toHaveLength(1);
	});

	test.each([
		['conversion', sendConversion, { ...purchase, timestamp: null }, 'Timestamp is empty.'],
		['event', sendMarketingEvent, { ...click, timestamp: '' }, 'Timestamp is empty.'],
		['event', sendMarketingEvent, { ...click, user_id: undefined }, 'User ID is empty.'],
	])('a %s: %#', (_, operation, mapped, beginning) => {
		expect(problemsOf(build(operation, mapped))).toEqual([expect.stringContaining(beginning)]);
	});
});

describe('all problems are reported at once', () => {
	test('of fields and of extra parameters, each with its name', () => {
		const problems = refused(
			{ email: 'Jane', action: null, timestamp: '07/08/2024', revenue: '1,234', order_id: [1, 2] },
			withExtras(
				{ name: 'coupon', type: 'number', value: 'SAVE10' },
				{ name: 'salesforce', type: 'string', value: 'undefined' },
			),
		);
		const beginnings = [
			'Email was "Jane"',
			'Action is empty.',
			'Timestamp was "07/08/2024"',
			'Order ID was a list',
			'Revenue was "1,234"',
			'Salesforce came out as "undefined"',
			'Extra parameter "coupon" was "SAVE10"',
		];
		expect(problems.map((problem, index) => problem.slice(0, beginnings[index]?.length))).toEqual(
			beginnings,
		);
	});

	test('including a missing person', () => {
		const beginnings = refused({ timestamp: 'soon' }).map((problem) => problem.split(' ')[0]);
		expect(beginnings.sort()).toEqual(['Action', 'Email', 'Timestamp']);
	});
});

describe('time zone', () => {
	const mapped = { ...purchase, timestamp: '2024-08-07 14:30:00' };
	const secondsIn = (zone: string) =>
		String(DateTime.fromSQL(mapped.timestamp, { zone }).toSeconds());

	test.each<[string, unknown, string]>([
		['the workflow’s, without the option', undefined, 'America/New_York'],
		['the option’s', 'Asia/Tokyo', 'Asia/Tokyo'],
		['UTC', 'UTC', 'UTC'],
		['the workflow’s, if the option came up empty', '', 'America/New_York'],
		['the workflow’s, if the option came up blank', ' ', 'America/New_York'],
		['the workflow’s, if the option came up as null', null, 'America/New_York'],
	])('%s', (_, timezone, zone) => {
		const options = { timezone } as ItemOptions;
		expect(conversion(mapped, { options })).toHaveProperty('timestamp', secondsIn(zone));
	});

	test('can be another one for each item of a run', () => {
		const builder = payloadBuilder(sendConversion, { timezone: 'UTC', now: NOW });
		const nothing = Object.fromEntries(
			Object.keys(sendConversion.fields).map((key) => [key, undefined]),
		);
		const item = {
			fields: { ...nothing, ...mapped },
			extraParameters: [],
			otherFields: [],
			problems: [],
		};
		const zones = ['UTC', 'Asia/Tokyo', 'UTC'];
		const built = zones.map((timezone) => builder({ ...item, options: { timezone } }));
		expect(built.map((one) => payloadOf(one).timestamp)).toEqual(zones.map(secondsIn));
	});

	test.each<[string, unknown]>([
		['an unknown name', 'Mars/Olympus'],
		['a mistyped name', 'Europe/Berlinn'],
		['letters with several meanings', 'BST'],
		['letters that JavaScript engines know', 'IST'],
		['a name that every object has', '__proto__'],
		['a number', 5],
		['true', true],
		['a list', ['UTC']],
		['an object', {}],
		['a date', DateTime.now()],
	])('%s is a problem', (_, timezone) => {
		const options = { timezone } as ItemOptions;
		expect(refused(mapped, { options })).toEqual([expect.stringMatching(/^Timezone was /)]);
	});
});

describe('date order', () => {
	const mapped = { ...purchase, timestamp: '07/08/2024 14:30' };

	test.each([
		['dayFirst', '2024-08-07T14:30:00-04:00'],
		['monthFirst', '2024-07-08T14:30:00-04:00'],
	])('%s', (dateOrder, instant) => {
		expect(conversion(mapped, { options: { dateOrder } })).toHaveProperty(
			'timestamp',
			String(Date.parse(instant) / 1000),
		);
	});

	test.each([undefined, null, '', ' '])('the option isn’t set: %j', (dateOrder) => {
		expect(refused(mapped, { options: { dateOrder } })).toEqual([
			expect.stringContaining('Add the option Date Order'),
		]);
	});
});

describe('extra parameters', () => {
	test.each<[string, ExtraParameter, Payload]>([
		['a text, when no type is chosen', { name: 'order_type', value: 'new' }, { order_type: 'new' }],
		['a number', { name: 'items', type: 'number', value: '3' }, { items: 3 }],
		['a boolean', { name: 'gift', type: 'boolean', value: 'true' }, { gift: true }],
		['a list', { name: 'tags', type: 'array', value: ['a', 1] }, { tags: ['a', 1] }],
		[
			'objects in a list',
			{ name: 'products', type: 'array', value: '[{"sku":"A","price":9.5}]' },
			{ products: [{ sku: 'A', price: 9.5 }] },
		],
		[
			'an object',
			{ name: 'geo', type: 'object', value: { zip: '10001' } },
			{ geo: { zip: '10001' } },
		],
		[
			'a date',
			{ name: 'shipped', type: 'string', value: new Date(0) },
			{ shipped: '1970-01-01T00:00:00.000Z' },
		],
		['dots in a name', { name: 'utm.source', type: 'string', value: 'x' }, { 'utm.source': 'x' }],
		['blanks around a name', { name: ' coupon ', type: 'string', value: 'x' }, { coupon: 'x' }],
		['another case than a field', { name: 'Email', type: 'string', value: 'x' }, { Email: 'x' }],
		[
			'a field of the other operation',
			{ name: 'user_id', type: 'number', value: 7 },
			{ user_id: 7 },
		],
		[
			'a name that objects have',
			{ name: 'constructor', type: 'string', value: 'x' },
			{ constructor: 'x' },
		],
		['another', { name: 'toString', type: 'string', value: 'x' }, { toString: 'x' }],
	])('%s', (_, extra, expected) => {
		expect(conversion(purchase, withExtras(extra))).toStrictEqual({
			...purchase,
			timestamp: '1535147451',
			...expected,
		});
	});

	test('__proto__ is a name like any other', () => {
		const value = { polluted: true };
		const payload = conversion(purchase, withExtras({ name: '__proto__', type: 'object', value }));
		expect(JSON.stringify(payload)).toContain('"__proto__":{"polluted":true}');
		expect('polluted' in payload).toBe(false);
		expect('polluted' in {}).toBe(false);
	});

	test('they keep the order in which they were added, after the fields', () => {
		const names = ['z', 'a', 'm'];
		const extras = names.map((name) => ({ name, type: 'string', value: name }));
		const keys = Object.keys(conversion({ ...purchase, phone: '1' }, { extras }));
		expect(keys).toEqual(['email', 'action', 'timestamp', 'phone', ...names]);
	});

	test.each([
		['revenue', '$27.5', '27.50'],
		['order_id', 1001, '1001'],
		['customer_id', ' C-1 ', 'C-1'],
	])('%s, not mapped above, follows the rule of that field', (name, value, expected) => {
		const mapped = { ...purchase, [name]: ' ' };
		const extra = { name, type: 'string', value };
		expect(conversion(mapped, withExtras(extra))).toHaveProperty(name, expected);
	});

	test('so one can be the identity, and the action', () => {
		const extras = [
			{ name: 'customer_id', type: 'number', value: 7 },
			{ name: 'action', type: 'string', value: 'lead' },
		];
		expect(conversion({ timestamp: at }, { extras })).toStrictEqual({
			customer_id: '7',
			action: 'lead',
			timestamp: '1535147451',
		});
	});

	test.each<[string, ExtraParameter[], RegExp]>([
		[
			'a field that is mapped above',
			[{ name: 'email', type: 'string', value: 'joe@example.com' }],
			/^Extra parameter "email" is already set above\./,
		],
		[
			'a field that is mapped above, even to the same',
			[{ name: ' action', type: 'string', value: 'purchase' }],
			/^Extra parameter "action" is already set above\./,
		],
		[
			'a name used twice',
			[
				{ name: 'coupon', type: 'string', value: 'A' },
				{ name: 'coupon ', type: 'string', value: 'B' },
			],
			/^Extra parameter "coupon" is already set above\./,
		],
		[
			'the name of a field used twice',
			[
				{ name: 'revenue', type: 'number', value: 1 },
				{ name: 'revenue', type: 'number', value: 2 },
			],
			/^Extra parameter "revenue" is already set above\./,
		],
		[
			'the name __proto__ used twice',
			[
				{ name: '__proto__', type: 'string', value: 'A' },
				{ name: '__proto__', type: 'string', value: 'B' },
			],
			/^Extra parameter "__proto__" is already set above\./,
		],
		[
			'no name',
			[{ name: '', type: 'string', value: 'A' }],
			/^An extra parameter has a value but no name\./,
		],
		[
			'a blank name',
			[{ name: ' ', type: 'string', value: 'A' }],
			/^An extra parameter has a value but no name\./,
		],
		[
			'the wrong type',
			[{ name: 'items', type: 'number', value: 'three' }],
			/^Extra parameter "items" was "three", .*\(number\)/,
		],
		[
			'a value that a broken mapping left',
			[{ name: 'coupon', type: 'string', value: '[object Object]' }],
			/^Extra parameter "coupon" came out as /,
		],
		[
			'a value that a broken mapping left, with blanks around',
			[{ name: 'coupon', type: 'string', value: ' undefined' }],
			/^Extra parameter "coupon" came out as /,
		],
		[
			'NaN',
			[{ name: 'discount', type: 'number', value: NaN }],
			/^Extra parameter "discount" contains NaN/,
		],
		[
			'the rule of a field',
			[{ name: 'revenue', type: 'string', value: 'free' }],
			/^Revenue was "free"/,
		],
		[
			'a name that a broken mapping left',
			[{ name: '[object Object]', type: 'string', value: 'A' }],
			/^An extra parameter name (?:came out as|was) /,
		],
		[
			'a name that is not a text',
			[{ name: {}, type: 'string', value: 'A' }],
			/^An extra parameter name (?:came out as|was) /,
		],
	])('a problem: %s', (_, extras, expected) => {
		expect(refused(purchase, { extras })).toEqual([expect.stringMatching(expected)]);
	});

	test('a row that is entirely empty is no problem', () => {
		const empty = { name: '', type: 'string', value: '' };
		expect(conversion(purchase, withExtras(empty, empty))).toHaveProperty('action', 'purchase');
	});
});

describe('other fields of the input', () => {
	const withOthers = (...others: OtherField[]) => ({ others });

	test.each<[string, OtherField, Payload]>([
		['a text', { name: 'coupon', value: 'SAVE10' }, { coupon: 'SAVE10' }],
		['a number', { name: 'items', type: 'number', value: 3 }, { items: 3 }],
		['0', { name: 'items', type: 'number', value: 0 }, { items: 0 }],
		['false', { name: 'gift', type: 'boolean', value: false }, { gift: false }],
		['a list', { name: 'tags', type: 'array', value: ['a', 1] }, { tags: ['a', 1] }],
		['an object', { name: 'geo', type: 'object', value: { zip: '1' } }, { geo: { zip: '1' } }],
		['a date', { name: 'at', value: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
		['a name with dots', { name: 'utm.source', value: 'x' }, { 'utm.source': 'x' }],
		['a name that objects have', { name: 'constructor', value: 'x' }, { constructor: 'x' }],
	])('are sent unchanged: %s', (_, other, expected) => {
		expect(conversion(purchase, withOthers(other))).toStrictEqual({
			...purchase,
			timestamp: '1535147451',
			...expected,
		});
	});

	test('__proto__ is a name like any other', () => {
		const other = { name: '__proto__', type: 'object', value: { polluted: true } };
		const payload = conversion(purchase, withOthers(other));
		expect(JSON.stringify(payload)).toContain('"__proto__":{"polluted":true}');
		expect('polluted' in payload).toBe(false);
	});

	test.each([undefined, null, '', ' \n'])('that are empty (%j) are left out', (value) => {
		expect(conversion(purchase, withOthers({ name: 'coupon', value }))).not.toHaveProperty(
			'coupon',
		);
	});

	test('give way silently to mapped fields and extra parameters', () => {
		const payload = conversion(purchase, {
			extras: [
				{ name: 'coupon', value: 'node' },
				{ name: 'order_id', value: 'node' },
			],
			others: [
				{ name: 'coupon', value: 'input' },
				{ name: 'order_id', value: 'input' },
				{ name: 'email', value: 'input@example.com' },
				{ name: 'gift', value: 'input' },
			],
		});
		expect(payload).toStrictEqual({
			...purchase,
			timestamp: '1535147451',
			order_id: 'node',
			coupon: 'node',
			gift: 'input',
		});
	});

	test('take the place of an empty extra parameter', () => {
		const payload = conversion(purchase, {
			extras: [{ name: 'coupon', value: '' }],
			others: [{ name: 'coupon', value: 'input' }],
		});
		expect(payload).toHaveProperty('coupon', 'input');
	});

	test('that give way are not even read', () => {
		const others = [{ name: 'action', value: 'undefined' }];
		expect(conversion(purchase, { others })).toHaveProperty('action', 'purchase');
	});

	test('with the key of a field that is empty follow its rule', () => {
		const revenue = (value: unknown) => withOthers({ name: 'revenue', type: 'string', value });
		expect(conversion(purchase, revenue('$27.5'))).toHaveProperty('revenue', '27.50');
		expect(refused(purchase, revenue('free'))).toEqual([
			expect.stringMatching(/^Revenue was "free"/),
		]);
	});

	test.each<[string, OtherField, string]>([
		['NaN', { name: 'x', type: 'number', value: NaN }, 'NaN'],
		['a leftover', { name: 'x', value: 'undefined' }, '"undefined"'],
		['a formula’s error', { name: 'x', value: '#REF!' }, '"#REF!"'],
		[
			'a leftover inside',
			{ name: 'x', type: 'array', value: ['[object Object]'] },
			'"[object Object]"',
		],
		['an invalid date', { name: 'x', value: new Date(NaN) }, 'an invalid date'],
	])('that hold only the trace of an error are left out: %s', (_, other, found) => {
		const built = build(sendConversion, purchase, withOthers(other));
		expect(payloadOf(built)).not.toHaveProperty('x');
		expect(built).toHaveProperty('leftOut', [{ label: 'Input field "x"', found }]);
	});

	test('whose numbers lost digits are a problem', () => {
		const other = { name: 'x', type: 'array', value: [2 ** 60] };
		expect(refused(purchase, withOthers(other))).toEqual([
			expect.stringMatching(
				/^Input field "x" contains 1152921504606847000, a number that is too long for JSON/,
			),
		]);
	});
});

describe('a value that stands for an empty field', () => {
	const person = { customer_id: 'C-7', action: 'purchase', timestamp: at };

	test.each([
		['email', 'N/A', 'Email', '"N/A"'],
		['email', false, 'Email', 'false'],
		['email', 'd41d8cd98f00b204e9800998ecf8427e', 'Email', 'the hash of an empty field'],
		['phone', ' null ', 'Phone', '"null"'],
		['order_id', ['\u2013'], 'Order ID', 'a list'],
	])('in %s: %j', (key, value, label, found) => {
		const built = build(sendConversion, { ...person, [key]: value });
		expect(payloadOf(built)).not.toHaveProperty(key);
		expect(built).toHaveProperty('leftOut', [{ label, found }]);
	});

	test('is distinguished from an empty field', () => {
		const built = build(sendConversion, {
			...person,
			email: ' ',
			phone: null,
			order_id: undefined,
		});
		expect(built).toHaveProperty('leftOut', []);
	});

	test('doesn’t identify anybody, and the problem says so', () => {
		expect(refused({ ...person, customer_id: 0, email: 'NULL' })).toEqual([
			expect.stringMatching(
				/^Email and Customer ID are both empty, so .* Email was "NULL", which stands for an empty field\. Customer ID was 0, /,
			),
		]);
	});

	test('gives way to an extra parameter of the same name', () => {
		const extras = [{ name: 'phone', value: '2128675309' }];
		expect(conversion({ ...person, phone: 'NULL' }, { extras })).toHaveProperty(
			'phone',
			'2128675309',
		);
	});

	test('can be an action that the table names', () => {
		const actionMapping = { values: [{ from: 'None', to: 'lead' }] };
		expect(
			conversion({ ...purchase, action: 'none' }, { options: { actionMapping } }),
		).toHaveProperty('action', 'lead');
		expect(refused({ ...purchase, action: 'N/A' }, { options: { actionMapping } })).toEqual([
			expect.stringMatching(/^Action is empty\./),
		]);
	});
});

describe('actions in the words of the user’s data', () => {
	const actionMapping = { values: [{ from: 'Closed Won', to: 'purchase' }] };
	const lost = { ...purchase, action: 'Closed Lost' };
	const reason = 'Action was "Closed Lost", which is not in Action Mapping.';
	const skip = { actionMapping, onUnmappedAction: 'skip' };

	test('are sent under their names in Rockerbox', () => {
		const mapped = { ...purchase, action: ' closed won ' };
		expect(conversion(mapped, { options: { actionMapping } })).toHaveProperty('action', 'purchase');
	});

	test.each<[string, Mapping]>([
		['an extra parameter', { extras: [{ name: 'action', value: 'Closed Won' }] }],
		['another field of the input', { others: [{ name: 'action', value: 'Closed Won' }] }],
	])('including those from %s', (_, mapping) => {
		const mapped = { ...purchase, action: undefined };
		const options = { actionMapping, onUnmappedAction: 'error' };
		const payload = conversion(mapped, { ...mapping, options });
		expect(payload).toStrictEqual({ ...purchase, timestamp: '1535147451' });
	});

	test('without a translation are sent unchanged if nothing else is chosen', () => {
		expect(conversion(lost, { options: { actionMapping } })).toHaveProperty(
			'action',
			'Closed Lost',
		);
	});

	test('without one are skipped if that is chosen', () => {
		expect(build(sendConversion, lost, { options: skip })).toMatchObject({
			skipped: reason,
			payload: { action: 'Closed Lost' }, // to see which one it was
		});
	});

	test.each<[string, object, Mapping]>([
		['a field', { ...lost, email: 'Jane', timestamp: 'soon' }, {}],
		['everything missing', { action: 'Closed Lost' }, {}],
		['an extra parameter', lost, { extras: [{ name: 'x', type: 'number', value: 'three' }] }],
		['another field of the input', lost, { others: [{ name: 'x', value: 2 ** 60 }] }],
		['the time zone', lost, { options: { timezone: 'Mars/Olympus' } }],
	])('are skipped before anything else is checked: %s', (_, mapped, mapping) => {
		const options = { ...mapping.options, ...skip };
		expect(build(sendConversion, { ...mapped }, { ...mapping, options })).toEqual({
			skipped: reason,
		});
	});

	test('but an item that n8n can’t read is never skipped', () => {
		const unreadable = new Proxy({}, { get: () => fail() });
		const built = build(sendConversion, { ...lost, phone: unreadable }, { options: skip });
		expect(problemsOf(built)).toEqual([expect.stringMatching(/^Phone holds something/)]);
	});

	test('without one are refused together with all other problems, if that is chosen', () => {
		const options = { actionMapping, onUnmappedAction: 'error' };
		expect(refused({ ...lost, revenue: '1,234' }, { options })).toEqual([
			expect.stringContaining(reason),
			expect.stringMatching(/^Revenue was "1,234"/),
		]);
	});

	test('that are empty are still missing', () => {
		expect(refused({ ...purchase, action: ' ' }, { options: skip })).toEqual([
			expect.stringMatching(/^Action is empty\./),
		]);
		const options = { ...skip, allowMissingAction: true };
		expect(conversion({ ...purchase, action: ' ' }, { options })).not.toHaveProperty('action');
	});

	test('are a problem in a table that can’t be read', () => {
		expect(refused(purchase, { options: { actionMapping: 'purchase' } })).toEqual([
			expect.stringMatching(/^Action Mapping can't be read\./),
		]);
	});

	test('have no effect in a marketing event, whatever it has under that name', () => {
		const extras = [{ name: 'action', value: 'Closed Lost' }];
		const payload = payloadOf(build(sendMarketingEvent, click, { extras, options: skip }));
		expect(payload).toHaveProperty('action', 'Closed Lost');
	});

	function fail(): never {
		throw new Error('must not be read');
	}
});

describe('whatever is mapped', () => {
	const words = fc.constantFrom(
		...['NaN', ' NaN ', 'undefined', 'Invalid DateTime', '[object Object]', 'null', '', '  ', '0'],
		'x'.repeat(100_000),
	);
	const numbers = fc.oneof(fc.integer(), fc.double()).map((number) => number + 0); // no -0
	const dates = fc.oneof(
		fc.date({ noInvalidDate: false }),
		fc.date({ noInvalidDate: false }).map((date) => DateTime.fromJSDate(date)),
	);
	const anything = fc.anything({
		key: fc.oneof(
			fc.string(),
			fc.constantFrom('__proto__', 'constructor', 'isLuxonDateTime', 'a.b'),
		),
		values: [fc.string(), words, numbers, fc.boolean(), fc.constantFrom(null, undefined), dates],
		maxDepth: 3,
		withBigInt: true,
		withMap: true,
		withNullPrototype: true,
	});
	const plausible = fc.oneof(
		fc.emailAddress(),
		fc.integer({ min: 946_684_800, max: NOW }),
		fc.date({ min: new Date('2000-01-02'), max: new Date('2026-01-01') }),
		fc.constantFrom('purchase', '$27.50', 'C-1', at),
	);
	const mappedValue = fc.oneof(fc.constant(undefined), plausible, anything);
	const extras = fc.array(
		fc.record({
			name: fc.oneof(
				fc.string(),
				fc.constantFrom('__proto__', 'constructor', 'email', 'revenue', 'user_id'),
				anything,
			),
			type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object', undefined),
			value: mappedValue,
		}),
		{ maxLength: 4 },
	);
	const options = fc.record({ allowMissingAction: fc.boolean() });

	test.each([
		['conversion', sendConversion, purchase, ['email', 'customer_id']],
		['marketing event', sendMarketingEvent, click, ['user_id']],
	])('%s: a valid payload, or problems that name their field', (_, operation, valid, identity) => {
		const seen = { payload: 0, problems: 0 };
		const everyObject = Reflect.ownKeys(Object.prototype);

		const holds = (
			fields: Record<string, unknown>,
			added: ExtraParameter[],
			chosen: ItemOptions,
		) => {
			const built = build(operation, fields, { extras: added, options: chosen });
			if ('skipped' in built) throw new Error('Nothing is to be skipped.');
			if ('problems' in built) {
				seen.problems++;
				expectSentences(built.problems, operation);
				return;
			}
			seen.payload++;
			const actionNeeded = operation === sendConversion && !chosen.allowMissingAction;
			const required = ['timestamp', ...(actionNeeded ? ['action'] : [])];
			const rules = { fields: Object.keys(operation.fields), identity, required, now: NOW };
			expect(faultsOnTheWire(built.payload, rules)).toEqual([]);
			// Jest treats a key named __proto__ or constructor as the type of the object.
			const sent = JSON.stringify(built.payload);
			if (!/"(?:__proto__|constructor)"/.test(sent)) {
				expect(JSON.parse(sent)).toStrictEqual(built.payload);
			}
		};
		fc.assert(fc.property(mapped(operation, valid), extras, options, holds), { numRuns: 500 });

		expect(Reflect.ownKeys(Object.prototype)).toEqual(everyObject);
		expect(seen.payload).toBeGreaterThan(0);
		expect(seen.problems).toBeGreaterThan(0);
	});

	/** Most fields have valid values, because otherwise there would hardly ever be a payload. */
	function mapped(operation: Operation, valid: object) {
		const right = new Map<string, unknown>(Object.entries(valid));
		const field = (key: string) =>
			fc.oneof(
				{ weight: 4, arbitrary: fc.constant(right.get(key)) },
				{ weight: 1, arbitrary: mappedValue },
			);
		return fc.record(
			Object.fromEntries(Object.keys(operation.fields).map((key) => [key, field(key)])),
		) as fc.Arbitrary<Record<string, unknown>>;
	}

	function expectSentences(problems: string[], operation: Operation) {
		const labels = Object.values(labelsOf(operation));
		const beginnings = [...labels, 'Extra parameter "', 'An extra parameter '];
		expect(problems).not.toEqual([]);
		for (const problem of problems) {
			expect(beginnings.filter((beginning) => problem.startsWith(beginning))).not.toEqual([]);
			expect(problem).toMatch(/\.$/);
			expect(problem.length).toBeLessThan(500);
		}
	}
});

describe('an error that nobody foresaw', () => {
	const odd = {
		get [Symbol.toStringTag]() {
			throw new TypeError('of a reader');
		},
	};
	const item = {
		fields: { ...purchase },
		extraParameters: [],
		otherFields: [],
		options: {},
		problems: [],
	};

	test.each([
		['in a field', { fields: { ...purchase, order_id: odd } }, 'Order ID'],
		['in an extra parameter', { extraParameters: [{ name: 'x', value: odd }] }, 'Extra parameter'],
		['in another field', { otherFields: [{ name: 'x', value: odd }] }, 'Input field "x"'],
		['in an option', { options: { timezone: odd } }, 'holds something'],
	])('%s is reported, and the item fails', (_, wrong, words) => {
		const found: unknown[] = [];
		const build = payloadBuilder(sendConversion, { timezone: 'UTC', now: NOW }, (error) =>
			found.push(error),
		);
		const built = build({ ...item, ...wrong });
		expect(problemsOf(built).join(' ')).toContain(words);
		expect(found).toContainEqual(new TypeError('of a reader'));
	});
});
