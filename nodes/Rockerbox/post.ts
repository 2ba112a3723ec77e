import type { IExecuteFunctions } from 'n8n-workflow';
import type { Sendable } from './prepare';

const LONGEST_BODY = 16_384; // bytes of an answer that are read

/** What came back for one request: an answer, or the code of the failure (Node.js' or axios'). */
export type Reply = { statusCode: number; retryAfter?: unknown; body: string } | { code: string };

/** Just what is used of the stream in which n8n's HTTP helper hands over an answer. */
interface BodyStream extends AsyncIterable<Uint8Array> {
	destroy: () => void;
}

/**
 * Sends one event once, and waits for the answer: `timeout` seconds for its beginning and as long
 * for the rest. Never throws: what goes wrong is a reply too.
 */
export async function post(
	context: IExecuteFunctions,
	{ account, credential, payload }: Sendable,
	timeout: number,
): Promise<Reply> {
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'rockerboxApi',
			{
				method: 'POST',
				url: `${account.baseUrl}/webhook/data`,
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(payload), // as text, which no HTTP library rewrites on its way
				timeout: timeout * 1000,
				returnFullResponse: true,
				// Read here: an endless answer can't fill n8n's memory, and one that breaks off
				// doesn't hide its status, which is all that counts.
				encoding: 'stream',
				// A status is an answer, not an exception: n8n sends a request again after a 401.
				ignoreHttpStatusErrors: true,
				// A followed redirect turns the POST into a GET without a body, which then "succeeds".
				disableFollowRedirect: true,
			},
			// Without this, n8n evaluates the credential's expressions for the first item only.
			{ credentialsDecrypted: { id: '', name: '', type: 'rockerboxApi', data: credential } },
		)) as { statusCode: number; headers: Record<string, unknown>; body: BodyStream };
		const retryAfter = headers['retry-after'];
		return { statusCode, retryAfter, body: await readBody(body, timeout * 1000) };
	} catch (error) {
		return { code: codeOf(error) };
	}
}

/** The beginning of the body, or as much of it as comes within so many milliseconds. */
async function readBody(body: BodyStream, milliseconds: number): Promise<string> {
	const tooLong = AbortSignal.timeout(milliseconds);
	const giveUp = () => body.destroy();
	tooLong.addEventListener('abort', giveUp);
	const decoder = new TextDecoder();
	let text = '';
	let size = 0;
	try {
		for await (const chunk of body) {
			text += decoder.decode(chunk, { stream: true });
			size += chunk.length;
			if (size >= LONGEST_BODY) break; // which closes the connection
		}
	} catch {
		// It broke off; what has come is all there is.
	}
	tooLong.removeEventListener('abort', giveUp);
	return text;
}

/** The code of what n8n's HTTP helper threw, wherever n8n wrapped it; the rest can hold the event. */
export function codeOf(error: unknown): string {
	let inner = error;
	for (let depth = 0; depth < 5 && inner instanceof Error; depth++, inner = inner.cause) {
		if ('code' in inner && typeof inner.code === 'string') return inner.code;
	}
	return '';
}
