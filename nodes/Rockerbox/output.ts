import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { countByStatus, countsInWords, type Accepted, type Outcome, type Skipped } from './outcome';
import { inDigits, ofItems } from './values/inWords';
import { asHtml, asText } from './values/markup';

type NodeOperationErrorOptions = ConstructorParameters<typeof NodeOperationError>[2];

const MAX_LISTED = 5; // reasons that one message lists

/** One output item for each input item, in the same order. */
export function toOutputItems(outcomes: Outcome[]): INodeExecutionData[] {
	return outcomes.map((outcome, itemIndex) => ({
		json: toJson(outcome, itemIndex),
		pairedItem: { item: itemIndex },
	}));
}

function toJson(outcome: Outcome, itemIndex: number): IDataObject {
	switch (outcome.status) {
		case 'accepted':
			return accepted(outcome);
		case 'dryRun':
			return { ...outcome };
		case 'skipped':
			return skipped(outcome);
		default:
			return failed(outcome, itemIndex);
	}
}

function accepted({ outputKey, payload, status, statusCode, attempts, ...rest }: Accepted) {
	return { status, statusCode, attempts, ...eventUnder(outputKey, payload), ...rest };
}

function skipped({ outputKey, payload, status, reason, ...rest }: Skipped) {
	return { status, reason: asText(reason), ...eventUnder(outputKey, payload), ...rest };
}

function eventUnder(outputKey: string | undefined, payload: IDataObject | undefined): IDataObject {
	return outputKey === undefined ? {} : { [outputKey]: payload };
}

/** n8n sends an item to the error output, with its input's fields, only in exactly this shape. */
function failed({ reason }: { reason: string }, itemIndex: number) {
	return { error: asText(withItem(reason, itemIndex)) };
}

/** What stops the run, if On Error is "Stop Workflow": how many of how many failed, and why. */
export function stopError(node: INode, outcomes: Outcome[]): NodeOperationError | NodeApiError {
	const { accepted: anyAccepted, dryRun, notSent } = countByStatus(outcomes);
	const failures = outcomes.flatMap((outcome, itemIndex) =>
		outcome.status === 'failed' ? [{ ...outcome, itemIndex }] : [],
	);
	const counts = [
		`${ofItems(failures.length, outcomes.length)} failed`,
		countsInWords(outcomes.filter(({ status }) => status !== 'failed' && status !== 'notSent')),
		dryRun > 0 && anyAccepted === 0
			? 'nothing was sent (dry run)'
			: `${inDigits(notSent)} not sent`,
	].join(', ');
	const mayBeRecorded = outcomes.filter(
		(outcome) => outcome.status === 'failed' && outcome.mayBeRecorded,
	).length;
	const doubt =
		mayBeRecorded > 0 && failures.length > 1
			? [`Of those that failed, ${inDigits(mayBeRecorded)} may have been recorded by Rockerbox.`]
			: [];
	const wayOn = anyAccepted > 0 ? ["n8n's Retry sends only what was not accepted."] : [];
	if (failures.length === 1) {
		const [{ itemIndex, reason, statusCode }] = failures;
		// The editor adds the item to a message that has one.
		const options = { description: inLines([counts, ...wayOn]), itemIndex };
		return inOwnWords(node, reason, options, statusCode);
	}
	const listed = failures
		.slice(0, MAX_LISTED)
		.map(({ reason, itemIndex }) => withItem(reason, itemIndex));
	if (failures.length > MAX_LISTED) listed.push(`And ${failures.length - MAX_LISTED} more.`);
	return inOwnWords(node, counts, { description: inLines([...listed, ...doubt, ...wayOn]) });
}

/** The editor shows a description as HTML. */
function inLines(sentences: string[]): string {
	return sentences.map(asHtml).join('<br>');
}

/** n8n replaces a message in which it sees an error code, even inside a user's value ("preexisting"). */
function inOwnWords(
	node: INode,
	message: string,
	options: NodeOperationErrorOptions,
	statusCode?: number,
): NodeOperationError | NodeApiError {
	const text = asText(message);
	const error =
		statusCode === undefined
			? new NodeOperationError(node, text, options)
			: new NodeApiError(node, {}, { ...options, message: text, httpCode: String(statusCode) });
	error.message = text;
	return error;
}

/** n8n counts items from 0, in its own messages and in its table of the input. */
function withItem(reason: string, itemIndex: number): string {
	return `${reason} [item ${itemIndex}]`;
}
