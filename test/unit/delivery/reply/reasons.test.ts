import {
	failureReason,
	longWaitOf,
	type Circumstances,
} from '../../../../nodes/Rockerbox/delivery/reply/reasons';
import type { Reply } from '../../../../nodes/Rockerbox/delivery/reply/reply';

const host = 'webhooks.getrockerbox.com';
/** Words that n8n's style guide tells authors to avoid. */
const UNKIND = /\b(errors?|problems?|failures?|mistakes?)\b/i;
const MAYBE = 'Rockerbox may or may not have recorded the event.';

const reasonFor = (reply: Reply, circumstances: Partial<Circumstances> = {}) =>
	failureReason(reply, {
		host,
		timeout: 30,
		quote: '',
		mayBeRecorded: false,
		...circumstances,
	});
const statusReason = (statusCode: number, circumstances?: Partial<Circumstances>) =>
	reasonFor({ statusCode, body: '' }, circumstances);

describe('why a status isn’t an acceptance, and what to do', () => {
	test.each([
		[301, 'redirect', 'Base URL'],
		[302, 'redirect', 'Base URL'],
		[307, 'redirect', 'Base URL'],
		[400, 'refused', 'account manager'],
		[401, "didn't accept the sender", 'Advertiser ID'],
		[403, "didn't accept the sender", 'If your n8n uses a proxy'],
		[404, 'not found at this address', 'Base URL'],
		[407, 'proxy between n8n and Rockerbox asks for a sign-in', 'whoever runs your n8n'],
		[408, 'busy', 'again later'],
		[413, 'too large', 'extra parameters'],
		[422, 'refused', 'account manager'],
		[425, 'busy', 'again later'],
		[429, 'busy', 'again later'],
		[500, "couldn't handle", 'may or may not'],
		[502, 'got no proper answer', 'may or may not'],
		[503, 'is unavailable', 'again later'],
		[504, 'got no proper answer', 'may or may not'],
		[599, "couldn't handle", 'may or may not'],
	])('%i: %s; %s', (status, what, remedy) => {
		const reason = statusReason(status);
		expect(reason).toMatch(
			/^(Rockerbox|A \w+ between n8n and Rockerbox) .+ \(HTTP \d{3}\)\. .+\.$/,
		);
		expect(reason).not.toMatch(UNKIND);
		for (const part of [`(HTTP ${status})`, what, remedy]) expect(reason).toContain(part);
	});
});

describe('what is added', () => {
	test('what Rockerbox answered', () => {
		expect(statusReason(422, { quote: 'action is missing' })).toBe(
			"Rockerbox refused the event (HTTP 422), answering: action is missing. Compare the event with what Rockerbox's Webhooks page shows, or ask your account manager.",
		);
	});

	test.each(['Unknown action.', 'Really?', 'No!', 'And so on…'])(
		'no second full stop after an answer like "%s"',
		(quote) => {
			expect(statusReason(422, { quote })).toContain(`answering: ${quote} Compare`);
		},
	);

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
				`Rockerbox is busy and did not accept the event (HTTP 429). Rockerbox asks to wait for ${duration}: send it again ${runAgain}.`,
			);
		},
	);

	test('that an earlier answer was lost, once', () => {
		expect(statusReason(400, { mayBeRecorded: true })).toContain(
			`But an earlier answer was lost: ${MAYBE}`,
		);
		expect(
			reasonFor({ code: 'ECONNREFUSED', missing: 'connection' }, { mayBeRecorded: true }),
		).toContain(MAYBE);
		for (const reply of [{ code: 'ECONNRESET' }, { statusCode: 504, body: '' }]) {
			expect(reasonFor(reply, { mayBeRecorded: true }).split(MAYBE)).toHaveLength(2);
		}
	});
});

const LOOK = "Look at Rockerbox's Webhooks page before you send it again.";
const NOT_SENT = 'The event was not sent.';
const CHECK = 'Check the Base URL in the credential';

describe('why the event was not sent', () => {
	const certificate = (complaint: string, code: string): [string, string] => [
		code,
		`The security certificate of ${host} ${complaint} (${code}). ${NOT_SENT} ${CHECK}, or ask whoever runs your n8n.`,
	];
	const unreachable = (code: string): [string, string] => [
		code,
		`No connection to ${host} (${code}). ${NOT_SENT} ${CHECK}, or try again later.`,
	];
	const unknown = (code: string): [string, string] => [
		code,
		`The address ${host} was not found. ${NOT_SENT} ${CHECK}, or n8n's own connection.`,
	];
	const insecure = (code: string): [string, string] => [
		code,
		`No secure connection to ${host} (${code}), as if the server there didn't speak https. ${NOT_SENT} ${CHECK}.`,
	];
	const ofThisMachine = (code: string): [string, string] => [
		code,
		`n8n's own machine didn't let it connect to ${host} (${code}). ${NOT_SENT} Ask whoever runs your n8n.`,
	];
	test.each<[string, string]>([
		unreachable('ECONNREFUSED'),
		unreachable('ECONNRESET'),
		unreachable('EHOSTUNREACH'),
		unreachable('ENETUNREACH'),
		unreachable('ETIMEDOUT'),
		['', `No connection to ${host}. ${NOT_SENT} ${CHECK}, or try again later.`],
		[
			'ECONNABORTED',
			`No connection to ${host} within 30 seconds. ${NOT_SENT} ${CHECK}, or try again later.`,
		],
		unknown('ENOTFOUND'),
		unknown('EAI_AGAIN'),
		unknown('EAI_FAIL'),
		certificate('has expired', 'CERT_HAS_EXPIRED'),
		certificate("isn't valid yet", 'CERT_NOT_YET_VALID'),
		certificate('is for another host', 'ERR_TLS_CERT_ALTNAME_INVALID'),
		certificate('is for another host', 'HOSTNAME_MISMATCH'),
		certificate("is self-signed, so n8n doesn't trust it", 'DEPTH_ZERO_SELF_SIGNED_CERT'),
		certificate("isn't trusted", 'SELF_SIGNED_CERT_IN_CHAIN'),
		certificate("isn't trusted", 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
		insecure('EPROTO'),
		insecure('ERR_SSL_WRONG_VERSION_NUMBER'),
		...[
			'EACCES',
			'EADDRINUSE',
			'EADDRNOTAVAIL',
			'EMFILE',
			'ENETDOWN',
			'ENFILE',
			'ENOBUFS',
			'ENOMEM',
			'EPERM',
		].map(ofThisMachine),
		[
			'SsrfBlockedIpError',
			`n8n is set up to block requests to ${host}. ${NOT_SENT} ${CHECK}, or ask whoever runs your n8n.`,
		],
		['ERR_CANCELED', `The execution was stopped before ${host} answered. ${NOT_SENT}`],
	])('%s', (code, reason) => {
		expect(reasonFor({ code, missing: 'connection' })).toBe(reason);
		expect(reason).not.toMatch(UNKIND);
	});

	test.each([
		['ECONNREFUSED', ' (ECONNREFUSED)'],
		['ENOTFOUND', ' (ENOTFOUND)'],
		['CERT_HAS_EXPIRED', ' (CERT_HAS_EXPIRED)'],
		['ECONNABORTED', ' within 30 seconds'],
		['', ''],
	])('because of a proxy: %j', (code, how) => {
		expect(reasonFor({ code, missing: 'tunnel' })).toBe(
			`The proxy that your n8n uses made no connection to ${host}${how}. ${NOT_SENT} Ask whoever runs your n8n.`,
		);
	});
});

describe('why nobody knows whether the event was recorded', () => {
	const broken = (code: string): [string, string] => [
		code,
		`The connection to ${host} broke before an answer came (${code}). ${MAYBE} ${LOOK}`,
	];
	const withRemedy = ([code, reason]: [string, string]): [string, string] => [
		code,
		`${reason} ${CHECK}.`,
	];
	test.each<[string, string]>([
		broken('ECONNRESET'),
		broken('EPIPE'),
		broken('ETIMEDOUT'),
		broken('EHOSTUNREACH'),
		broken('ERR_BAD_RESPONSE'),
		['', `The connection to ${host} broke before an answer came. ${MAYBE} ${LOOK}`],
		withRemedy(broken('EPROTO')),
		withRemedy(broken('ERR_SSL_WRONG_VERSION_NUMBER')),
		[
			'HPE_INVALID_CONSTANT',
			`The answer of ${host} wasn't HTTP (HPE_INVALID_CONSTANT). ${MAYBE} ${LOOK} ${CHECK}.`,
		],
		['ECONNABORTED', `No answer from ${host} within 30 seconds. ${MAYBE} ${LOOK}`],
		['ERR_CANCELED', `The execution was stopped before ${host} answered. ${MAYBE}`],
	])('%s', (code, reason) => {
		expect(reasonFor({ code })).toBe(reason);
		expect(reason).not.toMatch(UNKIND);
	});

	test('one second is written in the singular', () => {
		expect(reasonFor({ code: 'ECONNABORTED' }, { timeout: 1 })).toContain('within 1 second.');
	});
});
