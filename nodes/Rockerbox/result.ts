import {
	NodeOperationError,
	type INode,
	type INodeExecutionData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import type { Outcome } from './delivery';

type NodeOperationErrorOptions = ConstructorParameters<typeof NodeOperationError>[2];

const MOST_REASONS = 5; // that one message lists

/** One output item for each input item, in the same order. */
export function toOutputItems(outcomes: Outcome[]): INodeExecutionData[] {
	return outcomes.map((outcome, itemIndex) => ({
		json: outcome.status === 'accepted' ? accepted(outcome) : failed(outcome, itemIndex),
		pairedItem: { item: itemIndex },
	}));
}

function accepted(outcome: Outcome & { status: 'accepted' }) {
	const { status, statusCode, attempts, outputKey, payload, response } = outcome;
	const answer = response === undefined ? {} : { response };
	return { status, statusCode, attempts, [outputKey]: payload, ...answer };
}

/** n8n sends an item to the error output, with its input's fields, only in exactly this shape. */
function failed({ reason }: { reason: string }, itemIndex: number) {
	return { error: withItem(reason, itemIndex) };
}

/** The sentence above the output, if some items need the user's attention. */
export function summaryHint(outcomes: Outcome[]): NodeExecutionHint | undefined {
	const failures = count(outcomes, 'failed');
	if (failures === 0) return undefined;
	return {
		message: `${count(outcomes, 'accepted')} accepted, ${failures} failed. Each failed item says why in its "error" field.`,
		type: 'warning',
		location: 'outputPane',
	};
}

/** What stops the run, if On Error is "Stop Workflow": how many of how many failed, and why. */
export function stopError(node: INode, outcomes: Outcome[]): NodeOperationError {
	const failures = outcomes.flatMap((outcome, itemIndex) =>
		outcome.status === 'failed' ? [{ itemIndex, reason: outcome.reason }] : [],
	);
	const counts = [
		`${failures.length} of ${outcomes.length} ${outcomes.length === 1 ? 'item' : 'items'} failed`,
		`${count(outcomes, 'accepted')} accepted`,
		`${count(outcomes, 'notSent')} not sent`,
	].join(', ');
	if (failures.length === 1) {
		const [{ itemIndex, reason }] = failures;
		// The editor adds the item to a message that has one.
		return inOwnWords(node, reason, { description: counts, itemIndex });
	}
	const listed = failures
		.slice(0, MOST_REASONS)
		.map(({ reason, itemIndex }) => escapeHtml(withItem(reason, itemIndex)));
	if (failures.length > MOST_REASONS) listed.push(`And ${failures.length - MOST_REASONS} more.`);
	return inOwnWords(node, counts, { description: listed.join('<br>') });
}

/** The editor shows a description as HTML. */
function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** n8n replaces a message in which it sees an error code, even inside a user's value ("preexisting"). */
function inOwnWords(node: INode, message: string, options: NodeOperationErrorOptions) {
	const error = new NodeOperationError(node, message, options);
	error.message = message;
	return error;
}

function count(outcomes: Outcome[], status: Outcome['status']): number {
	return outcomes.filter((outcome) => outcome.status === status).length;
}

/** n8n counts items from 0, in its own messages and in its table of the input. */
function withItem(reason: string, itemIndex: number): string {
	return `${reason} [item ${itemIndex}]`;
}
