import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { isAgentTool } from './agentTool';
import {
	countByStatus,
	howOftenTried,
	whichItem,
	type Failed,
	type NotSent,
	type Outcome,
} from './outcome';
import { counted, inDigits, inWords, ofItems } from './values/inWords';
import { asHtml, asText } from './values/markup';

const MAX_REASONS = 5;
const MAX_ITEMS = 3; // of one reason
const SEE_ALL =
	"To see every item, set 'On Error' to 'Continue (using error output)' under Settings.";

const GUIDE =
	'https://github.com/n8n-nodes-rockerbox/n8n-nodes-rockerbox/blob/main/docs/guide.md#messages-of-the-node';
const HELP = `<a href="${GUIDE}" target="_blank">The guide explains the messages of this node</a>.`;

type NodeOperationErrorOptions = ConstructorParameters<typeof NodeOperationError>[2];
type Unfinished = (Failed | NotSent) & { itemIndex: number };

/**
 * The error that stops the run if On Error is "Stop Workflow". The title says what happened, and the
 * description says why, and what to do. A reason that several items share is said once.
 */
export function stopError(
	node: INode,
	outcomes: Outcome[],
	isDryRun: boolean,
): NodeOperationError | NodeApiError {
	const failures = withStatus(outcomes, 'failed');
	const title = titleOf(outcomes, isDryRun);
	const after = [...doubts(failures), ...whatNext(outcomes)];
	if (failures.length !== 1) {
		const unfinished = failures.length > 0 ? failures : withStatus(outcomes, 'notSent');
		const description = inLines([...reasonsOf(unfinished), ...after]);
		return inOwnWords(node, title, { description });
	}
	const [failure] = failures;
	// A model reads only the title of an error.
	const [what, remedy] = isAgentTool(node) ? [failure.reason, ''] : firstSentence(failure.reason);
	const more = [...(remedy === '' ? [] : [remedy]), ...triesOf(failures)].join(' ');
	const which = failure.order === undefined ? [] : [`This is order ${failure.order}.`];
	const counts = outcomes.length > 1 ? [`${title}.`] : ofOnlyItem(failure, isDryRun);
	const description = inLines([...(more === '' ? [] : [more]), ...which, ...counts, ...after]);
	// The editor adds the item to the title.
	const options = { description, itemIndex: failure.itemIndex };
	return inOwnWords(node, what, options, failure.statusCode);
}

function withStatus<Status extends Unfinished['status']>(outcomes: Outcome[], wanted: Status) {
	return outcomes.flatMap((outcome, itemIndex) =>
		outcome.status === wanted
			? [{ ...(outcome as Extract<Outcome, { status: Status }>), itemIndex }]
			: [],
	);
}

/** The items of a dry run were never tried, nor was any item if one can't be sent as it is. */
function titleOf(outcomes: Outcome[], isDryRun: boolean): string {
	const { accepted, skipped, failed, notSent } = countByStatus(outcomes);
	const what =
		failed > 0
			? `${ofItems(failed, outcomes.length)} failed`
			: `${ofItems(notSent, outcomes.length)} ${notSent === 1 ? 'was' : 'were'} not tried`;
	if (isDryRun && accepted === 0) return `${what}, nothing was sent (dry run)`;
	if (accepted === 0 && !outcomes.some(wasTried)) {
		return `${what}, ${failed < outcomes.length ? 'so ' : ''}nothing was sent`;
	}
	return [
		what,
		accepted === 0 ? 'none was accepted' : `${inDigits(accepted)} accepted`,
		...(skipped > 0 ? [`${inDigits(skipped)} skipped`] : []),
		...(failed > 0 && notSent > 0 ? [`${inDigits(notSent)} not tried`] : []),
	].join(', ');
}

/** With a single item there is nothing to count. */
function ofOnlyItem(failure: Failed, isDryRun: boolean): string[] {
	if (wasTried(failure)) return [];
	return [isDryRun ? 'Nothing was sent (dry run).' : 'Nothing was sent.'];
}

function wasTried(outcome: Outcome): boolean {
	return (
		outcome.status === 'failed' &&
		(outcome.attempts !== undefined || outcome.mayBeRecorded === true)
	);
}

/** Each reason once, with the items that have it. */
function reasonsOf(unfinished: Unfinished[]): string[] {
	const groups = new Map<string, Unfinished[]>();
	for (const one of unfinished) {
		const group = groups.get(one.reason);
		if (group) group.push(one);
		else groups.set(one.reason, [one]);
	}
	const all = [...groups];
	const listed = all
		.slice(0, MAX_REASONS)
		.map(([reason, group]) => [reason, ...triesOf(group), which(group)].join(' '));
	const rest = all.slice(MAX_REASONS).reduce((items, [, group]) => items + group.length, 0);
	return rest > 0 ? [...listed, `And ${counted(rest, 'more item')}. ${SEE_ALL}`] : listed;
}

function triesOf(group: Unfinished[]): string[] {
	return howOftenTried(group.map((one) => (one.status === 'failed' ? (one.attempts ?? 0) : 0)));
}

/** `[item 37, order 1038]`, or `[items 0 (order 1001), 4, and 12 more]`. */
function which(group: Unfinished[]): string {
	const [{ order, itemIndex }] = group;
	if (group.length === 1) return whichItem(itemIndex, order);
	const items = group.map((one) =>
		one.order === undefined ? String(one.itemIndex) : `${one.itemIndex} (order ${one.order})`,
	);
	return `[items ${inWords(items, String, MAX_ITEMS)}]`;
}

function doubts(failures: Failed[]): string[] {
	const items = failures.filter(({ mayBeRecorded }) => mayBeRecorded).length;
	if (items === 0 || failures.length === 1) return [];
	return [`Of those that failed, ${inDigits(items)} may have been recorded by Rockerbox.`];
}

function whatNext(outcomes: Outcome[]): string[] {
	const { accepted, dryRun } = countByStatus(outcomes);
	if (accepted > 0) return ["n8n's Retry sends only what was not accepted."];
	return dryRun > 0 ? [SEE_ALL] : [];
}

/**
 * The first sentence without its full stop, and the rest. A full stop inside quotes doesn't end a sentence.
 * If the quotes don't pair, a value holds some itself, and only the text after the last quote is outside.
 */
function firstSentence(reason: string): [first: string, rest: string] {
	const ends = Array.from(reason.matchAll(/\.(?=\s+[A-Z]|$)/g), ({ index }) => index);
	const isPaired = (text: string) => text.split('"').length % 2 === 1;
	const isOutsideQuotes = isPaired(reason)
		? (end: number) => isPaired(reason.slice(0, end))
		: (end: number) => end > reason.lastIndexOf('"');
	const end = ends.find(isOutsideQuotes) ?? reason.length;
	return [reason.slice(0, end), reason.slice(end + 1).trim()];
}

/** The editor shows a description as HTML, including links. */
function inLines(sentences: string[]): string {
	return [...sentences.map(asHtml), HELP].join('<br>');
}

/** n8n replaces a message in which it finds an error code, even inside a user's value ("preexisting"). */
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
