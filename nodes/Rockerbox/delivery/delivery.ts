import type { IExecuteFunctions } from 'n8n-workflow';
import { newBrake } from './brake';
import { eachConcurrently } from './concurrency';
import type { Tries } from './memory';
import { eventOf, type Outcome } from '../result/outcome';
import { pacing } from './pace';
import type { PreparedRun, Sendable } from '../prepare/prepare';
import { repeatReason, UNEXPECTED } from '../result/reasons';
import { onceByKey } from './repeats';
import { send } from './send';

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
	const brake = newBrake(context.getExecutionCancelSignal(), stopOnFailure);
	const isOver = () => brake.whyOver() !== undefined;
	const line = { settings, brake, pace: pacing(settings.requestsPerSecond, isOver) };
	const once = onceByKey(memory.accepted);

	const outcomes: Array<Outcome | undefined> = items.map((item, index) => {
		if (index in memory.accepted) return memory.accepted[index];
		return 'reason' in item ? { status: 'failed', reason: item.reason } : undefined;
	});
	if (outcomes.some((outcome) => outcome?.status === 'failed')) brake.afterFailure(false);

	const deliver = async (item: Sendable, index: number): Promise<Outcome> => {
		// Should it throw all the same, the other items must not be lost with this one.
		const sendIt = async () =>
			await send(context, item, line, index in memory.unknown).catch((): Outcome => {
				brake.afterFailure(false);
				return { status: 'failed', reason: UNEXPECTED, isUnknown: true };
			});
		const { conversionKey } = item;
		if (conversionKey === undefined || settings.onDuplicate === 'send') return await sendIt();
		return await once(conversionKey, index, sendIt, (first) => ({
			...eventOf(item),
			status: 'skipped',
			reason: repeatReason(settings.conversionKey, first),
		}));
	};
	await eachConcurrently(
		items.length,
		settings.concurrency,
		async (index) => {
			const item = items[index];
			if (outcomes[index] || 'reason' in item) return;
			const outcome = await deliver(item, index);
			outcomes[index] = outcome;
			if (outcome.status === 'accepted') memory.accepted[index] = outcome;
			if (outcome.status === 'failed' && outcome.isUnknown) memory.unknown[index] = true;
		},
		isOver,
	);
	return outcomes.map((outcome) => outcome ?? { status: 'notSent', reason: brake.whyOver()! });
}
