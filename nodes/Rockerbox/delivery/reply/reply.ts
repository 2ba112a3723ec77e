/** What came back for one request: an answer, or the code of the failure (Node.js' or axios'). */
export type Reply = { statusCode: number; retryAfter?: unknown; body: string } | { code: string };

/** Statuses below 500 that are about the moment, not about the event (RFC 9110, 8470, 6585). */
const TRANSIENT_STATUSES = [408, 425, 429];

/** Of those from 500 on, the one that says that the request was not handled (RFC 9110, 15.6.4). */
const SERVICE_UNAVAILABLE = 503;

/** Codes of Node.js and axios for requests that never left: another attempt can go better. */
const NO_CONNECTION = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** How one attempt to send an event ended, for what happens next. */
export type Verdict =
	| 'accepted'
	/** Another attempt would fare no better. */
	| 'refused'
	/** Rockerbox has not recorded the event; another attempt may fare better. */
	| 'transient'
	/** As `transient`, but the answer was lost: Rockerbox may have recorded the event. */
	| 'mayBeRecorded'
	/** The Stop button cut it off: Rockerbox may have recorded the event. */
	| 'stopped';

/** Classifies a reply by its status, or by the code of the failure if there was none. */
export function classify(reply: Reply): Verdict {
	if ('statusCode' in reply) {
		const { statusCode } = reply;
		if (statusCode >= 200 && statusCode < 300) return 'accepted';
		if (statusCode === SERVICE_UNAVAILABLE || TRANSIENT_STATUSES.includes(statusCode))
			return 'transient';
		return statusCode >= 500 ? 'mayBeRecorded' : 'refused';
	}
	if (reply.code === 'ERR_CANCELED') return 'stopped';
	if (NO_CONNECTION.includes(reply.code)) return 'transient';
	return isUntrusted(reply.code) || isBlocked(reply.code) ? 'refused' : 'mayBeRecorded';
}

/** Whether n8n itself forbade the request (N8N_SSRF_PROTECTION_ENABLED), at any attempt. */
export function isBlocked(code: string): boolean {
	return code.startsWith('Ssrf');
}

/** Whether this code is Node.js' for a certificate that it doesn't trust, at any attempt. */
export function isUntrusted(code: string): boolean {
	return /CERT|SIGNATURE/.test(code);
}
