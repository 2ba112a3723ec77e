import type { NodeExecutionHint } from 'n8n-workflow';
import { countByStatus, warnings, type Outcome } from './outcome';
import type { Preflight } from './preflight/preflight';
import { summaryLines } from './preflight/summary';
import { isWarning, mostImportant, type Remark } from './remark';
import { inDigits, inWords } from './values/inWords';
import { asHtml } from './values/markup';

const MAX_REMARKS = 4; // nobody reads more

/**
 * The lines above the output, one for each thought. They say how the items ended, in numbers, what to do
 * next, and then what the user should look at.
 */
export function summaryHint(
	outcomes: Outcome[],
	preflight: Preflight,
	ofRun: Remark[] = [],
): NodeExecutionHint | undefined {
	if (outcomes.length === 0) return undefined;
	const { dryRun, skipped, failed, notSent } = countByStatus(outcomes);
	const remarks = [
		...answerRemarks(outcomes),
		...preflight.suspicions.map((sentence): Remark => ({ topic: 'suspicions', sentence })),
		...ofRun,
	];
	const summary = summaryLines(outcomes, preflight);
	if (summary.length > 0)
		summary.push(...whereErrorsAre(outcomes, preflight), ...nextStep(outcomes));
	const blocks = [summary, mostImportant(remarks, MAX_REMARKS)].filter(({ length }) => length > 0);
	if (blocks.length === 0) return undefined;
	const needsAttention = dryRun + skipped + failed + notSent > 0 || remarks.some(isWarning);
	return {
		message: blocks.map((lines) => lines.map(asHtml).join('<br>')).join('<br><br>'),
		type: needsAttention ? 'warning' : 'info',
		location: 'outputPane',
	};
}

/** n8n puts the node's own columns behind all fields of the input, so the reason is off the screen. */
function whereErrorsAre(outcomes: Outcome[], { hasErrorOutput }: Preflight): string[] {
	const { failed, notSent } = countByStatus(outcomes);
	if (!hasErrorOutput || failed + notSent === 0) return [];
	return ['The Error Branch has "error" as its last column.'];
}

function nextStep(outcomes: Outcome[]): string[] {
	const { accepted, dryRun, failed, notSent } = countByStatus(outcomes);
	if (accepted > 0) {
		const count = accepted === 1 ? 'it counts' : 'they count';
		const again =
			failed + notSent > 0
				? ' Running this node again sends all items, also those that were accepted.'
				: '';
		return [`Rockerbox's Webhooks page shows whether ${count}.${again}`];
	}
	if (dryRun === 0) return [];
	return [
		`Check "readable" and "request" in ${dryRun === 1 ? 'it' : 'each'}, then switch off 'Dry Run'.`,
	];
}

function answerRemarks(outcomes: Outcome[]): Remark[] {
	const kinds: Array<[warning: string, whatHappened: string]> = [
		[warnings.twice, 'may have reached Rockerbox twice'],
		[warnings.error, 'got an answer that speaks of an error'],
		[warnings.webPage, 'got a web page for an answer'],
		[warnings.changed, 'in an earlier try changed afterwards'],
	];
	const found = kinds.flatMap(([warning, whatHappened]) => {
		const items = outcomes.filter(
			(outcome) => outcome.status === 'accepted' && outcome.warning?.includes(warning),
		).length;
		return items > 0 ? [`${inDigits(items)} accepted ${whatHappened}`] : [];
	});
	if (found.length === 0) return [];
	return [{ topic: 'answers', sentence: `${inWords(found, String)}: see the "warning" field.` }];
}
