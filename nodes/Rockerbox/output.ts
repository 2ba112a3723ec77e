import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { warnings, type Accepted, type EmptyField, type Outcome, type Skipped } from './outcome';
import type { Preflight } from './preflight/preflight';
import { summaryLines } from './preflight/summary';
import { MAX_SUSPICIONS } from './preflight/suspicions';
import { inDigits, ofItems } from './values/inWords';

type NodeOperationErrorOptions = ConstructorParameters<typeof NodeOperationError>[2];

const MAX_LISTED = 5; // reasons or fields that one message lists

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

/**
 * What stands above the output, a line for each thought: how the items ended, in numbers; and below, what
 * the user should look at.
 */
export function summaryHint(
	outcomes: Outcome[],
	preflight: Preflight,
	emptyFields: EmptyField[],
	remarks: string[] = [],
): NodeExecutionHint | undefined {
	if (outcomes.length === 0) return undefined;
	const counts = countByStatus(outcomes);
	const ofAnswers = warningSentences(outcomes, [
		[warnings.error, 'got an answer that speaks of an error'],
		[warnings.webPage, 'got a web page for an answer'],
	]);
	const ofTries = warningSentences(outcomes, [
		[warnings.twice, 'may have reached Rockerbox twice'],
		[warnings.changed, 'in an earlier try changed afterwards'],
	]);
	const attention = [
		...[...ofAnswers, ...preflight.suspicions.map(asHtml)].slice(0, MAX_SUSPICIONS),
		...ofTries,
	];
	if (counts.dryRun > 0) {
		attention.push('Check "request" and "readable" in each item, then turn off Dry Run.');
	}
	if (counts.skipped > 0) attention.push('Each skipped item says why in its "reason" field.');
	if (counts.failed + counts.notSent > 0) {
		attention.push('Each failed item says why in its "error" field.');
	}
	attention.push(...emptyFieldSentences(emptyFields, outcomes.length), ...remarks.map(asHtml));
	const summary = summaryLines(outcomes, preflight).map(asHtml);
	if (summary.length > 0 && counts.accepted > 0) {
		const count = counts.accepted === 1 ? 'it counts' : 'they count';
		summary.push(`Rockerbox's Webhooks page shows whether ${count}.`);
	}
	const blocks = [summary, attention].filter((lines) => lines.length > 0);
	if (blocks.length === 0) return undefined;
	return {
		message: blocks.map((lines) => lines.join('<br>')).join('<br><br>'),
		type: attention.length === 0 ? 'info' : 'warning',
		location: 'outputPane',
	};
}

function warningSentences(
	outcomes: Outcome[],
	kinds: Array<[warning: string, whatHappened: string]>,
): string[] {
	return kinds.flatMap(([warning, whatHappened]) => {
		const items = outcomes.filter(
			(outcome) => outcome.status === 'accepted' && outcome.warning?.includes(warning),
		).length;
		return items > 0
			? [`${inDigits(items)} accepted ${whatHappened}: see the "warning" field.`]
			: [];
	});
}

function emptyFieldSentences(emptyFields: EmptyField[], total: number): string[] {
	const sentences = emptyFields
		.slice(0, MAX_LISTED)
		.map(
			({ label, items }) => `${asHtml(label)} is mapped but was empty in ${ofItems(items, total)}.`,
		);
	const more = emptyFields.length - MAX_LISTED;
	return more > 0 ? [...sentences, `So were ${more} more fields in some items.`] : sentences;
}

/** What stops the run, if On Error is "Stop Workflow": how many of how many failed, and why. */
export function stopError(node: INode, outcomes: Outcome[]): NodeOperationError | NodeApiError {
	const { accepted: anyAccepted, dryRun, notSent } = countByStatus(outcomes);
	const failures = outcomes.flatMap((outcome, itemIndex) =>
		outcome.status === 'failed' ? [{ ...outcome, itemIndex }] : [],
	);
	const counts = [
		`${ofItems(failures.length, outcomes.length)} failed`,
		inWords(outcomes.filter(({ status }) => status !== 'failed' && status !== 'notSent')),
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

/**
 * A message in which nothing is markup, whatever values it quotes. The editor shows the message of an
 * error as text in one place and as HTML in another, where a value could lay a link over the page; of
 * a description it even reads the backticks. So look-alikes take the place of these signs.
 */
function asText(message: string): string {
	return message.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('`', "'");
}

function asHtml(message: string): string {
	return asText(message).replaceAll('&', '&amp;');
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

function countByStatus(outcomes: Outcome[]): Record<Outcome['status'], number> {
	const counts = { accepted: 0, dryRun: 0, skipped: 0, failed: 0, notSent: 0 };
	for (const { status } of outcomes) counts[status]++;
	return counts;
}

/** `970 accepted, 20 skipped, 10 failed`; without what there is none of, but the first. */
function inWords(outcomes: Outcome[]): string {
	const counts = countByStatus(outcomes);
	const failures = counts.failed + counts.notSent;
	const parts: string[] = [];
	if (counts.accepted > 0 || counts.dryRun === 0) {
		parts.push(`${inDigits(counts.accepted)} accepted`);
	}
	if (counts.dryRun > 0) parts.push(`${inDigits(counts.dryRun)} ready to send`);
	if (counts.skipped > 0) parts.push(`${inDigits(counts.skipped)} skipped`);
	if (failures > 0) parts.push(`${inDigits(failures)} failed`);
	return parts.join(', ');
}

/** n8n counts items from 0, in its own messages and in its table of the input. */
function withItem(reason: string, itemIndex: number): string {
	return `${reason} [item ${itemIndex}]`;
}
