import { notSent } from '../result/reasons';

/**
 * After so many items in a row that failed after all their retries, and so long without an event
 * accepted or refused, Rockerbox counts as out of order. A restart there passes; but thousands of
 * items that each wait for it would take hours.
 */
const MOST_IN_VAIN = 20; // items
const LONGEST_OUTAGE = 120_000; // milliseconds

/** Decides when a run may start nothing new. */
export interface Brake {
	/** Why nothing new may start; undefined as long as it may. */
	whyOver: () => string | undefined;
	/** To be told when an event was accepted. */
	afterAcceptance: () => void;
	/** To be told when an item has failed, and whether all attempts to send it were in vain. */
	afterFailure: (wasInVain: boolean) => void;
}

/**
 * `stop` is n8n's Stop button; `stopOnFailure` is On Error "Stop Workflow"; `clock` gives
 * milliseconds.
 */
export function newBrake(
	stop: AbortSignal | undefined,
	stopOnFailure: boolean,
	clock: () => number = Date.now,
): Brake {
	let failed = false;
	let inVain = 0;
	let answeredAt = clock();
	let isOutOfOrder = false; // which an answer still under way doesn't change
	const afterAnswer = () => {
		inVain = 0;
		answeredAt = clock();
	};
	return {
		whyOver() {
			if (stop?.aborted) return notSent.stopped;
			if (failed && stopOnFailure) return notSent.failed;
			return isOutOfOrder ? notSent.inVain(MOST_IN_VAIN) : undefined;
		},
		afterAcceptance: afterAnswer,
		afterFailure(wasInVain) {
			failed = true;
			if (!wasInVain) return afterAnswer();
			inVain++;
			isOutOfOrder ||= inVain >= MOST_IN_VAIN && clock() - answeredAt >= LONGEST_OUTAGE;
		},
	};
}
