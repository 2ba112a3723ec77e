import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { isAgentTool } from '../agentTool';
import { isIncomplete, type Outcome } from '../outcome';
import type { AcceptedBefore } from './acceptedBefore';

/** What earlier tries of the same run of this node came to; what is added is there for the next. */
export interface RetryState {
	/** By the item's index. */
	accepted: Record<number, AcceptedBefore>;
	/** The indexes of the items whose answer was lost. */
	mayBeRecorded: Record<number, true>;
}

/** How one try of a run ended. */
export interface TryResult {
	/** Of every item, at its index. */
	outcomes: Outcome[];
	/** When Rockerbox can be sent to again, in epoch milliseconds, if it asked for a long wait. */
	waitUntil?: number;
}

/** A try of a run, and what is known of the ones before. */
export interface CurrentTry {
	state: RetryState;
	/** How the try before ended, if Rockerbox asked then for a wait that isn't over. */
	waiting: TryResult | undefined;
	/** To be told how the try ended; keeps the state only if another try can follow. */
	end: (result: TryResult, stopOnFailure: boolean) => void;
}

/** What the node keeps with the execution, as n8n saves it. */
interface SavedState {
	/** In a loop the node runs several times, each time with other items. */
	runIndex: number;
	items: number;
	state: RetryState;
}

/** What Retry On Fail needs besides. It isn't saved: the Retry button begins anew. */
interface Tries {
	count: number;
	last?: TryResult;
}

const triesOf = new WeakMap<RetryState, Tries>();

/**
 * Begins a try. n8n runs a node again with all its items: automatically, if Retry On Fail is on, and by
 * the Retry button of a failed execution. What was accepted before must not be sent again, so it is
 * kept where both find it: in the node's context, which n8n saves with the execution.
 */
export function beginTry(context: IExecuteFunctions, items: number): CurrentTry {
	const node = context.getNode();
	const nodeContext = context.getContext('node') as { rockerbox?: SavedState };
	const state = isAgentTool(node)
		? toolCallState(context)
		: savedState(nodeContext, context.getWorkflowDataProxy(0).$runIndex as number, items);
	const tries = triesOf.get(state) ?? { count: 0 };
	triesOf.set(state, tries);
	tries.count++;
	return {
		state,
		waiting: (tries.last?.waitUntil ?? 0) > Date.now() ? tries.last : undefined,
		end(result, stopOnFailure) {
			tries.last = result.waitUntil === undefined ? undefined : result;
			const canBeRetried = stopOnFailure
				? result.outcomes.some(isIncomplete) // by the Retry button, too
				: triesAgain(node, tries.count, result.outcomes);
			if (!canBeRetried) delete nodeContext.rockerbox;
		},
	};
}

function savedState(
	nodeContext: { rockerbox?: SavedState },
	runIndex: number,
	items: number,
): RetryState {
	const saved = nodeContext.rockerbox;
	if (saved?.runIndex === runIndex && saved.items === items) return saved.state;
	const state = newState();
	nodeContext.rockerbox = { runIndex, items, state };
	return state;
}

/**
 * Whether n8n runs the node again although it gave an output: with Retry On Fail, and only if the
 * first item has failed (`checkFailure` and `getRetryParams` in n8n-core's workflow-execute.js).
 */
function triesAgain({ retryOnFail, maxTries }: INode, tries: number, outcomes: Outcome[]): boolean {
	if (!retryOnFail || outcomes.findIndex(isIncomplete) !== 0) return false;
	return tries < Math.min(5, Math.max(2, maxTries || 3));
}

const toolCalls = new WeakMap<object, RetryState>();

/**
 * The state of one call by an AI agent. n8n gives each try of a call another run index, and two calls
 * at once can have the same; the arguments are the same object in each try of a call, and in no other
 * call (`makeHandleToolInvocation` in n8n-core). No Retry button leads back to a call.
 */
function toolCallState(context: IExecuteFunctions): RetryState {
	const [{ json }] = context.getInputData();
	const state = toolCalls.get(json) ?? newState();
	toolCalls.set(json, state);
	return state;
}

function newState(): RetryState {
	return { accepted: {}, mayBeRecorded: {} };
}
