import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { isAgentTool } from '../agentTool';
import { isIncomplete, type Outcome } from '../outcome';
import type { AcceptedBefore } from './acceptedBefore';

/** The results of earlier tries of the same run of this node. Additions are there for the next try. */
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
	/** When events can be sent to Rockerbox again, in epoch milliseconds, if it asked for a long wait. */
	waitUntil?: number;
}

/** A try of a run, and what is known about the earlier ones. */
export interface CurrentTry {
	state: RetryState;
	/** How the previous try ended, if Rockerbox then asked for a wait that isn't over yet. */
	waiting: TryResult | undefined;
	/** Call it with how the try ended. It keeps the state only if another try can follow. */
	end: (result: TryResult, stopOnFailure: boolean) => void;
}

/** What the node keeps with the execution, as n8n saves it. */
interface SavedState {
	/** In a loop the node runs several times, each time with other items. */
	runIndex: number;
	items: number;
	state: RetryState;
}

/** What only Retry On Fail needs. It isn't saved, because the Retry button starts counting anew. */
interface Tries {
	count: number;
	last?: TryResult;
}

const triesOf = new WeakMap<RetryState, Tries>();

/**
 * Begins a try. n8n runs a node again with all its items: automatically if Retry On Fail is on, and when the
 * user presses the Retry button of a failed execution. Accepted items must not be sent again, so they are
 * kept where both find them: in the node's context, which n8n saves with the execution.
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
				? result.outcomes.some(isIncomplete) // whether by Retry On Fail or the Retry button
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
 * Whether n8n runs the node again although it returned an output: with Retry On Fail, and only if the first
 * item has failed (`checkFailure` and `getRetryParams` in n8n-core's workflow-execute.js).
 */
function triesAgain({ retryOnFail, maxTries }: INode, tries: number, outcomes: Outcome[]): boolean {
	if (!retryOnFail || outcomes.findIndex(isIncomplete) !== 0) return false;
	return tries < Math.min(5, Math.max(2, maxTries || 3));
}

const toolCalls = new WeakMap<object, RetryState>();

/**
 * The state of one call by an AI agent. The run index doesn't identify a call: it differs between the tries
 * of one call, and two simultaneous calls can share it. The arguments are the same object in each try of a
 * call, and in no other call (`makeHandleToolInvocation` in n8n-core). No Retry button leads back to a call.
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
