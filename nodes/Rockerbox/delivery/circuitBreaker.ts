import { monotonicClock } from '../monotonicClock';
import { notSent, type LongWait } from './reply/reasons';

/**
 * Rockerbox counts as unavailable once this many items in a row have failed for transient reasons, and no
 * event was accepted or refused for this long. A restart there is over sooner, and thousands of items that
 * each wait for the end of an outage would take hours.
 */
const MAX_EXHAUSTED_ITEMS = 20;
const MAX_OUTAGE_MS = 120_000;

/** Decides when a run may start nothing new. */
export interface CircuitBreaker {
	/** Why nothing new may start; undefined while the run may go on. */
	stopReason: () => string | undefined;
	/** Call it when an event was accepted. */
	recordAcceptance: () => void;
	/** Call it when an item has failed, and say whether the reason was transient. */
	recordFailure: (isTransient: boolean) => void;
	/** Call it when Rockerbox asks for a longer wait than a run makes. */
	recordLongWait: (longWait: LongWait) => void;
	/** The first such wait. */
	longWait: () => LongWait | undefined;
}

/**
 * `stop` is n8n's Stop button; `stopOnFailure` is On Error "Stop Workflow"; `clock` gives
 * milliseconds. Once open, the breaker stays open for the rest of the run.
 */
export function circuitBreaker(
	stop: AbortSignal | undefined,
	stopOnFailure: boolean,
	clock: () => number = monotonicClock,
): CircuitBreaker {
	let hasFailed = false;
	let exhausted = 0;
	let answeredAt = clock();
	let openReason: string | undefined;
	let longWait: LongWait | undefined;
	const recordAnswer = () => {
		exhausted = 0;
		answeredAt = clock();
	};
	return {
		stopReason() {
			if (stop?.aborted) return notSent.stopped;
			if (hasFailed && stopOnFailure) return notSent.failed;
			return openReason;
		},
		recordAcceptance: recordAnswer,
		recordFailure(isTransient) {
			hasFailed = true;
			if (!isTransient) return recordAnswer();
			exhausted++;
			if (exhausted >= MAX_EXHAUSTED_ITEMS && clock() - answeredAt >= MAX_OUTAGE_MS) {
				openReason ??= notSent.exhausted(MAX_EXHAUSTED_ITEMS);
			}
		},
		recordLongWait(asked) {
			longWait ??= asked;
			openReason ??= notSent.longWait(longWait);
		},
		longWait: () => longWait,
	};
}
