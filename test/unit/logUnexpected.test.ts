import type { Logger } from 'n8n-workflow';
import { logUnexpected } from '../../nodes/Rockerbox/logUnexpected';

function logged(error: unknown): unknown[] {
	const error_ = jest.fn();
	logUnexpected({ logger: { error: error_ } as unknown as Logger }, error);
	expect(error_).toHaveBeenCalledTimes(1);
	return (error_.mock.calls as unknown[][])[0];
}

test("an unexpected error's name, code and stack frames are logged", () => {
	const [message, meta] = logged(Object.assign(new TypeError('a\nb'), { code: 'ERR_X' }));
	expect(message).toContain('Rockerbox');
	expect(meta).toEqual({
		name: 'TypeError',
		code: 'ERR_X',
		frames: expect.stringMatching(/^\s+at .*logUnexpected\.test/) as string,
	});
});

test.each([
	['a person', new Error('jane@example.com')],
	['a person, on lines like those of a stack', new Error('x\n    at jane@example.com (a.js:1:1)')],
	['a person, after a message that was changed', changed(new Error('jane@example.com'), 'other')],
	['a text', 'jane@example.com'],
	['nothing', undefined],
	['null', null],
])('its message is not: %s', (_, error) => {
	expect(JSON.stringify(logged(error))).not.toContain('jane@example.com');
});

function changed(error: Error, message: string): Error {
	error.message = message;
	return error;
}
