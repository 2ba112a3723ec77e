import { identifier, plainValue, refuseLeftover, text } from '../../../nodes/Rockerbox/values/text';
import { refusalOf } from '../../support/refusal';

const LEFTOVERS = [
	'NaN',
	'undefined',
	'Invalid DateTime',
	'Invalid Date',
	'[object Object]',
	'[object Promise]',
	'order [object Object]',
	'Undefined',
	'nan',
	'#REF!',
	'#VALUE!',
	'#NAME?',
	'#DIV/0!',
];
const COMPOUNDS: Array<[string, unknown]> = [
	['a list', ['purchase']],
	['an empty list', []],
	['an object', { name: 'purchase' }],
	['a date', new Date(0)],
	['a function', () => 'purchase'],
	['a symbol', Symbol('purchase')],
];

describe.each([
	['text', text],
	['plainValue', plainValue],
])('%s', (_, read) => {
	test.each([
		['purchase', 'purchase'],
		[' qualified_lead\n', 'qualified_lead'],
		['in store', 'in store'],
		['0', '0'],
		['007', '007'],
		['Nancy', 'Nancy'],
		['undefined behaviour', 'undefined behaviour'],
		['nullable', 'nullable'],
	])('reads %j as %j', (given, expected) => {
		expect(read(given)).toBe(expected);
	});

	test.each(LEFTOVERS)('refuses %j, which a broken mapping leaves behind', (leftover) => {
		expect(refusalOf(() => read(leftover))).toContain(`"${leftover}"`);
		expect(refusalOf(() => read(` ${leftover} `))).toContain(`"${leftover}"`);
	});

	test.each(COMPOUNDS)('refuses %s', (name, compound) => {
		expect(refusalOf(() => read(compound))).toContain(`was ${name.replace('an empty', 'a')}`);
	});

	test.each([
		['NaN', NaN],
		['infinity', Infinity],
		['a number that lost digits', 2 ** 64],
		['a tiny number, which would be written with an e', 1e-7],
	])('refuses %s', (__, number) => {
		expect(refusalOf(() => read(number))).toMatch(/^(?:was|came out as) /);
	});

	test('keeps every digit of a big whole number', () => {
		expect(read(12345678901234567890n)).toBe('12345678901234567890');
	});
});

describe.each([
	['text', text],
	['identifier', identifier],
])('%s', (_, read) => {
	test.each([
		[1001, '1001'],
		[0, '0'],
		[-5, '-5'],
		[4.5, '4.5'],
		[0.000001, '0.000001'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	])('reads the number %d as %j', (given, expected) => {
		expect(read(given)).toBe(expected);
	});

	test.each([true, false])('refuses %j', (given) => {
		expect(refusalOf(() => read(given))).toContain(`was ${given}`);
	});
});

describe('plainValue', () => {
	test.each([true, false, 0, 1, 2.5])('keeps %j', (given) => {
		expect(plainValue(given)).toBe(given);
	});
});

describe('refuseLeftover', () => {
	test('returns a valid value unchanged', () => {
		expect(refuseLeftover(' as it is ')).toBe(' as it is ');
	});
});
