import { DateTime } from 'luxon';
import { typedJson, type Json } from '../../../nodes/Rockerbox/values/json';
import { refusalOf } from '../../support/refusal';

const ISO = '2023-05-05T23:24:11.695Z';

describe('a value becomes JSON of the chosen type, as in Edit Fields', () => {
	test.each<[string, unknown, Json]>([
		['string', 'subscription_start', 'subscription_start'],
		['string', '  blanks are kept ', '  blanks are kept '],
		['string', '2023-05-05 23:24:11.695', '2023-05-05 23:24:11.695'],
		['string', 12.5, '12.5'],
		['string', false, 'false'],
		['string', ['a', 'b'], '["a","b"]'],
		['string', { sku: 'A' }, '{"sku":"A"}'],
		['string', new Date(ISO), ISO],
		['string', DateTime.fromISO(ISO, { zone: 'UTC' }), ISO],
		['number', 12.5, 12.5],
		['number', '12.5', 12.5],
		['number', 0, 0],
		['boolean', true, true],
		['boolean', 'false', false],
		['boolean', 0, false],
		['boolean', '1', true],
		['array', ['SAVE10', 2, null], ['SAVE10', 2, null]],
		['array', '["SAVE10"]', ['SAVE10']],
		['array', [], []],
		['object', { a: { b: [1, { c: true }] } }, { a: { b: [1, { c: true }] } }],
		['object', '{"a":1}', { a: 1 }],
		['object', {}, {}],
		['object', { 'a.b': 1, constructor: 2 }, { 'a.b': 1, constructor: 2 }],
	])('%s: %j', (type, value, expected) => {
		expect(typedJson(value, type)).toStrictEqual(expected);
	});
});

describe('an object in text', () => {
	const long = 'x'.repeat(100_000);

	test.each<[string, string, string]>([
		['can be JavaScript’s', "{a: 'x'}", 'x'],
		['can be JSON of any length', `{"a":"${long}"}`, long],
	])('%s', (_, value, expected) => {
		expect(typedJson(value, 'object')).toStrictEqual({ a: expected });
	});

	test.each([
		['a long one that is JavaScript’s', `{a: '${long}'}`],
		['a long text that is none', long],
		['a long list', `["${long}"]`],
		['a long text in quotes', `"${long}"`],
	])('is refused, if it is %s', (_, value) => {
		expect(refusalOf(() => typedJson(value, 'object'))).toContain('of the chosen type (object)');
	});
});

describe('inside lists and objects', () => {
	test.each<[string, unknown, Json]>([
		['dates become ISO 8601', { at: new Date(ISO) }, { at: ISO }],
		[
			'Luxon dates keep their offset',
			{ at: DateTime.fromISO('2023-05-05T19:24:11-04:00', { setZone: true }) },
			{ at: '2023-05-05T19:24:11.000-04:00' },
		],
		['undefined keys are left out', { a: undefined, b: 1 }, { b: 1 }],
		['null stays', { a: null }, { a: null }],
		['a list keeps its places', { list: [undefined, 1] }, { list: [null, 1] }],
		// eslint-disable-next-line no-sparse-arrays -- a hole is the case
		['a hole in a list is a place too', { list: [, 1] }, { list: [null, 1] }],
	])('%s', (_, value, expected) => {
		expect(typedJson(value, 'object')).toStrictEqual(expected);
	});

	test('a key named __proto__ stays a key, and pollutes nothing', () => {
		const json = '{"__proto__":{"polluted":true},"a":1}';
		for (const given of [json, JSON.parse(json) as unknown]) {
			expect(JSON.stringify(typedJson(given, 'object'))).toBe(json);
		}
		expect('polluted' in {}).toBe(false);
	});

	test('the same object twice is not a cycle', () => {
		const product = { sku: 'A' };
		expect(typedJson([product, product], 'array')).toStrictEqual([product, product]);
	});

	test('the mapped value is not changed', () => {
		const value = { at: new Date(ISO), list: [{ a: undefined }] };
		typedJson(value, 'object');
		expect(value).toStrictEqual({ at: new Date(ISO), list: [{ a: undefined }] });
	});
});

describe('a value that does not fit the chosen type is refused, and the message names the type', () => {
	test.each<[string, unknown]>([
		['number', 'twelve'],
		['number', '1,5'],
		['boolean', 'yes'],
		['boolean', 2],
		['array', 'SAVE10'],
		['array', { sku: 'A' }],
		['object', 'SAVE10'],
		['object', ['SAVE10']],
		['object', 12],
	])('%s: %j', (type, value) => {
		expect(refusalOf(() => typedJson(value, type))).toContain(`(${type})`);
	});
});

describe('values that JSON cannot hold are refused, at any depth', () => {
	const circle: { self?: unknown } = {};
	circle.self = circle;
	const tower = Array.from({ length: 200 }).reduce<unknown>((inner) => ({ inner }), 1);

	test.each<[string, unknown]>([
		['NaN', NaN],
		['infinity', -Infinity],
		['a big whole number', 10n],
		['a symbol', Symbol('x')],
		['a function', () => 1],
		['an invalid Date', new Date(NaN)],
		['an invalid Luxon DateTime', DateTime.invalid('no date')],
		['a set', new Set([1])],
		['a map', new Map([['a', 1]])],
		['bytes', new Uint8Array(2)],
		['a regular expression', /x/],
		['a circle', circle],
		['a tower of objects', tower],
		['the text NaN', 'NaN'],
		['the text NaN with blanks around', ' NaN '],
		['the text undefined', 'undefined'],
		['the text undefined with a line break', 'undefined\n'],
		['the text Invalid DateTime', 'Invalid DateTime'],
		['the text of an object', 'Order [object Object]'],
	])('%s', (_, value) => {
		for (const given of [{ a: { b: value } }, { a: [value] }]) {
			expect(refusalOf(() => typedJson(given, 'object'))).toMatch(/^(?:contains|came out as) /);
		}
		expect(refusalOf(() => typedJson([value], 'array'))).toMatch(/^(?:contains|came out as) /);
	});

	test('even if only a conversion makes them', () => {
		expect(refusalOf(() => typedJson('Infinity', 'number'))).toContain('Infinity');
		expect(refusalOf(() => typedJson('{"a":"undefined"}', 'object'))).toContain('"undefined"');
	});
});

describe('a value with too many values inside is refused at once', () => {
	const sparse: number[] = [];
	sparse[4_294_967_293] = 1;
	const doubled = Array.from({ length: 60 }).reduce<unknown>(
		(inner) => ({ a: inner, b: inner }),
		1,
	);

	test.each<[string, unknown]>([
		['a list with billions of gaps', [sparse]],
		['such a list deep inside', [{ a: { b: [1, sparse] } }]],
		['a list of 100,001 values', Array(100_001).fill(1)],
		['lists that have 100,001 values together', [Array(50_000).fill(1), Array(49_999).fill(1)]],
		['an object with 100,001 values', [{ ...Array<number>(100_000).fill(1) }]],
		['objects that hold one another so that they have more values together', [doubled]],
		['a text with so many', JSON.stringify(Array(100_001).fill(1))],
	])('%s', (_, value) => {
		expect(refusalOf(() => typedJson(value, 'array'))).toBe(
			'contains more than 100,000 values. Map a part of it.',
		);
	});

	test('but 100,000 are not', () => {
		const list = Array<number>(100_000).fill(1);
		expect(typedJson(list, 'array')).toEqual(list);
	});
});

describe('a value that JSON would change is refused', () => {
	test.each<[string, unknown, string, RegExp]>([
		['a list as a number', [], 'number', /isn't of the chosen type/],
		['the word null as an object', 'null', 'object', /isn't of the chosen type/],
		['more digits than a number holds', '12345678901234567890', 'number', /type String/],
	])('%s', (_, value, type, expected) => {
		expect(refusalOf(() => typedJson(value, type))).toMatch(expected);
	});
});
