import type { INodeParameters } from 'n8n-workflow';
import { parameterReaders } from '../../../../nodes/Rockerbox/prepare/parameters/parameterReader';
import { contextOf, type Given } from '../../../support/context';
import { refusalOf } from '../../../support/refusal';

const PEOPLE = [{ email: 'jane' }, { email: 'omar' }, { email: 'mia' }];
const FIELD = { name: 'field', displayName: 'Field' };

/** The parameter's value for each item, and the requests to n8n. */
function read(raw: unknown, given: Given = {}) {
	const { items = PEOPLE } = given;
	const parameters = { field: raw } as INodeParameters;
	const { context, asked } = contextOf({ items, parameters, ...given });
	const reader = parameterReaders(context)(FIELD);
	const values = items.map((_, itemIndex) => reader.read(itemIndex));
	return { isConstant: reader.isConstant, values, asked };
}

describe('a value without an expression is read once', () => {
	test.each<[string, unknown]>([
		['a text', 'x'],
		['a number', 7],
		['false', false],
		['nothing', null],
		['a collection', { a: 'x', b: 7 }],
		['a list', ['x', 'y']],
		['a collection of collections', { a: { b: ['x'] } }],
		['an empty collection', {}],
	])('%s', (_, raw) => {
		const { isConstant, values, asked } = read(raw);
		expect(isConstant).toBe(true);
		expect(values).toEqual([raw, raw, raw]);
		expect(asked).toContainEqual(['field', 0]);
		expect(asked.every(([, itemIndex]) => itemIndex === 0)).toBe(true);
	});

	test('a missing one has the value that n8n returns', () => {
		expect(read(undefined)).toMatchObject({ isConstant: true, values: [null, null, null] });
	});
});

describe('an expression that is a field of the item', () => {
	test('is read from the item once n8n has given the same for the first one', () => {
		expect(read('={{ $json.email }}')).toEqual({
			isConstant: false,
			values: ['jane', 'omar', 'mia'],
			asked: [['field', 0]],
		});
	});

	test('is compared by its content if it is an object', () => {
		const items = [{ a: { b: [1] } }, { a: { b: [2] } }];
		expect(read('={{ $json.a }}', { items })).toMatchObject({
			values: [{ b: [1] }, { b: [2] }],
			asked: [['field', 0]],
		});
	});

	test.each<[string, unknown]>([
		['a text of the same letters', 'other'],
		['another type', 1],
		['an object', {}],
		['nothing', undefined],
		['an object that only reads the same', { toJSON: () => 'jane' }],
	])('is left to n8n for good if n8n gave %s', (_, value) => {
		const { values, asked } = read('={{ $json.email }}', { evaluate: () => value });
		expect(values).toEqual([value, value, value]);
		expect(asked).toEqual([
			['field', 0],
			['field', 1],
			['field', 2],
		]);
	});

	test('is left to n8n even if n8n gives the same later', () => {
		const { values } = read('={{ $json.email }}', {
			evaluate: (_expression, { email }, itemIndex) => (itemIndex === 1 ? email : 'by n8n'),
		});
		expect(values).toEqual(['by n8n', 'omar', 'by n8n']);
	});

	test('is left to n8n if n8n gave another object', () => {
		const items = [{ a: { b: 1 } }, { a: { b: 2 } }];
		const { values } = read('={{ $json.a }}', { items, evaluate: () => ({ b: 0 }) });
		expect(values).toEqual([{ b: 0 }, { b: 0 }]);
	});

	test('is left to n8n if n8n could not read it', () => {
		const { context, asked } = contextOf({
			items: PEOPLE,
			parameters: { field: '={{ $json.email }}' },
			evaluate: (_expression, _item, itemIndex) => {
				if (itemIndex === 0) throw new Error('Not run yet.');
				return 'by n8n';
			},
		});
		const { read: readOne } = parameterReaders(context)(FIELD);
		expect(refusalOf(() => readOne(0))).toBe(
			"Field can't be read: Not run yet. Open its mapping and correct it.",
		);
		expect([readOne(1), readOne(2)]).toEqual(['by n8n', 'by n8n']);
		expect(asked).toHaveLength(3);
	});

	test('is read by n8n in an item that holds more than JSON there', () => {
		const items = [{ email: 'jane' }, { email: new Date(0) }, { email: 'mia' }];
		const { values, asked } = read('={{ $json.email }}', {
			items,
			evaluate: (_expression, { email }) => (email instanceof Date ? 'by n8n' : email),
		});
		expect(values).toEqual(['jane', 'by n8n', 'mia']);
		expect(asked).toEqual([
			['field', 0],
			['field', 1],
		]);
	});

	test('asks n8n about the first item with plain JSON, not about an earlier one', () => {
		const items = [{ email: new Date(0) }, { email: 'omar' }, { email: 'mia' }];
		const { values, asked } = read('={{ $json.email }}', { items });
		expect(values.slice(1)).toEqual(['omar', 'mia']);
		expect(asked).toEqual([
			['field', 0],
			['field', 1],
		]);
	});
});

test('any other expression is evaluated by n8n for each item', () => {
	const { values, asked } = read('={{ $json.email + 1 }}', {
		evaluate: (_expression, { email }) => `${email as string}1`,
	});
	expect(values).toEqual(['jane1', 'omar1', 'mia1']);
	expect(asked).toHaveLength(3);
});

describe('a collection with expressions', () => {
	test('is read part by part', () => {
		const { isConstant, values, asked } = read({ a: '={{ $json.email }}', b: 'fixed' });
		expect(isConstant).toBe(false);
		expect(values).toEqual([
			{ a: 'jane', b: 'fixed' },
			{ a: 'omar', b: 'fixed' },
			{ a: 'mia', b: 'fixed' },
		]);
		expect(asked).toEqual([
			['field.b', 0],
			['field.a', 0],
		]);
	});

	test('stays a list if it is one', () => {
		expect(read(['={{ $json.email }}', 'fixed']).values).toEqual([
			['jane', 'fixed'],
			['omar', 'fixed'],
			['mia', 'fixed'],
		]);
	});

	test('within another is read in the same way', () => {
		const { values, asked } = read({ rows: [{ value: '={{ $json.email }}' }] });
		expect(values[2]).toEqual({ rows: [{ value: 'mia' }] });
		expect(asked).toEqual([['field.rows.0.value', 0]]);
	});

	test.each<[string, object]>([
		['a name that n8n would take for a path', { 'a.b': '={{ $json.email }}' }],
		['a name that begins like one', { 'a b': '={{ $json.email }}' }],
		['a name with something before', { ' a': '={{ $json.email }}' }],
		[
			'an expression that may look at its neighbors',
			{ a: '={{ $json.email }}', b: '={{ $parameter["&a"] }}' },
		],
	])('is read as a whole for each item, with %s', (_, raw) => {
		const { asked } = read(raw, { evaluate: () => 'x' });
		expect(asked).toEqual([
			['field', 0],
			['field', 1],
			['field', 2],
		]);
	});

	test('is read part by part if constant text mentions $parameter', () => {
		expect(read({ a: '={{ $json.email }}', b: '$parameter' }).asked).toContainEqual(['field.a', 0]);
	});
});

describe('if only some parts of a collection are named', () => {
	const { context, asked } = contextOf({
		items: PEOPLE,
		parameters: {
			field: {
				a: '={{ $json.email }}',
				b: 'fixed',
				c: '={{ $now }}',
				d: '={{ $json.nope() }}',
				e: '={{ $parameter.x && $json.email }}',
			},
		},
		evaluate: (expression) => (expression.includes('email') ? 'jane' : 'x'),
	});
	const readerFor = parameterReaders(context);

	test('only these are read, and only these are evaluated', () => {
		expect(readerFor(FIELD, ['a', 'b', 'z']).read(0)).toEqual({ a: 'jane', b: 'fixed' });
		expect(readerFor(FIELD, ['b'])).toMatchObject({ isConstant: true });
		expect(readerFor(FIELD, ['b']).read(0)).toEqual({ b: 'fixed' });
		expect(readerFor(FIELD, ['e']).read(1)).toEqual({ e: 'jane' });
		expect(asked.filter(([what]) => /\.[cd]$|^field$/.test(what))).toEqual([]);
	});
});
