import type { IExecuteFunctions } from 'n8n-workflow';
import type { Accepted } from '../result/outcome';

/** What the node keeps with the execution, as n8n saves it. */
interface Remembered {
	/** In a loop the node runs several times, each time with other items. */
	run: number;
	items: number;
	tries: Tries;
}

/** What earlier tries of the same run of this node came to; what is added is there for the next. */
export interface Tries {
	/** By the item's index. */
	accepted: Record<number, Accepted>;
	/** The indexes of the items whose answer was lost: nobody knows whether they were recorded. */
	unknown: Record<number, true>;
}

export interface Memory extends Tries {
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
	const tries: Tries =
		before?.run === run && before.items === items ? before.tries : { accepted: {}, unknown: {} };
	place.rockerbox = { run, items, tries };
	return {
		...tries,
		forget: () => {
			delete place.rockerbox;
		},
	};
}
