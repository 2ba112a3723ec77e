import type { Report } from '../harness/measure/report.mjs';
import type { Outcome } from './outcome.mjs';

/** One line of a table of what went wrong. */
export interface Finding {
	what: string;
	outcome: Outcome;
	/** What else is worth to know. */
	remark?: string;
	/** Broken promises, in words. */
	deviations: string[];
}

export function reportOf(title: string, findings: Finding[]): Report {
	return {
		title,
		columns: [
			'What happens',
			'Conversions',
			'Recorded',
			'Twice',
			'Missing: shown as failed',
			'still queued or running',
			'shown nowhere',
			'Executions in n8n',
			'Webhook answered',
			'Remarks',
		],
		rows: findings.map(({ what, outcome, remark = '' }) => [
			what,
			outcome.items,
			outcome.reached,
			outcome.twice,
			outcome.shown,
			outcome.pending,
			outcome.silent,
			outcome.statuses,
			outcome.answers,
			remark,
		]),
		deviations: findings.flatMap(({ what, deviations }) =>
			deviations.map((deviation) => `${what}: ${deviation}`),
		),
	};
}

/** The promise where n8n loses sight of executions: what is missing is shown. */
export function nothingSilent({ silent }: Outcome): string[] {
	return silent === 0 ? [] : [`${silent} are missing, and nothing shows it`];
}
