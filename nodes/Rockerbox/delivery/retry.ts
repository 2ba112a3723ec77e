import { DateTime } from 'luxon';

const FIRST_WAIT = 1_000; // milliseconds
const LONGEST_WAIT = 30_000; // milliseconds, of those that nobody asked for
const LONGEST_ASKED = 60_000; // milliseconds, of those that Rockerbox asks for

/**
 * Milliseconds to wait before the attempt after this one (the first is 1): exponential backoff with
 * full jitter, so that items which failed together don't come back together, but at least as long
 * as Rockerbox asks. Undefined if that is longer than a run should wait.
 */
export function waitBefore(attempt: number, askedFor = 0): number | undefined {
	if (askedFor > LONGEST_ASKED) return undefined;
	const backoff = Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
	return Math.max(askedFor, backoff);
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
