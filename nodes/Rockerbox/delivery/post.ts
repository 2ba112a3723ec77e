import type { IExecuteFunctions } from 'n8n-workflow';
import type { Account } from '../prepare/account';
import type { Sendable } from '../prepare/prepare';
import { failureOf } from './reply/failure';
import type { Reply } from './reply/reply';
import type { RequestTimeouts } from './requestTimeouts';

export const METHOD = 'POST';

/** Where an account's events go; the credential adds the advertiser ID. */
export function addressOf({ baseUrl }: Account): string {
	return `${baseUrl}/webhook/data`;
}

/** Of an answer: after this many bytes its connection is closed, and only this many characters are read. */
const MAX_BODY_BYTES = 16_384;
const MAX_BODY_CHARS = 4_096;

const utf8 = new TextDecoder();

/**
 * Sends one event once, and waits for the answer, `timeout` seconds in all. Never throws: a failure is a
 * reply too.
 */
export async function post(
	context: IExecuteFunctions,
	{ account, credential, payload }: Sendable,
	timeout: number,
	requestTimeouts: RequestTimeouts,
): Promise<Reply> {
	const request = requestTimeouts.start(timeout * 1000);
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			abortable(context, request.controller.signal),
			'rockerboxApi',
			{
				method: METHOD,
				url: addressOf(account),
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(payload), // as text, because no HTTP library rewrites that
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
		)) as {
			statusCode: number;
			headers: Record<string, unknown>;
			body: AsyncIterable<Uint8Array>;
		};
		const { text, isWhole } = await beginningOf(body);
		if (!isWhole) request.controller.abort(); // closes the connection, on which more would arrive
		return { statusCode, retryAfter: headers['retry-after'], body: text };
	} catch (error) {
		const failure = failureOf(error);
		return request.timedOut ? { ...failure, code: 'ECONNABORTED' } : failure;
	} finally {
		requestTimeouts.finish(request);
	}
}

/**
 * The context for one request. n8n's HTTP helper takes from it the signal that ends a request, and offers no
 * other way to end one whose answer has begun.
 */
function abortable(context: IExecuteFunctions, signal: AbortSignal): IExecuteFunctions {
	if (!canBeDerivedFrom(context)) return context;
	// Defined, not assigned: an assignment throws if the context doesn't let anybody overwrite its own.
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IExecuteFunctions;
}

const derivable = new WeakMap<IExecuteFunctions, boolean>();

/**
 * Whether an object derived from the context works; it doesn't if an n8n keeps private members there.
 * Requests are then sent with the plain context, whose signal is the Stop button's, and axios' own timeout.
 */
function canBeDerivedFrom(context: IExecuteFunctions): boolean {
	let isDerivable = derivable.get(context);
	if (isDerivable === undefined) {
		try {
			(Object.create(context) as IExecuteFunctions).getNode();
			isDerivable = true;
		} catch {
			isDerivable = false; // a TypeError, which says nothing else
		}
		derivable.set(context, isDerivable);
	}
	return isDerivable;
}

/** The beginning of the body: as much as is needed, or as arrives before it breaks off. */
async function beginningOf(
	body: AsyncIterable<Uint8Array>,
): Promise<{ text: string; isWhole: boolean }> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	let isWhole = true;
	try {
		for await (const chunk of body) {
			chunks.push(chunk);
			size += chunk.length;
			isWhole = size < MAX_BODY_BYTES;
			if (!isWhole) break;
		}
	} catch {
		isWhole = false; // there is no more than has arrived
	}
	const beginning = Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES); // a chunk can be far longer
	return { text: utf8.decode(beginning).slice(0, MAX_BODY_CHARS), isWhole };
}
