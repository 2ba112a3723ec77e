import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { labelsOf } from '../../../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { keysByName } from '../../../../nodes/Rockerbox/prepare/mapping/automatic';
import type { Choice } from '../../../../nodes/Rockerbox/prepare/mapping/otherFieldsChoice';
import {
	ALL,
	except,
	keyForName,
	map,
	NONE,
	othersOf,
	selected,
} from '../../../support/autoMapping';

const NOTHING = { fields: {}, otherFields: [], problems: [], otherSpellings: [] };

describe('a field of the input is known by its name', () => {
	test.each([
		'customer_id',
		'Customer ID',
		'customer id',
		'customerId',
		'CustomerID',
		'CUSTOMER_ID',
		'customer-id',
		'Customer-Id',
		'customerid',
		' customer  id ',
		'_customer__id',
		'customer\tid',
		'customer\u00a0id',
	])('%j is customer_id', (name) => {
		expect(map({ [name]: 'C-1' })).toStrictEqual({ ...NOTHING, fields: { customer_id: 'C-1' } });
	});

	test.each([
		'customer',
		'id',
		'customer_ids',
		'customer.id',
		'customer/id',
		'customér_id',
		'customer_id2',
		'user_id',
		'',
		'_',
		'__proto__',
		'constructor',
		'toString',
	])('%j is not a conversion’s field', (name) => {
		expect(map(Object.fromEntries([[name, 'x']]))).toStrictEqual(NOTHING);
	});

	test.each([
		['conversion', sendConversion],
		['marketing event', sendMarketingEvent],
	])('every field of a %s, by its key and by its label in the editor', (_, operation) => {
		const labels = labelsOf(operation);
		const find = keysByName(labels);
		for (const key of Object.keys(operation.fields)) {
			const { property } = operation.fields[key];
			expect([key, labels[key], property.name].map(find)).toEqual([key, key, key]);
		}
	});

	test('by its label if it differs from the key', () => {
		const find = keysByName(labelsOf(sendMarketingEvent));
		expect(find('Ad Campaign ID')).toBe('ad_campaignid');
		expect(find('ad_campaign_id')).toBe('ad_campaignid');
	});

	test('with its value unchanged', () => {
		const date = DateTime.now();
		const input = { revenue: 0, in_store: false, timestamp: date, phone: ['a'], email: ' x ' };
		expect(map(input as unknown as IDataObject).fields).toStrictEqual(input);
	});
});

describe('two spellings of one name', () => {
	test.each<[string, IDataObject, unknown]>([
		['of the same value are one', { customerId: 'A', 'Customer ID': 'A' }, 'A'],
		['of which one is empty', { customerId: ' ', 'Customer ID': 'B' }, 'B'],
		['of which the exact one is empty', { customer_id: '', 'Customer ID': 'B' }, 'B'],
		['of which the exact one is null', { 'Customer ID': 'B', customer_id: null }, 'B'],
		['of which only the exact one is filled', { 'Customer ID': ' ', customer_id: 'A' }, 'A'],
		['of which the exact one holds the same', { 'Customer ID': 'A', customer_id: 'A' }, 'A'],
	])('%s', (_, input, expected) => {
		expect(map(input)).toStrictEqual({ ...NOTHING, fields: { customer_id: expected } });
	});

	test.each<[string, IDataObject, unknown, string[]]>([
		['the exact name wins', { customer_id: 'A', 'Customer ID': 'B' }, 'A', ['Customer ID']],
		['a 0 wins, too', { customer_id: 0, 'Customer ID': 'B' }, 0, ['Customer ID']],
		[
			'wherever it stands',
			{ customerId: 'B', 'Customer ID': 'C', CUSTOMERID: 'A', customer_id: 'A' },
			'A',
			['customerId', 'Customer ID'],
		],
	])('%s, and those that differ are reported', (_, input, expected, others) => {
		expect(map(input)).toStrictEqual({
			...NOTHING,
			fields: { customer_id: expected },
			otherSpellings: [['customer_id', others]],
		});
	});

	test.each([
		['all', ALL],
		['selected', selected('Customer ID', "['Customer ID']", 'customer_id')],
		['excluded, but for others', except('coupon')],
	])('of which one was not taken aren’t sent as other fields either: %s', (_, choice) => {
		expect(othersOf({ customer_id: 'A', 'Customer ID': 'B' }, choice)).toEqual([]);
	});

	test('of which the differing one is excluded are both excluded', () => {
		const { fields, otherSpellings } = map(
			{ customer_id: 'A', 'Customer ID': 'B' },
			except('Customer ID'),
		);
		expect({ fields, otherSpellings }).toEqual({ fields: {}, otherSpellings: [] });
	});

	test.each<[string, IDataObject]>([
		['of different values', { customerId: 'A', 'Customer ID': 'B' }],
		['of a number and its digits', { customerId: 1, 'Customer ID': '1' }],
		['of which one is false', { customerId: false, 'Customer ID': 'B' }],
	])('%s are a problem that names both, but not their values', (_, input) => {
		expect(map(input).problems).toEqual([
			'The input has "customerId" and "Customer ID", which mean the same field but hold different values. Remove one of them before this node, or choose Map Each Field Manually.',
		]);
	});

	test('are one problem that lists a few, however many there are', () => {
		const spellings = Array.from({ length: 10_000 }, (_, index) => [
			`e${'_'.repeat(index + 1)}mail`,
			index,
		]);
		const { problems } = map(Object.fromEntries(spellings) as IDataObject);
		expect(problems).toEqual([
			'The input has "e_mail", "e__mail", "e___mail", "e____mail", "e_____mail", and 9,995 more, which mean the same field but hold different values. Remove all but one of them before this node, or choose Map Each Field Manually.',
		]);
	});

	test('are a problem for each field', () => {
		const input = { Email: 'a', EMAIL: 'b', Phone: '1', 'PHONE ': '2', order_id: 'O' };
		expect(map(input).problems).toHaveLength(2);
	});

	test('that are all empty are no value and no problem', () => {
		expect(map({ customer_id: '', 'Customer ID': null })).toStrictEqual(NOTHING);
	});

	test('of a field that the node sets are no problem', () => {
		expect(map({ Action: 'a', ACTION: 'b' }, NONE, ['action'])).toStrictEqual(NOTHING);
	});

	test('of which one is excluded are both excluded', () => {
		expect(map({ customerId: 'A', 'Customer ID': 'B' }, except('customer_id'))).toStrictEqual(
			NOTHING,
		);
	});
});

describe('a field that the node sets isn’t sent', () => {
	const input = {
		email: 'jane@example.com',
		action: 'a',
		Action: 'b',
		TIMESTAMP: 'now',
		order: { timestamp: 'then', Action: 'c' },
	};
	const set = ['action', 'timestamp'];

	test.each<[string, Choice]>([
		['none', NONE],
		['all', ALL],
		['all but others', except('order')],
		['those of that name', selected('action', 'Action', 'TIMESTAMP', 'timestamp')],
		['one inside another', selected('order.timestamp')],
	])('if the other fields are %s', (_, choice) => {
		const { fields, otherFields } = map(input, choice, set);
		expect(fields).toStrictEqual({ email: 'jane@example.com' });
		expect(otherFields.map(({ name }) => name)).toEqual(choice === ALL ? ['order'] : []);
	});
});

describe('whatever the input holds', () => {
	const names = fc.oneof(
		fc.constantFrom('email', 'Email', 'Customer ID', 'customer_id', 'order-id', 'ACTION', 'phone'),
		fc.constantFrom('a', 'b', 'c', 'a.b', 'A', '__proto__', 'constructor', '', '[', 'utm.source'),
		fc.string({ maxLength: 5 }),
	);
	const { tree: value } = fc.letrec<{ tree: unknown; object: unknown }>((tie) => ({
		tree: fc.oneof(
			{ depthSize: 'small' },
			fc.constantFrom<unknown>('', ' ', null, 0, false, 1, 'x', 'y'),
			fc.array(tie('tree'), { maxLength: 3 }),
			tie('object'),
		),
		object: fc.dictionary(names, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
	}));
	const inputs = fc
		.array(fc.tuple(names, value), { maxLength: 8 })
		.map((entries) => Object.fromEntries(entries) as IDataObject);
	const lists = fc.array(
		fc.oneof(
			names,
			fc.tuple(names, names).map((path) => path.join('.')),
			fc.constantFrom("['a']", "['a.b']", 'a.b.c', 'a[0]', 'a.a', "['Customer ID']", '[[]]'),
		),
		{ maxLength: 4 },
	);
	const sets = fc.subarray(['action', 'timestamp']);
	const choices = fc.oneof(
		fc.constantFrom(NONE, ALL),
		lists.map((list) => selected(...list)),
		lists.map((list) => except(...list)),
	);
	const known = Object.keys(sendConversion.fields);

	test('it is never changed', () => {
		fc.assert(
			fc.property(inputs, choices, sets, (input, choice, set) => {
				const before = JSON.stringify(input);
				map(freeze(input), choice, set);
				expect(JSON.stringify(input)).toBe(before);
				expect(Reflect.ownKeys({})).toEqual([]);
			}),
		);
	});

	test('only known fields that the node doesn’t set are taken by name, each with a value of that name', () => {
		fc.assert(
			fc.property(inputs, choices, sets, (input, choice, set) => {
				for (const [key, taken] of Object.entries(map(input, choice, set).fields)) {
					expect(known).toContain(key);
					expect(set).not.toContain(key);
					const alike = Object.keys(input).filter((name) => keyForName(name) === key);
					expect(alike.map((name) => input[name])).toContain(taken);
				}
			}),
		);
	});

	test('nothing else is sent if no other fields are chosen', () => {
		fc.assert(
			fc.property(inputs, sets, (input, set) => {
				expect(map(input, NONE, set).otherFields).toEqual([]);
			}),
		);
	});

	test('all other fields are sent unchanged if all are chosen, and none twice', () => {
		fc.assert(
			fc.property(inputs, sets, (input, set) => {
				const others = Object.entries(input).filter(([name]) => keyForName(name) === undefined);
				expect(othersOf(input, ALL, set)).toEqual(others);
			}),
		);
	});

	test('only selected fields are sent besides, each with the value at its name or path', () => {
		fc.assert(
			fc.property(inputs, lists, sets, (input, list, set) => {
				for (const { name, value: found, isNamed } of map(input, selected(...list), set)
					.otherFields) {
					expect(isNamed).toBe(true);
					expect(set).not.toContain(name);
					if (found === undefined) continue;
					const asked = list.filter((wanted) => wanted === name || wanted.includes(name));
					expect(asked).not.toEqual([]);
					const isOwn = asked.includes(name) && Object.hasOwn(input, name);
					expect(isOwn || valuesBelow(input).includes(found)).toBe(true);
				}
			}),
		);
	});

	test('no excluded field is sent, under its name or inside another', () => {
		fc.assert(
			fc.property(inputs, lists, sets, (input, list, set) => {
				const { fields, otherFields } = map(input, except(...list), set);
				const sent = Object.fromEntries(otherFields.map((other) => [other.name, other.value]));
				for (const name of list) {
					expect(Object.hasOwn(sent, name) || Object.hasOwn(fields, name)).toBe(false);
					const path = pathOf(name);
					// Fields of Rockerbox refuse objects, so nothing inside one is sent anyway.
					if (path.length > 1) expect(has(sent, path)).toBe(false);
				}
			}),
		);
	});

	test('and fields that are not excluded are sent', () => {
		fc.assert(
			fc.property(inputs, fc.subarray(['a', 'b', 'email']), (input, list) => {
				const isOut = (name: string) => list.includes(name.replace(/[\s_-]/g, '').toLowerCase());
				const left = Object.entries(input).filter(
					([name]) => keyForName(name) === undefined && !isOut(name),
				);
				expect(othersOf(input, except(...list))).toEqual(left);
			}),
		);
	});

	/** Every value in an object, at any level. */
	function valuesBelow(found: unknown): unknown[] {
		if (typeof found !== 'object' || found === null) return [];
		return Object.values(found).flatMap((inner: unknown) => [inner, ...valuesBelow(inner)]);
	}

	/** The paths of this test have brackets around one name, or dots only. */
	function pathOf(name: string): string[] {
		const [, bracketed] = /^\['(.*)'\]$/.exec(name) ?? [];
		if (bracketed !== undefined) return [bracketed];
		return /^[a-z.]+(?:\[0\])?$/i.test(name) ? name.replace('[0]', '.0').split('.') : [name];
	}

	function has(from: unknown, [first, ...rest]: string[]): boolean {
		if (typeof from !== 'object' || from === null || !Object.hasOwn(from, first)) return false;
		return rest.length === 0 || has((from as IDataObject)[first], rest);
	}

	/** Makes changes throw. */
	function freeze<T>(found: T): T {
		for (const inner of valuesBelow(found)) Object.freeze(inner);
		return Object.freeze(found);
	}
});
