import { DateTime } from 'luxon';
import { options, runOptions } from '../../../nodes/Rockerbox/operations/options';
import { readDryRun, readKeyNames, readSettings } from '../../../nodes/Rockerbox/prepare/settings';
import { refusalOf } from '../../support/refusal';

const DEFAULTS = {
	keyNames: [],
	onDuplicate: 'skip',
	concurrency: 200,
	requestsPerSecond: 0,
	maxRetries: 4,
	timeout: 30,
};
const NUMBERS: Array<[string, string, number, number]> = [
	['concurrency', 'Concurrency', 1, 200],
	['requestsPerSecond', 'Requests per Second', 0, 1000],
	['maxRetries', 'Max Retries', 0, 10],
	['timeout', 'Timeout (Seconds)', 1, 300],
];

describe('without options, or with empty ones, the defaults apply', () => {
	test.each([
		['none', {}],
		['undefined', undefined],
		['null', null],
		['empty texts', ''],
		['blanks', ' \t'],
	])('%s', (_, nothing) => {
		const given = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, nothing]));
		expect(readSettings(nothing === Object(nothing) ? {} : given)).toStrictEqual(DEFAULTS);
	});
});

describe.each(NUMBERS)('%s', (name, displayName, least, most) => {
	test.each([
		['the least', least, least],
		['the most', most, most],
		['digits, from an expression', `${most}`, most],
		['digits with blanks around', ` ${least}\n`, least],
	])('can be %s', (_, given, expected) => {
		expect(readSettings({ [name]: given })).toStrictEqual({ ...DEFAULTS, [name]: expected });
	});

	test.each<[string, unknown]>([
		['less than the least', least - 1],
		['more than the most', most + 1],
		['more than the most, as text', `${most + 1}`],
		['a fraction', least + 0.5],
		['no number', NaN],
		['infinity', Infinity],
		['infinity, as text', 'Infinity'],
		['far too much, as text', '1e1000'],
		['words', 'many'],
		['a unit', `${most} s`],
		['true', true],
		['a list', [most]],
		['an empty list', []],
		['a date', DateTime.now()],
		['an object', {}],
	])('can’t be %s', (_, given) => {
		const refusal = refusalOf(() => readSettings({ [name]: given }));
		expect(refusal.startsWith(`${displayName} was `)).toBe(true);
		expect(refusal).toContain(`a whole number from ${least} to ${most}.`);
	});
});

describe('onDuplicate', () => {
	test.each(['skip', 'send', 'error'])('can be %s', (onDuplicate) => {
		expect(readSettings({ onDuplicate })).toStrictEqual({ ...DEFAULTS, onDuplicate });
	});

	test.each<[string, unknown]>([
		['the editor’s name of a choice', 'Send Anyway'],
		['another spelling', 'SKIP'],
		['a name that every object has', 'constructor'],
		['another', '__proto__'],
		['an object', {}],
		['a number', 1],
		['false', false],
		['a list', ['send']],
	])('can’t be %s', (_, onDuplicate) => {
		expect(refusalOf(() => readSettings({ onDuplicate }))).toMatch(
			/^On Duplicate was .+must be skip, send or error\./,
		);
	});
});

describe('conversionKey', () => {
	test('is read as names', () => {
		expect(readSettings({ conversionKey: 'email, date' })).toStrictEqual({
			...DEFAULTS,
			keyNames: ['email', 'date'],
		});
	});

	test.each<[string, unknown]>([
		['a list', ['email']],
		['a number', 5],
		['true', true],
		['an object', {}],
		['a date', DateTime.now()],
	])('can’t be %s', (_, conversionKey) => {
		expect(refusalOf(() => readSettings({ conversionKey }))).toMatch(/^Conversion Key was /);
	});
});

test('options for single items are not among them', () => {
	expect(readSettings({ timezone: 'Nowhere', allowMissingAction: true })).toStrictEqual(DEFAULTS);
});

test('each of them is an option of the editor, with the same default and limits', () => {
	expect(
		Object.values(runOptions)
			.map(({ name }) => name)
			.sort(),
	).toEqual([
		'concurrency',
		'conversionKey',
		'maxRetries',
		'onDuplicate',
		'requestsPerSecond',
		'timeout',
	]);
	expect(options.options).toEqual(expect.arrayContaining(Object.values(runOptions)));
	for (const [name, , minValue, maxValue] of NUMBERS) {
		expect(Object.values(runOptions).find((property) => property.name === name)).toMatchObject({
			default: DEFAULTS[name as keyof typeof DEFAULTS],
			typeOptions: { minValue, maxValue },
		});
	}
});

describe('a dry run', () => {
	test.each<[string, unknown, boolean]>([
		['off', false, false],
		['on', true, true],
		['on, by an expression', 'true', true],
	])('is %s', (_, value, expected) => {
		expect(readDryRun(value)).toBe(expected);
	});

	test.each<[string, unknown]>([
		['undefined', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' '],
		['a word', 'off'],
		['0', 0],
	])('is not switched off by an expression that gives %s', (_, value) => {
		expect(refusalOf(() => readDryRun(value))).toMatch(
			/^Dry Run was .+, and must be true or false\. Correct it in the node\.$/,
		);
	});
});

describe('the names in the option Conversion Key', () => {
	test.each<[unknown, string[]]>([
		[undefined, []],
		[null, []],
		['', []],
		[' ', []],
		[',', []],
		['order_id', ['order_id']],
		[' order_id\n', ['order_id']],
		['email,date,action', ['email', 'date', 'action']],
		[' email , date ,, action, ', ['email', 'date', 'action']],
		['Order ID', ['Order ID']],
		['__proto__,constructor', ['__proto__', 'constructor']],
	])('%j are %j', (given, names) => {
		expect(readKeyNames(given)).toEqual(names);
	});

	test.each<[string, unknown]>([
		['a list', ['email', 'date']],
		['an object', { email: true }],
		['5', 5],
		['true', true],
	])('are text: %s is refused', (what, given) => {
		expect(refusalOf(() => readKeyNames(given))).toContain(`Conversion Key was ${what}, and must`);
	});
});
