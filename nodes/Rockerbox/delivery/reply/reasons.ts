import { DateTime } from 'luxon';
import { classify, isBlocked, isUntrusted, type Reply } from './reply';

/** Why an event wasn't accepted, and what to do: the one place for what is said of a reply. */

const MAY_BE_RECORDED = 'Rockerbox may or may not have recorded the event.';
const NOT_SENT = 'The event was not sent.';
const LOOK_FIRST = "Look at Rockerbox's Webhooks page before you send it again.";

/** A wait that Rockerbox asks for, and that is longer than a run waits: in words. */
export interface LongWait {
	/** Such as `60 minutes`. */
	duration: string;
	/** Such as `after Mar 2, 2026, 10:15 AM (America/New_York)`. */
	runAgain: string;
}

/** What a failed attempt is explained with. */
export interface Circumstances {
	/** Of the base URL. */
	host: string;
	/** Seconds. */
	timeout: number;
	/** How often the event was sent, or tried to be. */
	attempts: number;
	/** What Rockerbox answered, as an error may repeat it. */
	quote: string;
	/** What Rockerbox asks to wait, if that is longer than the run waits. */
	longWait?: LongWait;
	/** Whether the answer to an earlier attempt was lost. */
	mayBeRecorded: boolean;
}

/** Why the last attempt to send an event wasn't accepted, and what to do. */
export function failureReason(reply: Reply, circumstances: Circumstances): string {
	const { attempts, mayBeRecorded, longWait } = circumstances;
	const verdict = classify(reply);
	const [what, usualRemedy] =
		'statusCode' in reply
			? explainStatus(reply.statusCode, circumstances)
			: explainCode(reply.code, circumstances);
	const remedy = longWait
		? `Rockerbox asks to wait for ${longWait.duration}: send it again ${longWait.runAgain}.`
		: usualRemedy;
	const sentences = [what];
	if (verdict === 'mayBeRecorded') sentences.push(MAY_BE_RECORDED, LOOK_FIRST);
	else if (verdict === 'stopped') sentences.push(MAY_BE_RECORDED);
	else if ('code' in reply) sentences.push(NOT_SENT);
	if (remedy) sentences.push(remedy);
	if (attempts > 1) sentences.push(`It was tried ${attempts} times.`);
	if (mayBeRecorded && verdict !== 'mayBeRecorded' && verdict !== 'stopped') {
		return mayBeRecordedReason(sentences.join(' '));
	}
	return sentences.join(' ');
}

/** Why an item failed that may be recorded, because an earlier answer was lost. */
export function mayBeRecordedReason(reason: string): string {
	return `${reason} But an earlier answer was lost: ${MAY_BE_RECORDED} ${LOOK_FIRST}`;
}

/** Why an item failed that this node itself stumbled over. */
export const UNEXPECTED = `Something unexpected happened in this node while the event was sent. ${MAY_BE_RECORDED} ${LOOK_FIRST}`;

/** Why items weren't sent at all. */
export const notSent = {
	stopped: 'Not sent, because the execution was stopped.',
	failed: 'Not sent, because the run stopped before its turn.',
	exhausted: (items: number) =>
		`Not sent, because ${items} items in a row had failed after all their retries, as if Rockerbox were out of order. Send it again later.`,
	longWait: ({ duration, runAgain }: LongWait) =>
		`Not sent, because Rockerbox asks to wait for ${duration}. Send it again ${runAgain}.`,
};

/**
 * A long wait from now, by the clock of the workflow's time zone (IANA). Both are rounded up, because
 * what is sent too early makes Rockerbox ask again. `now` is in epoch milliseconds.
 */
export function longWaitOf(milliseconds: number, zone: string, now: number): LongWait {
	const end = Math.ceil((now + milliseconds) / 60_000) * 60_000;
	const date = DateTime.fromMillis(end, { zone, locale: 'en-US' });
	const runAgain = date.isValid
		? `after ${date.toFormat('MMM d, yyyy, h:mm a')} (${zone})`
		: 'after that';
	return { duration: inWords(milliseconds), runAgain };
}

/** What Rockerbox did, and what to do, if that isn't said by the verdict alone. */
function explainStatus(statusCode: number, { quote }: Circumstances): [string, string?] {
	const [what, remedy] = wordsForStatus(statusCode);
	const answer = quote && `, answering: ${quote}`;
	const sentence = `Rockerbox ${what} (HTTP ${statusCode})${answer}`;
	return [/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`, remedy];
}

function wordsForStatus(statusCode: number): [string, string?] {
	if (statusCode >= 300 && statusCode < 400) {
		return [
			'answered with a redirect, which is not followed because the event would lose its data',
			'Check the Base URL in the credential.',
		];
	}
	switch (statusCode) {
		case 401:
		case 403:
			return [
				"didn't accept the sender",
				'Check the Advertiser ID and the Base URL in the credential.',
			];
		case 404:
			return ['has nothing at this address', 'Check the Base URL in the credential.'];
		case 408:
		case 425:
		case 429:
			return ["didn't take the event now because it is busy", 'Send it again later.'];
		case 502:
		case 504:
			return ['was reached, but its answer was lost on the way'];
		case 503:
			return ["couldn't take the event at the moment", 'Send it again later.'];
		default:
			return statusCode >= 500
				? ['had trouble of its own']
				: ['refused the event', 'Compare its fields with what Rockerbox expects.'];
	}
}

/** Only the code of a failure is used: the rest of it can hold the advertiser ID and the event. */
function explainCode(code: string, { host, timeout }: Circumstances): [string, string?] {
	switch (code) {
		case 'ECONNREFUSED':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return [
				`No connection to ${host}.`,
				'Check the Base URL in the credential, or try again later.',
			];
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return [
				`The address ${host} was not found.`,
				"Check the Base URL in the credential, or n8n's own connection.",
			];
		case 'ECONNABORTED':
			return [`No answer from ${host} within ${timeout} ${timeout === 1 ? 'second' : 'seconds'}.`];
		case 'ERR_CANCELED':
			return [`The execution was stopped before ${host} answered.`];
		default:
			if (isBlocked(code)) {
				return [
					`n8n's protection of internal addresses doesn't let events go to ${host}.`,
					'Check the Base URL in the credential, or ask whoever runs your n8n.',
				];
			}
			return isUntrusted(code)
				? [
						`The security certificate of ${host} isn't trusted (${code}).`,
						'Check the Base URL in the credential.',
					]
				: [`The connection to ${host} broke before an answer came${code && ` (${code})`}.`];
	}
}

function inWords(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	if (minutes < 120) return `${minutes} minutes`;
	return minutes < 60 * 48 ? `${Math.ceil(minutes / 60)} hours` : 'more than a day';
}
