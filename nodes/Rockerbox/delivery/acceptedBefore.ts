import { hash } from 'crypto';
import { eventOf, warnings, type Accepted } from '../outcome';
import type { Prepared, Sendable } from '../prepare/prepare';
import type { Json } from '../values/json';

const FINGERPRINT_CHARS = 8; // enough to notice a change, too few to tell whose the event is

/**
 * All that a retry has to know about an accepted item. n8n saves it where its redaction of executions doesn't
 * reach, so it holds neither the event nor Rockerbox's answer.
 */
export interface AcceptedBefore extends Pick<Accepted, 'statusCode' | 'attempts' | 'warning'> {
	/** The event's time, in epoch seconds. It is kept because `{{ $now }}` gives another one in each try. */
	timestamp: Json;
	/** A hash of the event's address and of all else in the event, in hexadecimal digits. */
	fingerprint: string;
}

/** Returns what to keep of an accepted item. */
export function rememberAccepted(
	item: Sendable,
	{ statusCode, attempts, warning }: Accepted,
): AcceptedBefore {
	return {
		statusCode,
		attempts,
		...(warning === undefined ? {} : { warning }),
		timestamp: item.payload.timestamp,
		fingerprint: fingerprintOf(item),
	};
}

/**
 * Returns the outcome of an item that an earlier try sent, with the event as it was sent. If the item has
 * changed since, that event is no longer known, and the outcome says so.
 */
export function recallAccepted(
	{ timestamp, fingerprint, ...answer }: AcceptedBefore,
	item: Prepared,
): Accepted {
	if (!('status' in item) && fingerprintOf(item) === fingerprint) {
		const event = eventOf(item);
		return { ...event, status: 'accepted', ...answer, payload: { ...event.payload, timestamp } };
	}
	const warning = [answer.warning, warnings.changed].filter(Boolean).join(' ');
	return { status: 'accepted', ...answer, warning };
}

function fingerprintOf({ account, payload }: Sendable): string {
	const event = JSON.stringify([account, { ...payload, timestamp: '' }]);
	return hash('sha256', event, 'hex').slice(0, FINGERPRINT_CHARS);
}
