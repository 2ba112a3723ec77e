import { purchaseOf, type FakeRockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import type { Tally } from '../harness/rockerbox/tally.mjs';
import { failed, unfinished, type ExecutionRow } from './executions.mjs';
import type { Batch, CallerAnswer, Load } from './load.mjs';

/** Where the conversions of a workflow are. */
export interface Accounting extends Tally {
	/** Not recorded, and n8n shows the execution as failed, or the caller was told so. */
	shown: number;
	/** Not recorded, but n8n shows them as still queued or running. */
	pending: number;
	/** Not recorded, and nothing shows it. */
	silent: number;
	/** The number of executions by status. */
	statuses: string;
	/** The number of callers by HTTP status. */
	answers: string;
}

/** Compares the recorded conversions with what n8n and the callers' answers say. */
export async function accountFor(load: Load, standIn: FakeRockerbox): Promise<Accounting> {
	const executions = await load.executions.list();
	const accounting: Accounting = {
		...standIn.tally(load.conversions),
		shown: 0,
		pending: 0,
		silent: 0,
		statuses: counted(
			executions.map(({ status, retryOf }) => (retryOf ? `${status} (Retry)` : status)),
		),
		answers: counted([...load.answers.values()].map(String)),
	};
	for (const batch of load.batches) {
		const { never } = standIn.tally(batch.orders.map(purchaseOf));
		accounting[visibilityOf(batch, executions, load.answers.get(batch.name))] += never;
	}
	return accounting;
}

/** What a user can find out about a batch's conversions that were not recorded. */
function visibilityOf(
	{ name }: Batch,
	executions: ExecutionRow[],
	answer: CallerAnswer | undefined,
): 'shown' | 'pending' | 'silent' {
	const last = executions.filter(({ batch }) => batch === name).at(-1);
	if (last && failed([last]).length > 0) return 'shown';
	if (last && unfinished(last)) return 'pending';
	return answer !== undefined && answer !== 200 && !last?.retryOf ? 'shown' : 'silent';
}

function counted(words: string[]): string {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].map(([word, count]) => `${count} × ${word}`).join(', ');
}
