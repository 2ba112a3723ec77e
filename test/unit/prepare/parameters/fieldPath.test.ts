import {
	NEEDS_ENGINE,
	pathIn,
	plainValueAt,
	TOO_LARGE,
	valueAt,
} from '../../../../nodes/Rockerbox/prepare/parameters/fieldPath';

describe('an expression that is one field of the item has a path', () => {
	test.each<[string, string[]]>([
		['={{ $json.email }}', ['email']],
		['={{$json.email}}', ['email']],
		['={{ $json["Order ID"] }}', ['Order ID']],
		["={{ $json['Order ID'] }}", ['Order ID']],
		["={{ $json['it\\'s'] }}", ["it's"]],
		['={{ $json["back\\\\slash"] }}', ['back\\slash']],
		['={{ $json["a.b"].c }}', ['a.b', 'c']],
		['={{ $json.customer.id }}', ['customer', 'id']],
		['={{ $json.line_items[0].sku }}', ['line_items', '0', 'sku']],
		['={{ $json.größe }}', ['größe']],
	])('%s', (expression, path) => {
		expect(pathIn(expression)).toEqual(path);
	});
});

describe('all other expressions are for n8n', () => {
	test.each([
		'={{ $json }}',
		'={{ $json.a }} ',
		'= {{ $json.a }}',
		'={{ $json.a }}{{ $json.b }}',
		'={{ $json.a + $json.b }}',
		'={{ $json.a || "x" }}',
		'={{ $json.a() }}',
		'={{ $json?.a }}',
		'={{ $json[a] }}',
		'={{ $json[-1] }}',
		'={{ $json[01] }}',
		'={{ $json["a\\n"] }}',
		'={{ $json["a\'] }}',
		'={{ $json.a.b. }}',
		'={{ $json.1 }}',
		"={{ $('Orders').item.json.id }}",
		'={{ $jsonx.a }}',
		'$json.a',
		'{{ $json.a }}',
		'x={{ $json.a }}',
	])('%s', (expression) => {
		expect(pathIn(expression)).toBeUndefined();
	});
});

describe('the value at a path', () => {
	const item = { text: 'x', none: null, list: [{ sku: 'A' }], nested: { deep: 0 }, flag: true };

	test.each<[string[], unknown]>([
		[['text'], 'x'],
		[['none'], null],
		[['flag'], true],
		[['nothing'], undefined],
		[['nothing', 'deeper'], undefined],
		[['none', 'deeper'], undefined],
		[['nested', 'deep'], 0],
		[['list', '0', 'sku'], 'A'],
		[['list', '1'], undefined],
		[['list', 'length'], 1],
		[['list'], [{ sku: 'A' }]],
		[['text', 'length'], NEEDS_ENGINE],
		[['toString'], NEEDS_ENGINE],
		[['list', 'map'], NEEDS_ENGINE],
	])('%j', (path, value) => {
		expect(plainValueAt(item, path)).toEqual(value);
	});

	test.each<[string, unknown]>([
		['a date', new Date(0)],
		['a function', () => 1],
		['a bigint', 1n],
		['a map', new Map()],
		['an object with something undefined', { a: undefined }],
		['an object with a date', { a: [new Date(0)] }],
		['an object with a date beside a text', { a: 'x', b: new Date(0) }],
		['a list with a hole', Object.assign(new Array<number>(2), { 1: 1 })],
		['a list with a name', Object.assign([1], { more: 2 })],
	])('%s is not plain', (_what, odd) => {
		expect(plainValueAt({ odd }, ['odd'])).toBe(NEEDS_ENGINE);
	});

	test('of an object without a prototype, is its content', () => {
		const bare = Object.assign(Object.create(null) as object, { a: 1 });

		expect(plainValueAt({ bare }, ['bare', 'a'])).toBe(1);
		expect(plainValueAt({ bare }, ['bare', 'toString'])).toBeUndefined();
	});

	describe('is too large', () => {
		const sparse: number[] = [];
		sparse[4_294_967_293] = 1;
		const nested = Array.from({ length: 60 }).reduce((inner) => [inner, inner], 1);

		test.each<[string, unknown]>([
			['as a list with billions of gaps', sparse],
			['as such a list inside others', { a: [{ b: sparse }] }],
			['as such a list beside a date', { at: new Date(0), sparse }],
			['as a list of 100,001 values', Array(100_001).fill(1)],
			['as an object with 100,001 values', { ...Array<number>(100_001).fill(1) }],
			['as lists that hold one another so that they have more values together', nested],
		])('%s', (_, large) => {
			expect(plainValueAt({ large }, ['large'])).toBe(TOO_LARGE);
			expect(valueAt({ large }, ['large'])).toBe(large);
		});

		test('from 100,001 values on', () => {
			const list = Array<number>(100_000).fill(1);
			expect(plainValueAt({ list }, ['list'])).toBe(list);
		});
	});
});
