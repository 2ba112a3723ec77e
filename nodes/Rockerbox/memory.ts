import type { IExecuteFunctions } from 'n8n-workflow';
import type { Accepted } from './outcome';

/** What the node keeps with the execution, as n8n saves it. */
interface Remembered {
	/** In a loop the node runs several times, each time with other items. */
	run: number;
	items: number;
	/** By the item's index. */
	accepted: Record<number, Accepted>;
}

/** What earlier tries of the same run of this node delivered. */
export interface Memory {
	/** By the item's index; what is added here is there for the next try. */
	accepted: Record<number, Accepted>;
	forget: () => void;
}

/**
 * n8n runs a node again with all its items: by itself, if Retry On Fail is on, and by the Retry
 * button of a failed execution. What was accepted before must not be sent again, so it is kept
 * where both find it: in the node's context, which n8n saves with the execution.
 */
export function recall(context: IExecuteFunctions, items: number): Memory {
	const place = context.getContext('node') as { rockerbox?: Remembered };
	const run = context.getWorkflowDataProxy(0).$runIndex as number;
	const before = place.rockerbox;
	const accepted = before?.run === run && before.items === items ? before.accepted : {};
	place.rockerbox = { run, items, accepted };
	return {
		accepted,
		forget: () => {
			delete place.rockerbox;
		},
	};
}
