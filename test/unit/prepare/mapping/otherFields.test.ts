import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import {
	readNames,
	type Choice,
} from '../../../../nodes/Rockerbox/prepare/mapping/otherFieldsChoice';
import { ALL, except, map, NONE, othersOf, selected } from '../../../support/autoMapping';
import { refusalOf } from '../../../support/refusal';

describe('other fields', () => {
	const input: IDataObject = {
		email: 'jane@example.com',
		coupon: 'SAVE10',
		items: 3,
		gift: false,
		tags: ['a'],
		customer: { id: 'C-1', phone: '212', address: { zip: '10001' } },
		'Order ID': 'O-1',
		'Store Name': 'Soho',
		'utm.source': 'x',
		note: '',
	};

	test('aren’t sent unless they are chosen', () => {
		expect(othersOf(input, NONE)).toEqual([]);
		expect(map(input).fields).toStrictEqual({ email: 'jane@example.com', order_id: 'O-1' });
	});

	test('are all fields that aren’t Rockerbox’s, in the order of the input, with their types', () => {
		expect(map(input, ALL).otherFields).toStrictEqual([
			{ name: 'coupon', value: 'SAVE10', type: 'string' },
			{ name: 'items', value: 3, type: 'number' },
			{ name: 'gift', value: false, type: 'boolean' },
			{ name: 'tags', value: ['a'], type: 'array' },
			{ name: 'customer', value: input.customer, type: 'object' },
			{ name: 'Store Name', value: 'Soho', type: 'string' },
			{ name: 'utm.source', value: 'x', type: 'string' },
			{ name: 'note', value: '', type: 'string' },
		]);
	});

	test.each([
		['Luxon’s', DateTime.now()],
		['JavaScript’s', new Date()],
	])('that are dates (%s) become text', (_, date) => {
		expect(map({ at: date }, ALL).otherFields).toStrictEqual([
			{ name: 'at', value: date, type: 'string' },
		]);
	});

	describe('that are selected', () => {
		test.each<[string, string[], Array<[string, unknown]>]>([
			['by name', ['coupon'], [['coupon', 'SAVE10']]],
			[
				'in the order of the list',
				['items', 'coupon'],
				[
					['items', 3],
					['coupon', 'SAVE10'],
				],
			],
			['by a path go out under its last part', ['customer.id'], [['id', 'C-1']]],
			['by a longer path', ['customer.address.zip'], [['zip', '10001']]],
			['by a path that ends at an object', ['customer.address'], [['address', { zip: '10001' }]]],
			['by a path into a list', ['tags[0]'], [['0', 'a']]],
			['by a path in brackets', ["['Store Name']"], [['Store Name', 'Soho']]],
			['by a path partly in brackets', ["customer['id']"], [['id', 'C-1']]],
			['by a name with dots', ['utm.source'], [['utm.source', 'x']]],
			['by a name with dots, as it is dragged', ["['utm.source']"], [['utm.source', 'x']]],
			['by a name with a blank', ['Store Name'], [['Store Name', 'Soho']]],
			['twice are sent once', ['coupon', 'coupon'], [['coupon', 'SAVE10']]],
			['but that Rockerbox knows are sent as its own, once', ['email', 'Order ID'], []],
			['but that Rockerbox knows, in brackets', ["['Order ID']"], []],
			['but of another case are not there', ['Coupon'], [['Coupon', undefined]]],
			['but missing', ['nope'], [['nope', undefined]]],
			['but missing inside', ['customer.nope'], [['nope', undefined]]],
			['inside what is no object', ['coupon.length'], [['length', undefined]]],
			['inside what is empty', ['note.x'], [['x', undefined]]],
			['inside a list, by a method', ['tags.map'], [['map', undefined]]],
			['by what every object has', ['constructor.name'], [['name', undefined]]],
			['by __proto__', ['__proto__'], [['__proto__', undefined]]],
			['by half a bracket', ['['], [['[', undefined]]],
			['by brackets alone', ['[[]]'], [['[[]]', undefined]]],
			['by nothing', [], []],
		])('%s', (_, names, expected) => {
			expect(othersOf(input, selected(...names))).toEqual(expected);
		});

		test('are marked as named, because the user expects them to be there', () => {
			expect(map(input, selected('coupon', 'customer.id', 'nope')).otherFields).toStrictEqual([
				{ name: 'coupon', value: 'SAVE10', type: 'string', isNamed: true },
				{ name: 'id', value: 'C-1', type: 'string', isNamed: true },
				{ name: 'nope', value: undefined, type: 'string', isNamed: true },
			]);
		});

		test('by a name with dots win over a path', () => {
			const both = { 'a.b': 'own', a: { b: 'inner' } };
			expect(othersOf(both, selected('a.b'))).toEqual([['a.b', 'own']]);
			expect(othersOf({ a: { b: 'inner' } }, selected('a.b'))).toEqual([['b', 'inner']]);
		});

		test('inside a field with Rockerbox’s name are sent in addition', () => {
			expect(othersOf({ email: { domain: 'x.com' } }, selected('email.domain'))).toEqual([
				['domain', 'x.com'],
			]);
		});

		test('are sent even if the input names them __proto__', () => {
			const odd = JSON.parse('{"__proto__":{"a":1},"constructor":"c"}') as IDataObject;
			expect(othersOf(odd, selected('__proto__', 'constructor', '__proto__.a'))).toEqual([
				['__proto__', { a: 1 }],
				['constructor', 'c'],
				['a', 1],
			]);
		});

		test.each([
			['two paths', ['customer.id', 'order.id'], 'id'],
			['a name and a path', ['coupon', 'order.coupon'], 'coupon'],
		])('that would share a name are one problem: %s', (_, names, shared) => {
			const { problems } = map({ ...input, order: { id: 'O', coupon: 'c' } }, selected(...names));
			expect(problems).toEqual([
				`Fields to Include names two fields that would both be sent as "${shared}". Leave one of them out, and add it under Extra Parameters with another name.`,
			]);
		});

		test('that would share a name three times are still one problem', () => {
			const names = ['a.id', 'b.id', 'c.id', 'a.x', 'b.x'];
			expect(map({}, selected(...names)).problems).toHaveLength(2);
		});
	});

	describe('except for the excluded ones', () => {
		const names = (choice: Choice) => othersOf(input, choice).map(([name]) => name);
		const everyName = names(ALL) as string[];
		const all = (...gone: string[]) => everyName.filter((name) => !gone.includes(name));

		test.each<[string, string[], string[]]>([
			['none', [], all()],
			['one', ['coupon'], all('coupon')],
			['two', ['coupon', 'tags'], all('coupon', 'tags')],
			['in another spelling', ['STORE_NAME', 'Coupon'], all('Store Name', 'coupon')],
			['in brackets', ["['Store Name']"], all('Store Name')],
			['with dots in its name', ['utm.source'], all('utm.source')],
			['with dots in its name, in brackets', ["['utm.source']"], all('utm.source')],
			['that isn’t there', ['nope'], all()],
			['by what every object has', ['constructor', '__proto__', 'toString'], all()],
			['by half a bracket', ['['], all()],
		])('%s', (_, excluded, expected) => {
			expect(names(except(...excluded))).toEqual(expected);
		});

		test.each([
			['by its key', 'order_id'],
			['by its name in the input', 'Order ID'],
			['in another spelling', 'orderID'],
			['in brackets', "['Order ID']"],
		])('are not sent as fields of Rockerbox either: %s', (_, name) => {
			const { fields, otherFields } = map(input, except(name));
			expect(fields).toStrictEqual({ email: 'jane@example.com' });
			expect(otherFields.map((other) => other.name)).toEqual(everyName);
		});

		test('inside another are removed, and the input doesn’t change', () => {
			const before = structuredClone(input);
			const others = othersOf(input, except('customer.phone', "customer['address'].zip"));
			expect(Object.fromEntries(others)).toHaveProperty('customer', { id: 'C-1', address: {} });
			expect(input).toStrictEqual(before);
		});

		test('inside one of a name with dots, as a path and as a name', () => {
			const both = { 'a.b': 'own', a: { b: 'inner', c: 1 } };
			expect(othersOf(both, except('a.b'))).toEqual([['a', { c: 1 }]]);
		});

		test('inside a missing field or one that isn’t an object change nothing', () => {
			const odd = { a: null, b: 'text', c: [1] };
			const choice = except('a.x', 'b.length', 'c.length', 'd.e.f', '__proto__.x', 'a.b.c');
			expect(othersOf(odd, choice)).toEqual(Object.entries(odd));
		});

		test('inside a list, by its place', () => {
			const list = {
				people: [
					{ name: 'Jane', phone: '1' },
					{ name: 'Joe', phone: '2' },
				],
			};
			expect(othersOf(list, except('people[0].phone'))).toEqual([
				['people', [{ name: 'Jane' }, { name: 'Joe', phone: '2' }]],
			]);
		});

		test('leave dates inside the same object unchanged', () => {
			const at = new Date(0);
			const odd = { a: { at, gone: 1 } } as unknown as IDataObject;
			const [[, value]] = othersOf(odd, except('a.gone'));
			expect(JSON.stringify(value)).toBe(JSON.stringify({ at }));
		});

		test('inside, next to a field named __proto__, leave that field alone', () => {
			const odd = JSON.parse(
				'{"__proto__":{"x":1},"a":{"__proto__":{"y":2},"b":1}}',
			) as IDataObject;
			const others = othersOf(odd, except('a.b'));
			expect(JSON.stringify(others)).toBe('[["__proto__",{"x":1}],["a",{"__proto__":{"y":2}}]]');
			expect('x' in {}).toBe(false);
		});
	});
});

describe('more than 10,000 other fields', () => {
	const fields = (count: number): IDataObject =>
		Object.fromEntries(Array.from({ length: count }, (_, index) => [`field ${index}`, index]));

	test.each<[string, number, Choice]>([
		['of an input', 10_001, ALL],
		['left after an exclusion', 10_002, except('field 0')],
		['that are selected', 10_001, selected(...Object.keys(fields(10_001)))],
	])('%s are one problem', (_, count, choice) => {
		const { otherFields, problems } = map(fields(count), choice);

		expect(otherFields).toEqual([]);
		expect(problems).toEqual([
			'Include Other Input Fields found 10,001 fields to send, and can send at most 10,000. Set Input Fields to Include to Selected, and list those that you need.',
		]);
	});

	test('are no problem as long as they are not sent', () => {
		expect(map(fields(10_000), ALL).otherFields).toHaveLength(10_000);
		expect(map(fields(20_000)).problems).toEqual([]);
		expect(map(fields(20_000), selected('field 7')).problems).toEqual([]);
		expect(map({ ...fields(10_000), email: 'jane@example.com' }, ALL).problems).toEqual([]);
	});
});

describe('a list of names', () => {
	test.each<[unknown, string[]]>([
		[undefined, []],
		[null, []],
		['', []],
		[' \n', []],
		[',', []],
		['coupon', ['coupon']],
		[' coupon , store_id,, ', ['coupon', 'store_id']],
		['Store Name', ['Store Name']],
		["['Order ID'],customer.id", ["['Order ID']", 'customer.id']],
		[
			['coupon', ' store_id '],
			['coupon', 'store_id'],
		],
		[['a,b'], ['a,b']],
		[[], []],
		[[''], []],
	])('%j is %j', (given, names) => {
		expect(readNames(given, 'Fields to Include')).toEqual(names);
	});

	test.each<[string, unknown, string]>([
		['a number', 5, '5'],
		['true', true, 'true'],
		['an object', { coupon: true }, 'an object'],
		['a list of numbers', ['coupon', 5], 'a list'],
		['a list of lists', [['coupon']], 'a list'],
		['a list with nothing', ['coupon', null], 'a list'],
	])('is no %s', (_, given, what) => {
		expect(refusalOf(() => readNames(given, 'Fields to Exclude'))).toBe(
			`Fields to Exclude was ${what}, and must be names of input fields, separated by commas.`,
		);
	});
});
