import fc from 'fast-check';
import { toPath } from 'lodash';
import { readDataPath } from '../../../../nodes/Rockerbox/prepare/mapping/dataPath';

/** The parts of a path, and characters that break one. */
const pieces = [
	...['.', '[', ']', '"', "'", '\\', '-', ' ', '\n', '0', '1.5', 'a', 'Order ID', 'größe', '😀'],
	...['[0]', '[-1]', '[01]', '[1.5]', "['Store Name']", '["a.b"]', "['it\\'s']", '["\\\\"]'],
	...['[]', '..', "['", "']", '__proto__', 'constructor', '\u2028', '\ud800', '$&'],
];

const texts = fc.oneof(
	fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((some) => some.join('')),
	fc.string({ unit: 'binary' }),
);

describe('a path to a field', () => {
	test.each<[string, string[]]>([
		['coupon', ['coupon']],
		['Store Name', ['Store Name']],
		['customer.id', ['customer', 'id']],
		['customer.First Name', ['customer', 'First Name']],
		["['Order ID']", ['Order ID']],
		['["Order ID"].id', ['Order ID', 'id']],
		["['utm.source']", ['utm.source']],
		["['it\\'s']", ["it's"]],
		['["back\\\\slash"]', ['back\\slash']],
		["['']", ['']],
		['items[0].sku', ['items', '0', 'sku']],
		['items[-1]', ['items', '-1']],
		['', []],
		['.', ['', '']],
		['a..b', ['a', '', 'b']],
		['a.', ['a', '']],
		['a[]', ['a', '']],
		['a[b]', ['a', 'b']],
		['[', []],
		['[[]]', []],
		["a['b", ['a', "'b"]],
	])('%j has the steps %j', (text, steps) => {
		expect(readDataPath(text)).toEqual(steps);
	});

	test("is read from each text as n8n's own nodes read it", () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(readDataPath(text)).toEqual(toPath(text));
			}),
			{ numRuns: 3_000 },
		);
	});
});
