import type { Logger } from 'n8n-workflow';
import { unexpectedLogger } from '../../nodes/Rockerbox/unexpectedLogger';
import { InvalidValue } from '../../nodes/Rockerbox/values/value';

function logged(...errors: unknown[]): unknown[][] {
	const record = jest.fn();
	errors.forEach(unexpectedLogger({ logger: { error: record } as unknown as Logger }));
	return record.mock.calls as unknown[][];
}

test("an unexpected error's name, code and stack frames are logged", () => {
	const [[message, meta]] = logged(Object.assign(new TypeError('a\nb'), { code: 'ERR_X' }));
	expect(message).toContain('Rockerbox');
	expect(meta).toEqual({
		name: 'TypeError',
		code: 'ERR_X',
		frames: expect.stringMatching(/^\s+at .*unexpectedLogger\.test/) as string,
	});
});

test.each([
	['a person', new Error('jane@example.com')],
	['a person, on lines like those of a stack', new Error('x\n    at jane@example.com (a.js:1:1)')],
	['a person, after a message that was changed', changed(new Error('jane@example.com'), 'other')],
	['a text', 'jane@example.com'],
	['nothing', undefined],
	['null', null],
])('its message is not logged: %s', (_, error) => {
	const calls = logged(error);
	expect(calls).toHaveLength(1);
	expect(JSON.stringify(calls)).not.toContain('jane@example.com');
});

test('of several, only the first is logged', () => {
	expect(logged(new RangeError('a'), new TypeError('b'))).toEqual([
		[expect.anything(), expect.objectContaining({ name: 'RangeError' })],
	]);
});

test('an invalid value is an expected error', () => {
	expect(logged(new InvalidValue('Email is empty.'))).toEqual([]);
});

function changed(error: Error, message: string): Error {
	error.message = message;
	return error;
}
