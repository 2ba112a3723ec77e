import type { Verdict } from './retry';
import { notSent } from './reasons';

/**
 * Attempts in a row without an answer that accepts or refuses, after which Rockerbox counts as out
 * of order: thousands of items that each wait for their retries would take hours.
 */
const MOST_IN_VAIN = 100;

/** Decides when a run may start nothing new. */
export interface Brake {
	/** Why nothing new may start; undefined as long as it may. */
	whyOver: () => string | undefined;
	/** To be told how each attempt ended. */
	afterAttempt: (verdict: Verdict) => void;
	/** To be told when an item has failed. */
	afterFailure: () => void;
}

/** `stop` is n8n's Stop button; `stopOnFailure` is On Error "Stop Workflow". */
export function newBrake(stop: AbortSignal | undefined, stopOnFailure: boolean): Brake {
	let failed = false;
	let inVain = 0;
	return {
		whyOver() {
			if (stop?.aborted) return notSent.stopped;
			if (failed && stopOnFailure) return notSent.failed;
			return inVain >= MOST_IN_VAIN ? notSent.inVain(MOST_IN_VAIN) : undefined;
		},
		afterAttempt(verdict) {
			// Once Rockerbox counts as out of order, an answer still under way doesn't change that.
			if (inVain >= MOST_IN_VAIN) return;
			inVain = verdict === 'accepted' || verdict === 'refused' ? 0 : inVain + 1;
		},
		afterFailure() {
			failed = true;
		},
	};
}
