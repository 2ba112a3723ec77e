import fc from 'fast-check';
import type { Reply } from '../../../nodes/Rockerbox/delivery/reply/reply';
import { nextStep, readRetryAfter, retryDelay } from '../../../nodes/Rockerbox/delivery/retry';

describe('the wait before the next attempt', () => {
	afterEach(() => {
		jest.restoreAllMocks();
	});

	test.each([
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
		[4, 8_000],
		[5, 16_000],
		[6, 30_000],
		[10, 30_000],
		[2_000, 30_000],
	])('after attempt %i lies anywhere up to %i ms', (attempt, longest) => {
		for (const [chance, expected] of [
			[0, 0],
			[0.5, longest / 2],
			[0.999, longest * 0.999],
		]) {
			jest.spyOn(Math, 'random').mockReturnValue(chance);
			expect(retryDelay(attempt, undefined)).toBeCloseTo(expected);
		}
	});

	test.each([
		[0, 500, 15_000],
		[1, 500, 15_000],
		[1_000, 1_000, 15_000],
		[59_999, 59_999, 59_999],
		[60_000, 60_000, 60_000],
	])('is at least what Rockerbox asks for: %i ms', (asked, first, tenth) => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		expect(retryDelay(1, asked)).toBe(first);
		expect(retryDelay(10, asked)).toBe(tenth);
	});

	test.each([60_001, 3_600_000, Infinity])('is undefined if Rockerbox asks for %d ms', (asked) => {
		expect(retryDelay(1, asked)).toBeUndefined();
	});

	test('is never negative, nor more than a minute', () => {
		const asked = fc.option(fc.nat(), { nil: undefined });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 11 }), asked, (attempt, askedFor) => {
				const wait = retryDelay(attempt, askedFor) ?? 0;
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(60_000);
			}),
		);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-03-02T09:15:00Z');

	test.each([
		['seconds', '7', 7_000],
		['no seconds', '0', 0],
		['seconds with blanks around', ' 120\t', 120_000],
		['leading zeros', '007', 7_000],
		['a date', 'Mon, 02 Mar 2026 09:15:30 GMT', 30_000],
		['a date with blanks around', ' Mon, 02 Mar 2026 09:15:30 GMT ', 30_000],
		['a date of the older form', 'Monday, 02-Mar-26 09:16:00 GMT', 60_000],
		['a date of the oldest form', 'Mon Mar  2 09:16:00 2026', 60_000],
		['a date that is now', 'Mon, 02 Mar 2026 09:15:00 GMT', 0],
		['a date in the past', 'Mon, 02 Mar 2020 09:15:00 GMT', 0],
	])('as %s', (_, header, expected) => {
		expect(readRetryAfter(header, now)).toBe(expected);
	});

	test.each([
		['more seconds than a number holds', '9'.repeat(400)],
		['very many seconds', '99999999999999999999'],
		['a far date', 'Fri, 31 Dec 9999 23:59:59 GMT'],
	])('as %s is too long to wait', (_, header) => {
		expect(retryDelay(1, readRetryAfter(header, now))).toBeUndefined();
	});

	test.each<[string, unknown]>([
		['missing', undefined],
		['null', null],
		['a number', 7],
		['a list of headers', ['7', '8']],
		['empty', ''],
		['blank', ' '],
		['negative', '-5'],
		['signed', '+5'],
		['a fraction', '1.5'],
		['an exponent', '1e3'],
		['hexadecimal', '0x10'],
		['two values', '7, 8'],
		['a unit', '7s'],
		['words', 'soon'],
		['infinity', 'Infinity'],
		['an ISO date', '2026-03-02T09:15:30Z'],
		['a date that does not exist', 'Mon, 31 Feb 2026 09:15:30 GMT'],
		['a date without a zone', 'Mon, 02 Mar 2026 09:15:30'],
		['digits of another script', '٧'],
	])('that is %s is ignored', (_, header) => {
		expect(readRetryAfter(header, now)).toBeUndefined();
	});

	test('is never negative, whatever it says', () => {
		fc.assert(
			fc.property(fc.string(), (header) => {
				expect(readRetryAfter(header, now) ?? 0).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

describe('what follows an attempt', () => {
	const now = Date.parse('2026-03-02T09:15:00Z');
	const half = () => 0.5;
	const answer = (statusCode: number, retryAfter?: string): Reply => ({
		statusCode,
		retryAfter,
		body: '',
	});
	const after = (reply: Reply, attempt = 1, maxRetries = 4) =>
		nextStep(reply, attempt, maxRetries, now, half);

	test.each([200, 201, 204, 299])('an event accepted with %i is done', (status) => {
		expect(after(answer(status))).toEqual({ step: 'accept' });
		expect(after(answer(status, '3600'), 5)).toEqual({ step: 'accept' });
	});

	test.each<[string, Reply]>([
		['is refused', answer(400)],
		['is refused, whatever it asks for', answer(401, '7')],
		['is redirected', answer(302)],
		['goes to an untrusted certificate', { code: 'CERT_HAS_EXPIRED', missing: 'connection' }],
		['is blocked by n8n', { code: 'SsrfBlockedIpError', missing: 'connection' }],
		['is stopped', { code: 'ERR_CANCELED' }],
	])('one that %s is given up, and the run goes on at once', (_, reply) => {
		expect(after(reply)).toEqual({ step: 'giveUp', isTransient: false });
	});

	test.each<[string, Reply, number, number]>([
		['has trouble', answer(500), 1, 500],
		['has trouble again', answer(502), 3, 2_000],
		['is unavailable', answer(503), 4, 4_000],
		['times out', { code: 'ECONNABORTED' }, 2, 1_000],
		['can’t be reached', { code: 'ECONNREFUSED', missing: 'connection' }, 1, 500],
	])('if Rockerbox %s, only this event waits', (_, reply, attempt, delayMs) => {
		expect(after(reply, attempt)).toEqual({ step: 'retry', delayMs });
	});

	test.each([408, 425, 429, 500, 503])(
		'a Retry-After with %i holds for the whole run',
		(status) => {
			expect(after(answer(status, '7'))).toEqual({ step: 'retry', delayMs: 7_000, pauseMs: 7_000 });
			expect(after(answer(status, 'Mon, 02 Mar 2026 09:15:30 GMT'))).toMatchObject({
				pauseMs: 30_000,
			});
		},
	);

	test('a Retry-After that is shorter than the backoff pauses the run only that long', () => {
		expect(after(answer(503, '1'), 4)).toEqual({ step: 'retry', delayMs: 4_000, pauseMs: 1_000 });
		expect(after(answer(503, '0'))).toEqual({ step: 'retry', delayMs: 500, pauseMs: 0 });
	});

	test('after the last attempt the event is given up, but the run still pauses', () => {
		expect(after(answer(500), 5)).toEqual({ step: 'giveUp', isTransient: true });
		expect(after(answer(500), 1, 0)).toEqual({ step: 'giveUp', isTransient: true });
		expect(after(answer(503, '7'), 5)).toEqual({
			step: 'giveUp',
			isTransient: true,
			pauseMs: 7_000,
		});
	});

	test('a Retry-After longer than a run waits is given up, and says how long it is', () => {
		expect(after(answer(429, '3600'))).toEqual({
			step: 'giveUp',
			isTransient: true,
			tooLongMs: 3_600_000,
		});
	});

	test('there are never more attempts than one plus Max Retries', () => {
		const replies = fc.oneof(
			fc.integer({ min: 100, max: 599 }).map((status) => answer(status)),
			fc.constantFrom('ECONNRESET', 'ENOTFOUND', 'ECONNABORTED', '').map((code) => ({ code })),
		);
		fc.assert(
			fc.property(replies, fc.nat({ max: 10 }), (reply, maxRetries) => {
				expect(after(reply, maxRetries + 1, maxRetries).step).not.toBe('retry');
			}),
		);
	});
});
