import type { IExecuteFunctions } from 'n8n-workflow';
import type { Accepted } from '../outcome';

/** What earlier tries of the same run of this node came to; what is added is there for the next. */
export interface RetryState {
	/** By the item's index. */
	accepted: Record<number, Accepted>;
	/** The indexes of the items whose answer was lost. */
	mayBeRecorded: Record<number, true>;
}

/** What the node keeps with the execution, as n8n saves it. */
interface SavedState {
	/** In a loop the node runs several times, each time with other items. */
	runIndex: number;
	items: number;
	state: RetryState;
}

/**
 * Gives what earlier tries left, and `forget`, which keeps nothing for another try. n8n runs a node
 * again with all its items: by itself, if Retry On Fail is on, and by the Retry button of a failed
 * execution. What was accepted before must not be sent again, so it is kept where both find it: in
 * the node's context, which n8n saves with the execution.
 */
export function loadRetryState(
	context: IExecuteFunctions,
	items: number,
): RetryState & { forget: () => void } {
	const nodeContext = context.getContext('node') as { rockerbox?: SavedState };
	const runIndex = context.getWorkflowDataProxy(0).$runIndex as number;
	const saved = nodeContext.rockerbox;
	const state: RetryState =
		saved?.runIndex === runIndex && saved.items === items
			? saved.state
			: { accepted: {}, mayBeRecorded: {} };
	nodeContext.rockerbox = { runIndex, items, state };
	return {
		...state,
		forget: () => {
			delete nodeContext.rockerbox;
		},
	};
}
