import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ADVERTISER_ID } from './secrets';

/** A word that is in the personal values of one item, and in no other item. */
export function tokenOf(item: number): string {
	return `qx${sixDigits(item)}xq`;
}

/** Matches a word or a phone number. One of its groups is the number of the item. */
export const TOKENS = /qx(\d{6})xq|6175(\d{6})/gi;

/** The value that identifies an item in the ledger and in the output. */
export function refOf(item: number): string {
	return `ref ${item}`;
}

/** The item that a body belongs to, without parsing the rest of the body. */
export function itemOf(body: string): number | undefined {
	const found = /"ref":"ref (\d+)"/.exec(body);
	return found ? Number(found[1]) : undefined;
}

function sixDigits(item: number): string {
	return String(item).padStart(6, '0');
}

/** An item like those of a shop's system. */
export function innocentItem(item: number): IDataObject {
	const token = tokenOf(item);
	return {
		ref: refOf(item),
		email: `${token}@quokka.example`,
		customer_id: `C-${token}`,
		action: 'purchase',
		timestamp: '1535147451',
		revenue: 12.5,
		order_id: `O-${item}`,
		phone: `6175${sixDigits(item)}`,
		note: `Leave it with ${token}`,
		data: { name: token, skus: ['A-1', 'B-2'] },
	};
}

/** The fields of an item by their names on the wire, including two that aren't Rockerbox's. */
const NAMES = Object.keys(innocentItem(0)).filter((name) => name !== 'ref');

/** Fields that replace an item's own, or are added to them. */
type Part = (token: string) => IDataObject;

const name = fc.constantFrom(...NAMES);
/** Mostly small, sometimes large. */
const upTo = (most: number) =>
	fc.oneof(
		{ weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }) },
		{ weight: 3, arbitrary: fc.constant(Math.ceil(most / 10)) },
		{ weight: 1, arbitrary: fc.constant(most) },
	);
const oneOf = (...values: unknown[]): fc.Arbitrary<Part> =>
	fc
		.tuple(name, fc.constantFrom(...values))
		.map(([field, value]) => () => ({ [field]: value as IDataObject }));

/** The bits of `index` place separators, which make no difference in a name. */
function spellingOf(field: string, index: number): string {
	return [...field]
		.map((letter, at) => letter + ['', '_', '-', ' '][(index >> (2 * at)) & 3])
		.join('');
}

const spellings = fc
	.tuple(
		fc.constantFrom('email', 'customer_id', 'order_id', 'timestamp'),
		upTo(20_000),
		fc.boolean(),
	)
	.map(
		([field, count, isSame]): Part =>
			(token) =>
				Object.fromEntries(
					Array.from({ length: count }, (_, index) => [
						spellingOf(field, index + 1),
						isSame ? token : `${token} ${index}`,
					]),
				),
	);

const SCRIPTS = ['注文番号のご確認', 'Подтверждение', 'Επιβεβαίωση', 'تأكيدالطلب', 'Größe', '😀🎉'];
const SIGNS = [
	'\\',
	'/',
	'%',
	'"',
	"'",
	'<',
	'&',
	'=',
	'(',
	'{',
	'[',
	'.',
	',',
	'-',
	' ',
	'@',
	'7',
];
const longTexts = fc.tuple(name, fc.constantFrom(...SCRIPTS, ...SIGNS), upTo(20_000)).map(
	([field, unit, length]): Part =>
		(token) => ({ [field]: `${token} ${unit.repeat(Math.ceil(length / unit.length))}` }),
);

const lists = fc
	.tuple(
		fc.constantFrom('data', 'note', 'skus'),
		upTo(3_000),
		fc.constantFrom('list', 'text', 'rows'),
	)
	.map(([field, count, form]): Part => {
		const skus = Array.from({ length: count }, (_, index) => 1_000 + index);
		return () => ({
			[field]:
				form === 'list' ? skus : form === 'text' ? skus.join(' ') : skus.map((sku) => ({ sku })),
		});
	});

function nestedIn(levels: number, isList: boolean): unknown {
	let value: unknown = 1;
	for (let level = 0; level < levels; level++) value = isList ? [value] : { a: value };
	return value;
}
const nested = fc
	.tuple(fc.constantFrom('data', 'note', 'email'), upTo(1_000), fc.boolean(), fc.boolean())
	.map(([field, levels, isList, isText]): Part => {
		const value = nestedIn(levels, isList);
		return () => ({ [field]: (isText ? JSON.stringify(value) : value) as IDataObject });
	});

const sparse: number[] = [];
sparse[4_294_967_293] = 1; // JavaScript takes minutes to go through its gaps
const doubled = Array.from({ length: 60 }).reduce((inner) => [inner, inner], 1);
const itself: unknown[] = [];
itself.push(itself);
const sameInside = oneOf(sparse, { list: [sparse] }, doubled, { doubled }, itself, { itself });

const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON'];
const OTHER_NAMES = [
	'hasOwnProperty',
	'then',
	'length',
	'json',
	'error',
	'pairedItem',
	'a.b',
	'',
	' ',
];
const names = fc
	.tuple(
		fc.constantFrom(...PROTOTYPE_NAMES, ...OTHER_NAMES),
		fc.constantFrom<unknown>('polluted', { polluted: true }, null, [1], 5),
		fc.boolean(),
	)
	.map(([key, value, isInside]): Part => {
		const object = Object.fromEntries([[key, value]]) as IDataObject;
		return () => (isInside ? { data: object } : object);
	});

const TEXTS = [
	...['<a href=//evil.example style=position:fixed;inset:0>', '<script>alert(1)</script>', '<!--'],
	...[
		'`code`',
		'&lt;b&gt;',
		'{{ $json.email }}',
		'={{ process.exit() }}',
		'=1',
		'{"__proto__":{}}',
	],
	...['\u0000\u0007\u001b[31m', '\u202egnirts\u202c', '\u200b\ufeff', 'two\r\nlines', 'e\u0301'],
	...['\ud800', 'a\udc00b', 'undefined', 'NaN', 'null', '[object Object]', 'Invalid DateTime'],
	...['', ' ', 'N/A', '07/08/2024', '1,234', '1e999', '2024-13-45T99:99', 'a@b@c', '@'],
];
const texts = fc.tuple(name, fc.constantFrom(...TEXTS), upTo(500), fc.boolean()).map(
	([field, text, times, isName]): Part =>
		() => ({ [isName ? text.repeat(times) : field]: isName ? field : text.repeat(times) }),
);

const numbers = oneOf(
	...[2 ** 53, 2 ** 53 + 2, -(2 ** 60), 1e21, 1e-300, Number.MAX_VALUE, -0, NaN, Infinity],
	...[10n ** 400n, 9_007_199_254_740_993n, '9007199254740993', '9'.repeat(400)],
);
const odd = oneOf(
	...[
		null,
		undefined,
		true,
		[],
		{},
		new Date(NaN),
		new Date(0),
		new Map([[1, 2]]),
		new Uint8Array(9),
	],
	...[Symbol('x'), () => 1, /x/, new Error('qx'), Object.create(null)],
);

/** Text that could be taken for the advertiser ID, and the ID itself, in a place where it is allowed. */
const idLike = fc
	.constantFrom(
		ADVERTISER_ID,
		ADVERTISER_ID.slice(0, 8),
		ADVERTISER_ID.replace(/(.{4})./g, '$10'),
		[...ADVERTISER_ID].reverse().join(''),
	)
	.map(
		(text): Part =>
			() => ({ note: text }),
	);

const manyFields = upTo(12_000).map(
	(count): Part =>
		() =>
			Object.fromEntries(
				Array.from({ length: count }, (_, index) => [`field ${index}`, `value ${index}`]),
			),
);

/** An order that may be a duplicate: then the item is skipped, because its conversion key is the same. */
const repeats = fc.integer({ min: 0, max: 5 }).map(
	(order): Part =>
		() => ({ order_id: `O-again-${order}` }),
);

const anything = fc
	.tuple(name, fc.anything({ withNullPrototype: true, withSparseArray: true, withDate: true }))
	.map(
		([field, value]): Part =>
			() => ({ [field]: value as IDataObject }),
	);

const hostile = fc.array(
	fc.oneof(
		...[spellings, longTexts, lists, nested, sameInside, names, texts, numbers, odd, idLike],
		...[manyFields, repeats, anything],
	),
	{ minLength: 1, maxLength: 2 },
);

/** Makers of hostile items, always the same for a seed. Each takes the number of its item. */
export function hostileItems(count: number, seed: number): Array<(item: number) => IDataObject> {
	return fc.sample(hostile, { seed, numRuns: count }).map((parts) => (item) => {
		const all = [innocentItem(item), ...parts.map((part) => part(tokenOf(item)))];
		// fromEntries defines fields, so that one named __proto__ stays a field.
		return Object.fromEntries([...all.flatMap(Object.entries), ['ref', refOf(item)]]);
	});
}
