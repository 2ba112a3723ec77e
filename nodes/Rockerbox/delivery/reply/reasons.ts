import { DateTime } from 'luxon';
import type { Failed } from '../../outcome';
import { isBlocked, isTlsFailure, isUnknownAddress, isUntrusted, type Failure } from './failure';
import { classify, type Reply } from './reply';

/** Why an event wasn't accepted, and what to do. All texts about replies are in this file. */

const MAY_BE_RECORDED = 'Rockerbox may or may not have recorded the event.';
const NOT_SENT = 'The event was not sent.';
const LOOK_FIRST = "Look at Rockerbox's Webhooks page before you send it again.";
const CHECK_ACCOUNT = 'Check the Advertiser ID and the Base URL in the credential.';
const CHECK_ADDRESS = 'Check the Base URL in the credential.';
const CHECK_ADDRESS_OR_ASK = 'Check the Base URL in the credential, or ask whoever runs your n8n.';
const ASK_ROCKERBOX =
	"Compare the event with what Rockerbox's Webhooks page shows, or ask your account manager.";
const ASK = 'Ask whoever runs your n8n.';
const REPORT =
	'Please report this at https://github.com/n8n-nodes-rockerbox/n8n-nodes-rockerbox/issues.';

/** A wait that Rockerbox asks for and that is longer than a run waits, in words. */
export interface LongWait {
	/** Such as `60 minutes`. */
	duration: string;
	/** Such as `after Mar 2, 2026, 10:15 AM (America/New_York)`. */
	runAgain: string;
	/** When it is over, in epoch milliseconds. */
	until: number;
}

/** The facts that explain a failed attempt. */
export interface Circumstances {
	/** Of the base URL. */
	host: string;
	/** Seconds. */
	timeout: number;
	/** What Rockerbox answered, as an error may repeat it. */
	quote: string;
	/** How long Rockerbox asks to wait, if that is longer than the run waits. */
	longWait?: LongWait;
	/** Whether the answer to an earlier attempt was lost. */
	mayBeRecorded: boolean;
}

/** Why the last attempt to send an event wasn't accepted, and what to do. */
export function failureReason(reply: Reply, circumstances: Circumstances): string {
	const { mayBeRecorded, longWait } = circumstances;
	const verdict = classify(reply);
	const [what, usualRemedy] =
		'statusCode' in reply
			? explainStatus(reply.statusCode, circumstances)
			: explainFailure(reply, circumstances);
	const remedy = longWait
		? `Rockerbox asks to wait for ${longWait.duration}: send it again ${longWait.runAgain}.`
		: usualRemedy;
	const sentences = [what];
	if (verdict === 'mayBeRecorded') sentences.push(MAY_BE_RECORDED, LOOK_FIRST);
	else if (verdict === 'stopped') sentences.push(MAY_BE_RECORDED);
	else if ('code' in reply) sentences.push(NOT_SENT);
	if (remedy) sentences.push(remedy);
	if (mayBeRecorded && verdict !== 'mayBeRecorded' && verdict !== 'stopped') {
		return mayBeRecordedReason(sentences.join(' '));
	}
	return sentences.join(' ');
}

/** Why an item failed that may be recorded, because an earlier answer was lost. */
export function mayBeRecordedReason(reason: string): string {
	return `${reason} But an earlier answer was lost: ${MAY_BE_RECORDED} ${LOOK_FIRST}`;
}

/** The outcome of an item that made this node itself fail. */
export const UNEXPECTED: Failed = {
	status: 'failed',
	reason: `Something unexpected happened in this node while the event was sent. ${MAY_BE_RECORDED} ${LOOK_FIRST} ${REPORT}`,
	mayBeRecorded: true,
};

/** Why items weren't sent at all. */
export const notSent = {
	stopped: 'Not sent, because the execution was stopped.',
	failed: 'Not sent, because the run stopped before its turn.',
	exhausted: (items: number) =>
		`Not sent. The ${items} items before it all failed after all their retries, so Rockerbox seems to be unavailable. Send it again later.`,
	longWait: ({ duration, runAgain }: LongWait) =>
		`Not sent, because Rockerbox asks to wait for ${duration}. Send it again ${runAgain}.`,
};

/**
 * A long wait from now, by the clock of the workflow's time zone (IANA). Duration and time are rounded up,
 * because Rockerbox asks again if an event is sent too early. `now` is in epoch milliseconds.
 */
export function longWaitOf(milliseconds: number, zone: string, now: number): LongWait {
	const until = Math.ceil((now + milliseconds) / 60_000) * 60_000;
	const date = DateTime.fromMillis(until, { zone, locale: 'en-US' });
	const runAgain = date.isValid
		? `after ${date.toFormat('MMM d, yyyy, h:mm a')} (${zone})`
		: 'after that';
	return { duration: inWords(milliseconds), runAgain, until };
}

/** What Rockerbox did, and what to do, where the verdict alone doesn't say it. */
function explainStatus(statusCode: number, { quote }: Circumstances): [string, string?] {
	const [what, remedy] = wordsForStatus(statusCode);
	const answer = quote && `, answering: ${quote}`;
	const sentence = `${senderOf(statusCode)} ${what} (HTTP ${statusCode})${answer}`;
	return [/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`, remedy];
}

/**
 * Who gives this answer: some statuses come only from a proxy or gateway (RFC 9110, 15.5.8, 15.6.3 and
 * 15.6.5).
 */
function senderOf(statusCode: number): string {
	if (statusCode === 407) return 'A proxy between n8n and Rockerbox';
	return [502, 504].includes(statusCode) ? 'A server between n8n and Rockerbox' : 'Rockerbox';
}

function wordsForStatus(statusCode: number): [string, string?] {
	if (statusCode >= 300 && statusCode < 400) {
		return [
			'answered with a redirect, which is not followed because the event would lose its data',
			CHECK_ADDRESS,
		];
	}
	switch (statusCode) {
		case 401:
			return ["didn't accept the sender", CHECK_ACCOUNT];
		case 403:
			return [
				"didn't accept the sender",
				`${CHECK_ACCOUNT} If your n8n uses a proxy, ask whoever runs it.`,
			];
		case 404:
			return ['was not found at this address', CHECK_ADDRESS];
		case 407:
			return ['asks for a sign-in', ASK];
		case 413:
			return ['says that the event is too large', 'Send fewer or shorter extra parameters.'];
		case 408:
		case 425:
		case 429:
			return ['is busy and did not accept the event', 'Send it again later.'];
		case 502:
		case 504:
			return ['got no proper answer'];
		case 503:
			return ['is unavailable and did not accept the event', 'Send it again later.'];
		default:
			return statusCode >= 500
				? ["couldn't handle the event"]
				: ['refused the event', ASK_ROCKERBOX];
	}
}

/** Why there was no answer. Only the host and the failure's code may be named. */
function explainFailure(
	{ code, missing }: Failure,
	{ host, timeout }: Circumstances,
): [string, string?] {
	const isLate = code === 'ECONNABORTED';
	const how = isLate
		? ` within ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`
		: code && ` (${code})`;
	if (code === 'ERR_CANCELED') return [`The execution was stopped before ${host} answered.`];
	if (isBlocked(code)) {
		return [`n8n is set up to block requests to ${host}.`, CHECK_ADDRESS_OR_ASK];
	}
	if (missing === 'tunnel') {
		return [`The proxy that your n8n uses made no connection to ${host}${how}.`, ASK];
	}
	if (missing) return explainNoConnection(code, host, how);
	if (isLate) return [`No answer from ${host}${how}.`];
	if (code.startsWith('HPE_')) return [`The answer of ${host} wasn't HTTP${how}.`, CHECK_ADDRESS];
	return [
		`The connection to ${host} broke before an answer came${how}.`,
		isTlsFailure(code) ? CHECK_ADDRESS : undefined,
	];
}

/** Errors of the operating system about its own machine, not the host (Node.js documentation, errors). */
const OF_THIS_MACHINE = [
	'EACCES',
	'EADDRINUSE',
	'EADDRNOTAVAIL',
	'EMFILE',
	'ENETDOWN',
	'ENFILE',
	'ENOBUFS',
	'ENOMEM',
	'EPERM',
];

function explainNoConnection(code: string, host: string, how: string): [string, string] {
	if (isUnknownAddress(code)) {
		return [
			`The address ${host} was not found.`,
			"Check the Base URL in the credential, or n8n's own connection.",
		];
	}
	if (isUntrusted(code)) {
		return [
			`The security certificate of ${host} ${complaintAbout(code)}${how}.`,
			CHECK_ADDRESS_OR_ASK,
		];
	}
	if (isTlsFailure(code)) {
		return [
			`No secure connection to ${host}${how}, as if the server there didn't speak https.`,
			CHECK_ADDRESS,
		];
	}
	if (OF_THIS_MACHINE.includes(code)) {
		return [`n8n's own machine didn't let it connect to ${host}${how}.`, ASK];
	}
	return [
		`No connection to ${host}${how}.`,
		'Check the Base URL in the credential, or try again later.',
	];
}

function complaintAbout(code: string): string {
	switch (code) {
		case 'CERT_HAS_EXPIRED':
			return 'has expired';
		case 'CERT_NOT_YET_VALID':
			return "isn't valid yet";
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
		case 'HOSTNAME_MISMATCH':
			return 'is for another host';
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
			return "is self-signed, so n8n doesn't trust it";
		default:
			return "isn't trusted";
	}
}

function inWords(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	if (minutes < 120) return `${minutes} minutes`;
	return minutes < 60 * 48 ? `${Math.ceil(minutes / 60)} hours` : 'more than a day';
}
