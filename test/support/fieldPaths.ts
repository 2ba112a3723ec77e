import fc from 'fast-check';

/** A field of an item as n8n's editor writes it into an expression. */
export interface Field {
	path: string;
	/** The same for n8n, but in a form that only its engine can read. */
	byEngine: string;
}

/** Names from spreadsheets, shops and JavaScript, some of which JavaScript itself uses. */
const NAMES = [
	...['email', 'Order ID', "it's", 'say "hi"', 'a.b', 'größe', '日本', '$total', '_x', ''],
	...['0', '1', '01', '-1', 'class', 'back\\slash', 'a}} {{b', 'a[0]', '__proto__', 'constructor'],
	...['toString', 'length', 'map', 'first', 'isEmpty', 'prototype', 'arguments', 'valueOf'],
];

const name = fc.constantFrom(...NAMES);

const value = fc.letrec((tie) => ({
	json: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		fc.oneof(
			fc.constantFrom('', ' ', 'jane@example.com', '12.50', 'null', '={{ 1 }}', '😀', '\ud800'),
			fc.constantFrom(0, -0, 1, 27.5, 1e21, 1535147451),
			fc.boolean(),
			fc.constant(null),
		),
		fc.array(tie('json'), { maxLength: 3 }),
		fc.array(fc.tuple(name, tie('json')), { maxLength: 4 }).map(fromEntries),
	),
})).json;

/** An item's content: JSON, like the output of another node. */
export const items = fc.array(fc.array(fc.tuple(name, value), { maxLength: 6 }).map(fromEntries), {
	minLength: 2,
	maxLength: 4,
});

/** A field somewhere in an item, or nowhere. */
export const field: fc.Arbitrary<Field> = fc
	.tuple(
		fc.array(fc.oneof(name, fc.nat(2)), { minLength: 1, maxLength: 3 }),
		fc.constantFrom('"', "'"),
		fc.constantFrom('', ' '),
	)
	.map(([steps, quote, space]) => {
		const path = `$json${steps.map((step) => written(step, quote)).join('')}`;
		return { path: `={{${space}${path}${space}}}`, byEngine: `={{${space}(${path})${space}}}` };
	});

function written(step: string | number, quote: string): string {
	if (typeof step === 'number') return `[${step}]`;
	if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)) return `.${step}`;
	return `[${quote}${step.replace(new RegExp(`[\\\\${quote}]`, 'g'), '\\$&')}${quote}]`;
}

function fromEntries(entries: Array<[string, unknown]>) {
	return Object.fromEntries(entries); // defines keys, so one named __proto__ is there
}
