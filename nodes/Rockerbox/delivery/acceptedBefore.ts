import { hash } from 'crypto';
import { eventOf, warnings, type Accepted } from '../outcome';
import type { Prepared, Sendable } from '../prepare/prepare';
import type { Json } from '../values/json';

const FINGERPRINT_CHARS = 8; // enough to notice a change, too few to tell whose the event is

/**
 * What a retry has to know of an accepted item, and no more: n8n saves it where its redaction of
 * executions doesn't reach, so it holds neither the event nor Rockerbox's answer.
 */
export interface AcceptedBefore extends Pick<Accepted, 'statusCode' | 'attempts' | 'warning'> {
	/** Of the event, in epoch seconds; `{{ $now }}` gives another one in each try. */
	timestamp: Json;
	/** Of where the event went, and of the rest of it, in hexadecimal digits. */
	fingerprint: string;
}

/** Gives what to keep of an item that was accepted. */
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
 * Gives the outcome of an item that an earlier try sent, with the event as it was sent. If the item
 * has changed since, nobody knows that event any more, and the outcome says so.
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
