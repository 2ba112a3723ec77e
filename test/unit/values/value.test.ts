import {
	InvalidValue,
	isNotSet,
	messageOf,
	optional,
	required,
} from '../../../nodes/Rockerbox/values/value';

const shout = (value: unknown) => {
	if (value === 'bad') throw new InvalidValue('was "bad". Map another.');
	if (value === 'bug') throw new TypeError('Cannot read properties of undefined');
	return [value];
};
const EMPTY: Array<[string, unknown]> = [
	['undefined', undefined],
	['null', null],
	['an empty text', ''],
	['blanks', ' \t\r\n\u00a0'],
];

describe('not set', () => {
	test.each(EMPTY)('%s', (_, value) => {
		expect(isNotSet(value)).toBe(true);
		expect(optional(shout).parse(value)).toBeUndefined();
		expect(required(shout, 'Map it.').safeParse(value)).toMatchObject({
			success: false,
			error: { issues: [{ message: 'is empty. Map it.' }] },
		});
	});
});

describe('set', () => {
	test.each([0, false, NaN, '0', 'false', [[]], {}])('%p', (value) => {
		expect(isNotSet(value)).toBe(false);
		expect(optional(shout).parse(value)).toEqual([value]);
		expect(required(shout, 'Map it.').parse(value)).toEqual([value]);
	});
});

describe.each([
	['optional', optional(shout)],
	['required', required(shout, 'Map it.')],
])('%s', (_, schema) => {
	test('reports a refusal in its own words', () => {
		expect(schema.safeParse('bad')).toMatchObject({
			success: false,
			error: { issues: [{ code: 'custom', message: 'was "bad". Map another.' }] },
		});
	});

	test('reports an error of the reader as unreadable', () => {
		const result = schema.safeParse('bug');
		expect(result.success).toBe(false);
		expect(result.error?.issues[0].message).toMatch(/can't be read/);
	});
});

test.each([
	['a refusal', new InvalidValue('was "x".'), 'was "x".'],
	['any other error', new Error('internal'), expect.stringContaining("can't be read")],
	['what is not even an error', 'thrown text', expect.stringContaining("can't be read")],
])('messageOf %s', (_, error, expected) => {
	expect(messageOf(error)).toEqual(expected);
});
