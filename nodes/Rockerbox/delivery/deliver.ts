import type { IExecuteFunctions } from 'n8n-workflow';
import { duplicateReason, eventOf, orderNamed, type Outcome } from '../outcome';
import type { Prepared, PreparedRun, Sendable } from '../prepare/prepare';
import { unexpectedLogger } from '../unexpectedLogger';
import { eventLoopYielder } from '../yieldToEventLoop';
import { recallAccepted, rememberAccepted } from './acceptedBefore';
import { circuitBreaker } from './circuitBreaker';
import { eachConcurrently } from './concurrency';
import { groupDuplicates } from './deduplicate';
import { dryRun } from './dryRun';
import { loadControl } from './loadControl';
import { rateLimiter } from './rateLimiter';
import { answerReader } from './reply/answer';
import { mayBeRecordedReason, UNEXPECTED } from './reply/reasons';
import { requestTimeouts } from './requestTimeouts';
import type { RetryState, TryResult } from './retryState';
import { send } from './send';

/**
 * Sends every item that could be prepared and wasn't accepted in an earlier try, in order. With
 * `stopOnFailure`, nothing new starts once an item has failed, even before the first is sent;
 * requests in flight still finish and count.
 */
export async function deliverAll(
	context: IExecuteFunctions,
	{ items, settings, publicKeys }: PreparedRun,
	retryState: RetryState,
	stopOnFailure: boolean,
): Promise<TryResult> {
	const stop = context.getExecutionCancelSignal();
	const breaker = circuitBreaker(stop, stopOnFailure);
	const logUnexpected = unexpectedLogger(context);
	const isOver = () => breaker.stopReason() !== undefined;
	const load = loadControl(settings.concurrency);
	const delivery = {
		settings,
		publicKeys,
		circuitBreaker: breaker,
		loadControl: load,
		rateLimiter: rateLimiter(settings.requestsPerSecond, isOver, load.intervalMs),
		requestTimeouts: requestTimeouts(stop),
		readAnswer: answerReader(logUnexpected),
		onUnexpected: logUnexpected,
	};
	const outcomes: Array<Outcome | undefined> = items.map((item, index) => {
		const accepted = retryState.accepted[index];
		if (accepted) return recallAccepted(accepted, item);
		return 'status' in item ? item : undefined;
	});
	if (outcomes.some((outcome) => outcome?.status === 'failed')) breaker.recordFailure(false);

	const deliver = async (item: Sendable, index: number): Promise<Outcome> => {
		if (item.isDryRun) return dryRun(item);
		try {
			return await send(context, item, delivery, index in retryState.mayBeRecorded);
		} catch (error) {
			// Nothing is known to throw here. If something does, the other items must not be lost with it.
			logUnexpected(error);
			breaker.recordFailure(false);
			return UNEXPECTED;
		}
	};

	/** Sends items that are the same for Rockerbox, until one of them is accepted. That one counts. */
	const deliverGroup = async (group: number[]): Promise<void> => {
		let first = group.find((index) => index in retryState.accepted);
		for (const index of group) {
			const item = items[index];
			if (outcomes[index] || 'status' in item) continue;
			if (first !== undefined) {
				const reason = duplicateReason(settings.keyNames, first);
				outcomes[index] = { ...eventOf(item), status: 'skipped', reason, cause: 'duplicate' };
				continue;
			}
			const outcome = await deliver(item, index);
			outcomes[index] = outcome;
			if (outcome.status === 'accepted') {
				retryState.accepted[index] = rememberAccepted(item, outcome);
			}
			if (outcome.status === 'failed' && outcome.mayBeRecorded) {
				retryState.mayBeRecorded[index] = true;
			}
			if (outcome.status === 'accepted' || outcome.status === 'dryRun') first = index;
		}
	};
	const groups = groupDuplicates(
		items.map((item, index) => {
			if ('status' in item || !item.identity || settings.onDuplicate === 'send') return undefined;
			// An item is never left out because of one that is only shown.
			const isShown = item.isDryRun && !(index in retryState.accepted);
			return `${isShown ? 'shown' : 'sent'} ${item.identity}`;
		}),
	);
	await eachConcurrently(
		groups.length,
		load.limit,
		async (index) => await deliverGroup(groups[index]),
		isOver,
		eventLoopYielder(),
	);
	return {
		outcomes: outcomes.map((outcome, index) => {
			const ended = outcome ?? unsent(items[index], breaker.stopReason()!);
			return index in retryState.mayBeRecorded ? asMayBeRecorded(ended) : ended;
		}),
		waitUntil: breaker.longWait()?.until,
	};
}

/** An item whose turn didn't come. A dry run shows it nevertheless. */
function unsent(item: Prepared, reason: string): Outcome {
	if (!('status' in item) && item.isDryRun) return dryRun(item);
	return {
		status: 'notSent',
		reason,
		...('status' in item ? {} : orderNamed(item.payload.order_id)),
	};
}

/** An item whose answer was lost in an earlier try, and that wasn't accepted in this one. */
function asMayBeRecorded(outcome: Outcome): Outcome {
	if (outcome.status !== 'notSent' && outcome.status !== 'failed') return outcome;
	if (outcome.status === 'failed' && outcome.mayBeRecorded) return outcome;
	return {
		...outcome,
		status: 'failed',
		reason: mayBeRecordedReason(outcome.reason),
		mayBeRecorded: true,
	};
}
