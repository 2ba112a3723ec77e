import { isBlocked, isTlsFailure, isUntrusted, type Failure } from './failure';

/** What came back for one request: an answer, or why there was none. */
export type Reply = { statusCode: number; retryAfter?: unknown; body: string } | Failure;

/** Statuses below 500 that are due to the moment, not to the event (RFC 9110, 8470, 6585). */
const TRANSIENT_STATUSES = [408, 425, 429];

/** The one status from 500 on that says that the request was not handled (RFC 9110, 15.6.4). */
const SERVICE_UNAVAILABLE = 503;

/** How one attempt to send an event ended, for what happens next. */
export type Verdict =
	| 'accepted'
	/** Another attempt would fare no better. */
	| 'refused'
	/** Rockerbox has not recorded the event; another attempt may fare better. */
	| 'transient'
	/** Like `transient`, but the answer was lost: Rockerbox may have recorded the event. */
	| 'mayBeRecorded'
	/** The Stop button cut it off: Rockerbox may have recorded the event. */
	| 'stopped';

/** Classifies a reply by its status, or by why there was none. */
export function classify(reply: Reply): Verdict {
	if ('statusCode' in reply) {
		const { statusCode } = reply;
		if (statusCode >= 200 && statusCode < 300) return 'accepted';
		if (statusCode === SERVICE_UNAVAILABLE || TRANSIENT_STATUSES.includes(statusCode))
			return 'transient';
		return statusCode >= 500 ? 'mayBeRecorded' : 'refused';
	}
	const { code, missing } = reply;
	const isStopped = code === 'ERR_CANCELED';
	if (!missing) return isStopped ? 'stopped' : 'mayBeRecorded';
	const isLasting = isStopped || isBlocked(code) || isUntrusted(code) || isTlsFailure(code);
	return isLasting ? 'refused' : 'transient';
}
