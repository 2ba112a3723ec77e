import fc from 'fast-check';
import { Settings } from 'luxon';
import { labelsOf } from '../../../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import type { Account } from '../../../../nodes/Rockerbox/prepare/account';
import {
	conversionKeyOf,
	keyReader,
} from '../../../../nodes/Rockerbox/prepare/payload/conversionKey';
import { readSettings } from '../../../../nodes/Rockerbox/prepare/settings';
import type { Json, Payload } from '../../../../nodes/Rockerbox/values/json';
import { refusalOf } from '../../../support/refusal';

const purchase: Payload = {
	email: 'jane@example.com',
	action: 'purchase',
	timestamp: '1535147451',
	order_id: 'PRCH1',
};
const keyOf = (payload: Payload, ...names: string[]) =>
	conversionKeyOf(payload, names, labelsOf(sendConversion));
/** Like real payloads: a key named __proto__ is a key like any other. */
const payloadWith = (values: Array<[string, Json]>): Payload => Object.fromEntries(values);

describe('a conversion’s key', () => {
	test('of one field is its value as it is', () => {
		expect(keyOf({ ...purchase, order_id: 'A,1\\2' }, 'order_id')).toBe('A,1\\2');
	});

	test('of several fields is their values in the order of the key', () => {
		expect(keyOf(purchase, 'email', 'date', 'action')).toBe('jane@example.com,2018-08-24,purchase');
		expect(keyOf(purchase, 'action', 'email')).toBe('purchase,jane@example.com');
	});

	test.each<[string, Json, string]>([
		['0', 0, '0'],
		['false', false, 'false'],
		['a number as its text', 4711, '4711'],
		['a list', ['a', 1], '["a",1]'],
		['an object', { a: 1 }, '{"a":1}'],
	])('can be made of %s', (_, value, key) => {
		expect(keyOf({ ...purchase, coupon: value }, 'coupon')).toBe(key);
	});

	test('tells capitals and blanks within a value apart', () => {
		const keys = ['a b', 'A b', 'a  b', 'ab'].map((order) =>
			keyOf({ ...purchase, order_id: order }, 'order_id', 'action'),
		);
		expect(new Set(keys).size).toBe(keys.length);
	});

	test('is the same for two conversions only if they agree in every field of it', () => {
		const names = ['order_id', 'email', '__proto__', 'constructor'];
		const letters = fc.constantFrom(',', '\\', 'a', '"', '1');
		const values = fc.oneof(
			fc.string({ unit: letters, minLength: 1, maxLength: 4 }),
			fc.constantFrom(1, 11, true, ['a', ','], { a: '\\' }),
		);
		const pairs = fc.array(fc.tuple(values, values, fc.boolean()), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(pairs, (rows) => {
				const used = names.slice(0, rows.length);
				const one = payloadWith(rows.map(([value], index) => [names[index], value]));
				const other = payloadWith(
					rows.map(([value, another, isSame], index) => [names[index], isSame ? value : another]),
				);
				const agree = used.every((name) => asText(one[name]) === asText(other[name]));
				expect(keyOf(one, ...used) === keyOf(other, ...used)).toBe(agree);
			}),
			{ numRuns: 500 },
		);
	});

	test.each([
		[
			['a,b', 'c'],
			['a', 'b,c'],
		],
		[
			['a\\', 'b'],
			['a', '\\b'],
		],
		[
			['\\', ',a'],
			[',\\', 'a'],
		],
		[
			['a\\,', 'b'],
			['a', ',b'],
		],
	])('differs between %j and %j', (one, other) => {
		const [a, b] = [one, other].map(([coupon, gift]) => keyOf({ coupon, gift }, 'coupon', 'gift'));
		expect(a).not.toBe(b);
	});

	test('does not depend on fields that are not part of it', () => {
		expect(keyOf({ ...purchase, revenue: '1.00' }, 'email', 'date')).toBe(
			keyOf({ ...purchase, revenue: '2.00', action: 'refund' }, 'email', 'date'),
		);
	});

	function asText(value: Json): string {
		return typeof value === 'string' ? value : JSON.stringify(value);
	}
});

describe.each(['America/New_York', 'Pacific/Kiritimati', 'UTC'])(
	'date is the UTC day of the timestamp, on a machine in %s',
	(zone) => {
		beforeEach(() => {
			Settings.defaultZone = zone;
		});
		afterEach(() => {
			Settings.defaultZone = 'system';
		});

		test.each([
			['2018-08-24T00:00:00Z', '2018-08-24'],
			['2018-08-24T23:59:59Z', '2018-08-24'],
			['2018-08-25T00:00:00Z', '2018-08-25'],
			['2024-02-29T12:00:00Z', '2024-02-29'],
			['2023-12-31T23:59:59Z', '2023-12-31'],
		])('%s: %s', (moment, day) => {
			const timestamp = String(Date.parse(moment) / 1000);
			expect(keyOf({ ...purchase, timestamp }, 'date')).toBe(day);
		});

		test('whatever an extra parameter of that name says', () => {
			expect(keyOf({ ...purchase, date: '1999-01-01' }, 'date')).toBe('2018-08-24');
		});

		test('it is the same within 24 hours from midnight, and only then', () => {
			const moments = fc.integer({ min: 946_684_800, max: 946_684_800 + 86_400 * 3 });
			fc.assert(
				fc.property(moments, moments, (one, other) => {
					const [a, b] = [one, other].map((moment) =>
						keyOf({ ...purchase, timestamp: String(moment) }, 'date'),
					);
					expect(a === b).toBe(Math.floor(one / 86_400) === Math.floor(other / 86_400));
				}),
			);
		});
	},
);

describe('a field that is missing', () => {
	test('is refused with its name in the editor, the key, and what to do', () => {
		const refusal = refusalOf(() => keyOf({ email: 'jane@example.com' }, 'email', 'order_id'));
		expect(refusal).toMatch(
			/^Order ID is empty, .*"email,order_id" needs it\. Rockerbox would not/,
		);
		expect(refusal).toContain('Map it, or correct the option Conversion Key.');
	});

	test.each<[string, Json | undefined]>([
		['missing', undefined],
		['null', null],
		['empty', ''],
		['blank', ' \t'],
	])('may also be %s', (_, value) => {
		const payload: Payload = value === undefined ? {} : { coupon: value };
		expect(refusalOf(() => keyOf(payload, 'coupon'))).toMatch(/^"coupon" is empty/);
	});

	test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'is not taken from what every object has: %s',
		(name) => {
			expect(refusalOf(() => keyOf(purchase, name))).toContain(`"${name}" is empty`);
		},
	);

	test('is not found by the editor’s name of it, nor by another spelling', () => {
		for (const name of ['Order ID', 'orderId', 'ORDER_ID']) {
			expect(refusalOf(() => keyOf(purchase, name))).toContain(`"${name}" is empty`);
		}
	});

	test('and others are refused together', () => {
		const refusal = refusalOf(() => keyOf(purchase, 'phone', 'email', 'coupon'));
		expect(refusal).toMatch(/^Phone and "coupon" are empty, .* needs them\..* Map them, /);
	});

	test('and many others are counted', () => {
		const refusal = refusalOf(() => keyOf(purchase, 'a', 'b', 'c', 'd', 'e', 'f', 'g'));
		expect(refusal).toMatch(/^"a", "b", "c", "d", "e", and 2 more are empty,/);
	});

	test('is the date if there is no readable timestamp', () => {
		expect(refusalOf(() => keyOf({ email: 'jane@example.com' }, 'date'))).toMatch(
			/^"date" is empty/,
		);
	});

	test('never has the values of the others in its refusal', () => {
		expect(refusalOf(() => keyOf(purchase, 'email', 'coupon'))).not.toContain('jane');
	});

	test('of a key with very many names is refused with a short message', () => {
		const names = Array.from({ length: 1000 }, (_, index) => `name-${index}-${'x'.repeat(1000)}`);
		expect(refusalOf(() => keyOf(purchase, ...names)).length).toBeLessThan(1000);
	});
});

describe('the identity of an event in a run', () => {
	const account = { advertiserId: 'MOx2ZmMw', baseUrl: 'https://webhooks.getrockerbox.com' };
	const settings = readSettings({ conversionKey: 'order_id' });
	const identities = (...events: Array<[Payload, Account]>) => {
		const keyOfItem = keyReader(sendConversion, settings);
		return events.map(([payload, to], index) => keyOfItem(payload, to, false, index)?.identity);
	};

	test('is the same for a duplicate', () => {
		const [first, second] = identities(
			[purchase, account],
			[{ ...purchase, revenue: '1.00' }, { ...account }],
		);
		expect(second).toBe(first);
	});

	test.each<[string, Payload, Account]>([
		['in another account', purchase, { ...account, advertiserId: 'another brand' }],
		['at another address', purchase, { ...account, baseUrl: 'https://proxy.example.com' }],
		['of another action', { ...purchase, action: 'shipped' }, account],
		['of no action', { ...purchase, action: undefined as unknown as Json }, account],
		['of another key', { ...purchase, order_id: 'PRCH2' }, account],
	])('is different for a conversion %s', (_, payload, to) => {
		const [first, second] = identities([purchase, account], [payload, to]);
		expect(second).not.toBe(first);
	});

	test('never makes a sent conversion the duplicate of one that is only shown', () => {
		const failing = readSettings({ conversionKey: 'order_id', onDuplicate: 'error' });
		const keyOfItem = keyReader(sendConversion, failing);
		const shown = keyOfItem(purchase, account, true, 0);
		const sent = keyOfItem(purchase, account, false, 1);
		expect(sent).toEqual(shown);
		expect(refusalOf(() => keyOfItem(purchase, account, true, 2))).toMatch(/^Item 0 /);
		expect(refusalOf(() => keyOfItem(purchase, account, false, 3))).toMatch(/^Item 1 /);
	});

	test('is undefined without a key', () => {
		const keyOfItem = keyReader(sendConversion, readSettings({}));
		expect(keyOfItem(purchase, account, false, 0)).toBeUndefined();
	});
});
