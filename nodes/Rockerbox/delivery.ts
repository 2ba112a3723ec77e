import type { IExecuteFunctions } from 'n8n-workflow';
import { readAnswer, type Answer } from './answer';
import { eachConcurrently } from './concurrency';
import type { Prepared, Sendable } from './prepare';
import { connectionReason, statusReason } from './reasons';

const CONCURRENCY = 10; // requests in flight
const TIMEOUT = 30; // seconds

/** How an item ended. Accepted is what an HTTP 2xx proves; counted isn't ours to say. */
export type Outcome =
	| ({ status: 'accepted'; attempts: number } & Pick<Sendable, 'outputKey' | 'payload'> & Answer)
	| { status: 'failed' | 'notSent'; reason: string };

/**
 * Sends every item that could be prepared, in order, and gives the outcome of every item at its
 * index. With `stopOnFailure`, nothing new starts once an item has failed, even before the first
 * is sent; what is in flight then still ends and counts.
 */
export async function deliverAll(
	context: IExecuteFunctions,
	prepared: Prepared[],
	stopOnFailure: boolean,
): Promise<Outcome[]> {
	const outcomes = prepared.map(
		(item): Outcome =>
			'reason' in item
				? { status: 'failed', reason: item.reason }
				: { status: 'notSent', reason: 'Not sent, because the run stopped before its turn.' },
	);
	let anyFailed = prepared.some((item) => 'reason' in item);

	await eachConcurrently(
		prepared.length,
		CONCURRENCY,
		async (index) => {
			const item = prepared[index];
			if ('reason' in item) return;
			outcomes[index] = await deliver(context, item);
			anyFailed ||= outcomes[index].status === 'failed';
		},
		() => stopOnFailure && anyFailed,
	);
	return outcomes;
}

/** Sends one event and waits for the answer. Whatever happens is an outcome, never an exception. */
async function deliver(context: IExecuteFunctions, item: Sendable): Promise<Outcome> {
	const { account, payload, outputKey } = item;
	try {
		const { statusCode, body } = await post(context, item);
		const answer = readAnswer(statusCode, body, account.advertiserId);
		return answer.statusCode >= 200 && answer.statusCode < 300
			? { status: 'accepted', attempts: 1, outputKey, payload, ...answer }
			: { status: 'failed', reason: statusReason(answer.statusCode) };
	} catch (error) {
		const { hostname } = new URL(account.baseUrl);
		return { status: 'failed', reason: connectionReason(error, hostname, TIMEOUT) };
	}
}

async function post(
	context: IExecuteFunctions,
	{ account, credential, payload }: Sendable,
): Promise<{ statusCode: number; body: string }> {
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		'rockerboxApi',
		{
			method: 'POST',
			url: `${account.baseUrl}/webhook/data`,
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(payload), // as text, which no HTTP library rewrites on its way
			timeout: TIMEOUT * 1000,
			returnFullResponse: true,
			encoding: 'text',
			// A status is an answer, not an exception: n8n sends a request again after a 401.
			ignoreHttpStatusErrors: true,
			// A followed redirect turns the POST into a GET without a body, which then "succeeds".
			disableFollowRedirect: true,
		},
		// Without this, n8n evaluates the credential's expressions for the first item only.
		{ credentialsDecrypted: { id: '', name: '', type: 'rockerboxApi', data: credential } },
	)) as { statusCode: number; body: string };
}
