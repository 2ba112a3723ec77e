import type { IExecuteFunctions } from 'n8n-workflow';
import { identityOf } from '../prepare/conversionKey';
import type { Prepared, PreparedRun, Sendable } from '../prepare/prepare';
import { eventOf, type Outcome } from '../result/outcome';
import { inDoubt, repeatReason, UNEXPECTED } from '../result/reasons';
import { newBrake } from './brake';
import { eachConcurrently } from './concurrency';
import type { Tries } from './memory';
import { pacing } from './pace';
import { onceEach } from './repeats';
import { rehearse } from './rehearse';
import { send } from './send';
import { watching } from './watch';

/**
 * Sends every item that could be prepared and wasn't accepted in an earlier try, in order, and
 * gives the outcome of every item at its index. With `stopOnFailure`, nothing new starts once an
 * item has failed, even before the first is sent; what is in flight then still ends and counts.
 */
export async function deliverAll(
	context: IExecuteFunctions,
	{ items, settings }: PreparedRun,
	memory: Tries,
	stopOnFailure: boolean,
): Promise<Outcome[]> {
	const stop = context.getExecutionCancelSignal();
	const brake = newBrake(stop, stopOnFailure);
	const isOver = () => brake.whyOver() !== undefined;
	const pace = pacing(settings.requestsPerSecond, isOver);
	const line = { settings, brake, pace, watch: watching(stop) };
	const accepted = acceptedIdentities(items, memory);
	// Apart, so that an item is never left out for one that was only shown.
	const once = { sent: onceEach(accepted), shown: onceEach(accepted) };

	const outcomes: Array<Outcome | undefined> = items.map((item, index) => {
		if (index in memory.accepted) return memory.accepted[index];
		return 'status' in item ? item : undefined;
	});
	if (outcomes.some((outcome) => outcome?.status === 'failed')) brake.afterFailure(false);

	const deliver = async (item: Sendable, index: number): Promise<Outcome> => {
		// Should it throw all the same, the other items must not be lost with this one.
		const sendIt = async () => {
			if (item.isDryRun) return rehearse(item);
			return await send(context, item, line, index in memory.unknown).catch((): Outcome => {
				brake.afterFailure(false);
				return { status: 'failed', reason: UNEXPECTED, isUnknown: true };
			});
		};
		const identity = identityIn(item);
		if (identity === undefined || settings.onDuplicate === 'send') return await sendIt();
		return await once[item.isDryRun ? 'shown' : 'sent'](identity, index, sendIt, (first) => ({
			...eventOf(item),
			status: 'skipped',
			reason: repeatReason(settings.keyNames, first),
		}));
	};
	await eachConcurrently(
		items.length,
		settings.concurrency,
		async (index) => {
			const item = items[index];
			if (outcomes[index] || 'status' in item) return;
			const outcome = await deliver(item, index);
			outcomes[index] = outcome;
			if (outcome.status === 'accepted') memory.accepted[index] = outcome;
			if (outcome.status === 'failed' && outcome.isUnknown) memory.unknown[index] = true;
		},
		isOver,
	);
	return outcomes.map((outcome, index) => {
		const ended = outcome ?? unsent(items[index], brake.whyOver()!);
		return index in memory.unknown ? withDoubt(ended) : ended;
	});
}

/** An item whose turn didn't come; a dry run shows it all the same. */
function unsent(item: Prepared, reason: string): Outcome {
	if (!('status' in item) && item.isDryRun) return rehearse(item);
	return { status: 'notSent', reason };
}

function identityIn({ account, payload, conversionKey }: Sendable): string | undefined {
	return conversionKey === undefined ? undefined : identityOf(account, payload, conversionKey);
}

/** By the fields that make up the key now, which the user may have corrected since. */
function acceptedIdentities(items: Prepared[], { accepted }: Tries): Map<string, number> {
	const identities = new Map<string, number>();
	for (const index of Object.keys(accepted).map(Number)) {
		const item = items[index];
		const identity = 'status' in item ? undefined : identityIn(item);
		if (identity !== undefined && !identities.has(identity)) identities.set(identity, index);
	}
	return identities;
}

/** An item whose answer was lost in an earlier try, and that didn't get to another attempt. */
function withDoubt(outcome: Outcome): Outcome {
	if (outcome.status !== 'notSent' && outcome.status !== 'failed') return outcome;
	if (outcome.status === 'failed' && outcome.isUnknown) return outcome;
	return { status: 'failed', reason: inDoubt(outcome.reason), isUnknown: true };
}
