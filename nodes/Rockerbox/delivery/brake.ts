import { notSent } from '../result/reasons';

/**
 * Items in a row that failed after all their retries, while no event was accepted or refused. Then
 * Rockerbox counts as out of order: thousands of items that each wait for it would take hours.
 */
const MOST_IN_VAIN = 20;

/** Decides when a run may start nothing new. */
export interface Brake {
	/** Why nothing new may start; undefined as long as it may. */
	whyOver: () => string | undefined;
	/** To be told when an event was accepted. */
	afterAcceptance: () => void;
	/** To be told when an item has failed, and whether all attempts to send it were in vain. */
	afterFailure: (wasInVain: boolean) => void;
}

/** `stop` is n8n's Stop button; `stopOnFailure` is On Error "Stop Workflow". */
export function newBrake(stop: AbortSignal | undefined, stopOnFailure: boolean): Brake {
	let failed = false;
	let inVain = 0;
	const endRow = () => {
		// Once Rockerbox counts as out of order, an answer still under way doesn't change that.
		if (inVain < MOST_IN_VAIN) inVain = 0;
	};
	return {
		whyOver() {
			if (stop?.aborted) return notSent.stopped;
			if (failed && stopOnFailure) return notSent.failed;
			return inVain >= MOST_IN_VAIN ? notSent.inVain(MOST_IN_VAIN) : undefined;
		},
		afterAcceptance: endRow,
		afterFailure(wasInVain) {
			failed = true;
			if (wasInVain) inVain++;
			else endRow();
		},
	};
}
