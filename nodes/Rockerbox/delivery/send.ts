import type { IExecuteFunctions } from 'n8n-workflow';
import { eventOf, orderNamed, warnings, type Outcome } from '../outcome';
import type { PreparedRun, Sendable } from '../prepare/prepare';
import type { CircuitBreaker } from './circuitBreaker';
import type { LoadControl } from './loadControl';
import { post } from './post';
import { pause, type RateLimiter } from './rateLimiter';
import type { AnswerReader } from './reply/answer';
import { personalValues, quoteAnswer } from './reply/quote';
import { failureReason, longWaitOf, type Circumstances, type LongWait } from './reply/reasons';
import { classify, type Reply } from './reply/reply';
import type { RequestTimeouts } from './requestTimeouts';
import { nextStep } from './retry';

/** What all items of a run share while they are delivered. */
export interface DeliveryContext extends Pick<PreparedRun, 'settings' | 'publicKeys'> {
	circuitBreaker: CircuitBreaker;
	loadControl: LoadControl;
	rateLimiter: RateLimiter;
	requestTimeouts: RequestTimeouts;
	readAnswer: AnswerReader;
	/** Receives each error that must not change an event's status. */
	onUnexpected: (error: unknown) => void;
}

/**
 * Sends one event, and retries while that makes sense, always with the same body. `mayBeRecorded`
 * says whether an answer was lost in an earlier try of the run.
 */
export async function send(
	context: IExecuteFunctions,
	item: Sendable,
	delivery: DeliveryContext,
	mayBeRecorded: boolean,
): Promise<Outcome> {
	const { settings, circuitBreaker, loadControl, rateLimiter, requestTimeouts } = delivery;
	const { timeout, maxRetries } = settings;
	const failed = (reply: Reply, attempts: number, longWait?: LongWait) =>
		failure(item, delivery, reply, attempts, { timeout, mayBeRecorded, longWait });
	let last: Reply | undefined;

	for (let attempts = 1; ; attempts++) {
		await rateLimiter.acquire();
		const stopReason = circuitBreaker.stopReason();
		if (stopReason !== undefined) {
			if (!last) {
				return { status: 'notSent', reason: stopReason, ...orderNamed(item.payload.order_id) };
			}
			return failed(last, attempts - 1, circuitBreaker.longWait());
		}
		const recordReply = loadControl.start();
		const reply = await post(context, item, timeout, requestTimeouts);
		recordReply(reply);
		const now = Date.now();
		const next = nextStep(reply, attempts, maxRetries, now);
		if (next.pauseMs !== undefined) rateLimiter.pauseFor(next.pauseMs);
		switch (next.step) {
			case 'accept':
				circuitBreaker.recordAcceptance();
				return accepted(item, reply as Answered, attempts, mayBeRecorded, delivery.readAnswer);
			case 'giveUp': {
				circuitBreaker.recordFailure(next.isTransient);
				if (next.tooLongMs === undefined) return failed(reply, attempts);
				// Rockerbox asks the sender to wait, so no other event is sent before then either.
				const longWait = longWaitOf(next.tooLongMs, context.getTimezone(), now);
				circuitBreaker.recordLongWait(longWait);
				return failed(reply, attempts, longWait);
			}
			case 'retry':
				last = reply;
				mayBeRecorded ||= isAnswerLost(reply);
				await pause(next.delayMs, () => circuitBreaker.stopReason() !== undefined);
		}
	}
}

type Answered = Extract<Reply, { statusCode: number }>;

function accepted(
	item: Sendable,
	{ statusCode, body }: Answered,
	attempts: number,
	mayBeRecorded: boolean,
	readAnswer: AnswerReader,
): Outcome {
	const { advertiserId } = item.account;
	const { warning, ...answer } = readAnswer(statusCode, body, advertiserId);
	const all = [...(mayBeRecorded ? [warnings.twice] : []), ...(warning ? [warning] : [])];
	return {
		...eventOf(item),
		status: 'accepted',
		attempts,
		...answer,
		...(all.length > 0 ? { warning: all.join(' ') } : {}),
	};
}

function failure(
	item: Sendable,
	{ publicKeys, onUnexpected }: DeliveryContext,
	reply: Reply,
	attempts: number,
	circumstances: Omit<Circumstances, 'host' | 'quote'>,
): Outcome {
	const { account, payload } = item;
	const { hostname: host } = new URL(account.baseUrl);
	const quote =
		'statusCode' in reply
			? quoteAnswer(
					reply.body,
					[account.advertiserId, ...personalValues(payload, publicKeys)],
					onUnexpected,
				)
			: '';
	return {
		status: 'failed',
		reason: failureReason(reply, { ...circumstances, host, quote }),
		mayBeRecorded: isAnswerLost(reply) || circumstances.mayBeRecorded,
		attempts,
		...('statusCode' in reply ? { statusCode: reply.statusCode } : {}),
		...eventOf(item),
		...orderNamed(payload.order_id),
	};
}

function isAnswerLost(reply: Reply): boolean {
	return ['mayBeRecorded', 'stopped'].includes(classify(reply));
}
