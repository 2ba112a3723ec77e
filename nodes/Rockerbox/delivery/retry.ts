import { DateTime } from 'luxon';
import { classify, type Reply } from './reply/reply';

const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000; // of waits that Rockerbox didn't ask for
const MAX_RETRY_AFTER_MS = 60_000; // of waits that Rockerbox asks for

/** What follows an attempt to send an event. */
export type NextStep = (
	| { step: 'accept' }
	| { step: 'retry'; delayMs: number }
	| {
			step: 'giveUp';
			/** Whether another attempt might have succeeded, although none is made. */
			isTransient: boolean;
			/** How long Rockerbox asks to wait, if that is longer than a run waits. */
			tooLongMs?: number;
	  }
) & {
	/** How long the whole run pauses, because Rockerbox asks the sender to wait, not one event. */
	pauseMs?: number;
};

/**
 * Decides what follows the attempt with this number (the first is 1). `now` is in epoch
 * milliseconds; `random` gives numbers from 0 to 1.
 */
export function nextStep(
	reply: Reply,
	attempt: number,
	maxRetries: number,
	now: number,
	random: () => number = Math.random,
): NextStep {
	const verdict = classify(reply);
	if (verdict === 'accepted') return { step: 'accept' };
	if (verdict !== 'transient' && verdict !== 'mayBeRecorded') {
		return { step: 'giveUp', isTransient: false };
	}
	const retryAfter = 'statusCode' in reply ? readRetryAfter(reply.retryAfter, now) : undefined;
	const delayMs = retryDelay(attempt, retryAfter, random);
	if (delayMs === undefined) return { step: 'giveUp', isTransient: true, tooLongMs: retryAfter };
	if (attempt > maxRetries) return { step: 'giveUp', isTransient: true, pauseMs: retryAfter };
	return { step: 'retry', delayMs, pauseMs: retryAfter };
}

/**
 * Milliseconds to wait after this attempt (the first is 1): exponential backoff with full jitter, so
 * that items which failed together don't come back together, but at least as long as Rockerbox asks.
 * Undefined if Rockerbox asks for longer than a run should wait.
 */
export function retryDelay(
	attempt: number,
	retryAfter = 0,
	random: () => number = Math.random,
): number | undefined {
	if (retryAfter > MAX_RETRY_AFTER_MS) return undefined;
	const backoff = random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
	return Math.max(retryAfter, backoff);
}

/**
 * The header Retry-After in milliseconds from now: it is a number of seconds or a date (RFC 9110,
 * 10.2.3). Undefined if it is missing or neither. `now` is in epoch milliseconds.
 */
export function readRetryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
	const date = DateTime.fromHTTP(header.trim());
	return date.isValid ? Math.max(0, date.toMillis() - now) : undefined;
}
