import { DateTime } from 'luxon';
import {
	isExpression,
	readParameter,
	readPart,
	unreadable,
} from '../../../../nodes/Rockerbox/prepare/parameters/parameter';
import { contextOf } from '../../../support/context';
import { refusalOf } from '../../../support/refusal';

const FIELD = { name: 'field', displayName: 'Field' };

describe('an expression', () => {
	test.each<[unknown, boolean]>([
		['={{ $json.a }}', true],
		['=text', true],
		['=', true],
		['{{ $json.a }}', false],
		[' =a', false],
		['', false],
		[7, false],
		[null, false],
		[['='], false],
	])('%j: %s', (raw, expected) => {
		expect(isExpression(raw)).toBe(expected);
	});
});

describe('a parameter', () => {
	test('is read for an item', () => {
		const { context } = contextOf({
			items: [{ a: 1 }, { a: 2 }],
			parameters: { field: '={{ $json.a }}' },
		});
		expect(readParameter(context, FIELD, 1)).toBe(2);
	});

	test('is null if the workflow has none, as for an option that was not added', () => {
		expect(readParameter(contextOf({}).context, FIELD, 0)).toBeNull();
	});
});

describe('a date', () => {
	const date = DateTime.fromISO('2024-08-07T14:30:00Z', { zone: 'utc' });
	const { context } = contextOf({ parameters: { field: '={{ $now }}' }, evaluate: () => date });

	test('stays a date in a parameter of its own', () => {
		expect(readParameter(context, FIELD, 0)).toBe(date);
	});

	test('is text in a collection, as n8n gives it there', () => {
		expect(readPart(context, FIELD, 0)).toBe('2024-08-07T14:30:00.000Z');
	});

	test('any other value in a collection doesn’t change', () => {
		expect(readPart(contextOf({ parameters: { field: 7 } }).context, FIELD, 0)).toBe(7);
	});
});

describe('the error about a parameter that n8n can’t read', () => {
	const named = (name: string, message: string) => Object.assign(new Error(message), { name });

	test.each<[string, unknown, string]>([
		['n8n’s own words, as a sentence', new Error('No path back to node'), 'No path back to node.'],
		['n8n’s own sentence', new Error('Not run yet.'), 'Not run yet.'],
		['n8n’s own words, cut', new Error('x'.repeat(1_000_000)), `${'x'.repeat(300)}…`],
		['n8n’s own words, on one line', new Error('No\npath.'), 'No path.'],
		['with a point within', new Error('No a.b here'), 'No a.b here.'],
		...[
			...['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'],
			...['URIError', 'EvalError', 'InternalError'],
		].map((name): [string, unknown, string] => [
			`JavaScript’s ${name}`,
			named(name, 'x is not a function'),
			'n8n could not evaluate it.',
		]),
		[
			'a name that only looks like JavaScript’s',
			named('NodeTypeError', 'n8n says so'),
			'n8n says so.',
		],
		['a name that only begins like it', named('TypeErrors', 'n8n says so'), 'n8n says so.'],
		['what is no error', 'text', 'n8n could not evaluate it.'],
	])('says: %s', (_, error, words) => {
		expect(unreadable('Field', error, 'Correct it.').message).toBe(
			`Field can't be read: ${words} Correct it.`,
		);
	});

	test.each([
		['a parameter', readParameter],
		['a part of a collection', readPart],
	])('names the parameter: %s', (_, read) => {
		const evaluateIt = () => {
			throw new Error('No such node');
		};
		const parameters = { field: '={{ $("X").item }}' };
		const { context } = contextOf({ parameters, evaluate: evaluateIt });
		expect(refusalOf(() => read(context, FIELD, 0))).toBe(
			"Field can't be read: No such node. Open its mapping and correct it.",
		);
	});

	test('names the part of a collection whose date is broken', () => {
		const broken = Object.create(DateTime.now(), {
			toString: {
				value: () => {
					throw new Error('No such time');
				},
			},
		}) as unknown;
		const { context } = contextOf({ parameters: { field: '=x' }, evaluate: () => broken });
		expect(refusalOf(() => readPart(context, FIELD, 0))).toContain("Field can't be read");
	});
});
