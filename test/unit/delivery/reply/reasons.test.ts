import {
	failureReason,
	longWaitOf,
	type Circumstances,
} from '../../../../nodes/Rockerbox/delivery/reply/reasons';
import type { Reply } from '../../../../nodes/Rockerbox/delivery/reply/reply';

const host = 'webhooks.getrockerbox.com';
/** Words that n8n's guidelines for texts want to be avoided. */
const UNKIND = /\b(errors?|problems?|failures?|mistakes?)\b/i;
const MAYBE = 'Rockerbox may or may not have recorded the event.';

const reasonFor = (reply: Reply, circumstances: Partial<Circumstances> = {}) =>
	failureReason(reply, {
		host,
		timeout: 30,
		attempts: 1,
		quote: '',
		mayBeRecorded: false,
		...circumstances,
	});
const statusReason = (statusCode: number, circumstances?: Partial<Circumstances>) =>
	reasonFor({ statusCode, body: '' }, circumstances);

describe('why a status is no acceptance, and what to do', () => {
	test.each([
		[301, 'redirect', 'Base URL'],
		[302, 'redirect', 'Base URL'],
		[307, 'redirect', 'Base URL'],
		[400, 'refused', 'fields'],
		[401, "didn't accept the sender", 'Advertiser ID'],
		[403, "didn't accept the sender", 'Advertiser ID'],
		[404, 'nothing at this address', 'Base URL'],
		[408, 'busy', 'again later'],
		[413, 'refused', 'fields'],
		[422, 'refused', 'fields'],
		[425, 'busy', 'again later'],
		[429, 'busy', 'again later'],
		[500, 'trouble of its own', 'may or may not'],
		[502, 'answer was lost', 'may or may not'],
		[503, "couldn't take", 'again later'],
		[504, 'answer was lost', 'may or may not'],
		[599, 'trouble of its own', 'may or may not'],
	])('%i: %s; %s', (status, what, remedy) => {
		const reason = statusReason(status);
		expect(reason).toMatch(/^Rockerbox .+ \(HTTP \d{3}\)\. .+\.$/);
		expect(reason).not.toMatch(UNKIND);
		for (const part of [`(HTTP ${status})`, what, remedy]) expect(reason).toContain(part);
	});
});

describe('what is added', () => {
	test('what Rockerbox answered', () => {
		expect(statusReason(422, { quote: 'action is missing' })).toBe(
			'Rockerbox refused the event (HTTP 422), answering: action is missing. Compare its fields with what Rockerbox expects.',
		);
	});

	test.each(['Unknown action.', 'Really?', 'No!', 'And so on…'])(
		'no second full stop after an answer like "%s"',
		(quote) => {
			expect(statusReason(422, { quote })).toContain(`answering: ${quote} Compare`);
		},
	);

	test('how often it was tried, if more than once', () => {
		expect(statusReason(503, { attempts: 5 })).toBe(
			"Rockerbox couldn't take the event at the moment (HTTP 503). Send it again later. It was tried 5 times.",
		);
		expect(statusReason(503)).not.toContain('tried');
	});

	test.each([
		[90_000, '2 minutes', 'after Mar 2, 2026, 9:18 AM (UTC)'],
		[600_000, '10 minutes', 'after Mar 2, 2026, 9:26 AM (UTC)'],
		[7_200_000, '2 hours', 'after Mar 2, 2026, 11:16 AM (UTC)'],
		[8_940_000, '3 hours', 'after Mar 2, 2026, 11:45 AM (UTC)'],
		[90_000_000, '25 hours', 'after Mar 3, 2026, 10:16 AM (UTC)'],
		[180_000_000, 'more than a day', 'after Mar 4, 2026, 11:16 AM (UTC)'],
		[Infinity, 'more than a day', 'after that'],
	])(
		'how long to wait, if Rockerbox asks for longer than a run waits: %i ms',
		(milliseconds, duration, runAgain) => {
			const longWait = longWaitOf(milliseconds, 'UTC', Date.parse('2026-03-02T09:15:59Z'));
			expect(longWait).toMatchObject({ duration, runAgain });
			expect(longWait.until).toBeGreaterThanOrEqual(
				Date.parse('2026-03-02T09:15:59Z') + milliseconds,
			);
			expect(statusReason(429, { longWait })).toBe(
				`Rockerbox didn't take the event now because it is busy (HTTP 429). Rockerbox asks to wait for ${duration}: send it again ${runAgain}.`,
			);
		},
	);

	test('that an earlier answer was lost, once', () => {
		expect(statusReason(400, { mayBeRecorded: true })).toContain(
			`But an earlier answer was lost: ${MAYBE}`,
		);
		expect(reasonFor({ code: 'ECONNREFUSED' }, { mayBeRecorded: true })).toContain(MAYBE);
		for (const reply of [{ code: 'ECONNRESET' }, { statusCode: 504, body: '' }]) {
			expect(reasonFor(reply, { mayBeRecorded: true }).split(MAYBE)).toHaveLength(2);
		}
	});
});

describe('why there was no answer', () => {
	const reasonOf = (code: string) => reasonFor({ code });

	describe.each([
		['nothing was sent', 'was not sent', 'may or may not'],
		['the event may have been recorded', 'may or may not', 'was not sent'],
	])('%s', (situation, said, unsaid) => {
		const nothingSent: Array<[string, string]> = [
			['ECONNREFUSED', 'No connection'],
			['EHOSTUNREACH', 'No connection'],
			['ENETUNREACH', 'No connection'],
			['ENOTFOUND', 'not found'],
			['EAI_AGAIN', 'not found'],
			['CERT_HAS_EXPIRED', 'certificate'],
			['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
			['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
			['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
			['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
			['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
			['SsrfBlockedIpError', 'protection of internal addresses'],
		];
		const maybeRecorded: Array<[string, string]> = [
			['ECONNABORTED', 'within 30 seconds'],
			['ERR_CANCELED', 'stopped'],
			['ECONNRESET', 'broke'],
			['EPIPE', 'broke'],
			['ETIMEDOUT', 'broke'],
			['ERR_BAD_RESPONSE', 'broke'],
		];

		test.each(situation === 'nothing was sent' ? nothingSent : maybeRecorded)(
			'%s: %s',
			(code, what) => {
				const reason = reasonOf(code);
				expect(reason).toMatch(/\.$/);
				expect(reason).not.toMatch(UNKIND);
				for (const part of [host, what, said]) expect(reason).toContain(part);
				expect(reason).not.toContain(unsaid);
			},
		);
	});

	test('a failure without a code promises nothing', () => {
		expect(reasonOf('')).toBe(
			`The connection to ${host} broke before an answer came. ${MAYBE} Look at Rockerbox's Webhooks page before you send it again.`,
		);
	});

	test('a second is said in the singular', () => {
		expect(reasonFor({ code: 'ECONNABORTED' }, { timeout: 1 })).toContain('within 1 second.');
	});
});
