/** Why an event wasn't accepted, and what to do: the one place for these words. */

const MAYBE_RECORDED = 'Rockerbox may or may not have recorded the event.';
const NOT_SENT = 'The event was not sent.';

/** Why an answer with this HTTP status isn't an acceptance. */
export function statusReason(statusCode: number): string {
	const [what, remedy] = explainStatus(statusCode);
	return `Rockerbox ${what} (HTTP ${statusCode}). ${remedy}`;
}

function explainStatus(statusCode: number): [string, string] {
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
		default:
			return statusCode >= 500
				? ["couldn't take the event at the moment", 'Send it again later.']
				: ['refused the event', 'Compare its fields with what Rockerbox expects.'];
	}
}

/**
 * Why a request got no answer. `error` is what n8n's HTTP helper threw; only its code is used,
 * because the rest can hold the advertiser ID and the event.
 */
export function connectionReason(error: unknown, host: string, timeout: number): string {
	const code = codeOf(error);
	switch (code) {
		case 'ECONNREFUSED':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return `No connection to ${host}. ${NOT_SENT} Check the Base URL in the credential, or try again later.`;
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return `The address ${host} was not found. ${NOT_SENT} Check the Base URL in the credential, or n8n's own connection.`;
		case 'ECONNABORTED':
			return `No answer from ${host} within ${timeout} seconds. ${MAYBE_RECORDED} Look at Rockerbox's Webhooks page before you send it again.`;
		case 'ERR_CANCELED':
			return `The execution was stopped before ${host} answered. ${MAYBE_RECORDED}`;
		default:
			return /CERT|SIGNATURE|SSL|TLS/.test(code)
				? `The security certificate of ${host} isn't trusted (${code}). ${NOT_SENT} Check the Base URL in the credential.`
				: `The connection to ${host} broke before an answer came${code && ` (${code})`}. ${MAYBE_RECORDED} Look at Rockerbox's Webhooks page before you send it again.`;
	}
}

/** The system's or axios' code, wherever n8n wrapped it. */
function codeOf(error: unknown): string {
	let inner = error;
	for (let depth = 0; depth < 5 && inner instanceof Error; depth++, inner = inner.cause) {
		if ('code' in inner && typeof inner.code === 'string') return inner.code;
	}
	return '';
}
