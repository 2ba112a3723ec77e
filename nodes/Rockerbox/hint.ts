import type { NodeExecutionHint } from 'n8n-workflow';
import { countByStatus, countsInWords, warnings, type Outcome } from './outcome';
import { isWarning, mostImportant, type Remark } from './remark';
import { inDigits, inWords } from './values/inWords';
import { asHtml } from './values/markup';

const MAX_SENTENCES = 4; // that anybody reads

/** Where the output has more about the items that ended so. */
const WHERE = { skipped: ' (see "reason")', failed: ' (see "error")' };

/** The sentences above the output: how the items ended, and what the user should look at. */
export function summaryHint(
	outcomes: Outcome[],
	ofRun: Remark[] = [],
): NodeExecutionHint | undefined {
	if (outcomes.length === 0) return undefined;
	const { accepted, dryRun, skipped, failed, notSent } = countByStatus(outcomes);
	const remarks = [...dryRunRemarks(dryRun), ...answerRemarks(outcomes), ...ofRun];
	const ended = `${countsInWords(outcomes, WHERE)}.`;
	const sentences = [
		// Dry Run can hold for some items only, by an expression.
		dryRun > 0 && accepted === 0 ? `Nothing was sent: ${ended}` : ended,
		...mostImportant(remarks, MAX_SENTENCES - 1),
	];
	const needsAttention = skipped + failed + notSent > 0 || remarks.some(isWarning);
	return {
		message: sentences.map(asHtml).join(' '),
		type: needsAttention ? 'warning' : 'info',
		location: 'outputPane',
	};
}

function dryRunRemarks(items: number): Remark[] {
	if (items === 0) return [];
	const sentence =
		'This was a dry run: look at each "request", and remove the option Dry Run to send it.';
	return [{ topic: 'dryRun', sentence }];
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
