import type { Report } from '../harness/measure/report.mjs';
import type { Accounting } from './accounting.mjs';

/** One row of a table about outages. */
export interface OutageResult {
	what: string;
	accounting: Accounting;
	/** Other facts worth knowing. */
	remark?: string;
	/** Broken promises, in words. */
	deviations: string[];
}

export function outageReport(title: string, results: OutageResult[]): Report {
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
		rows: results.map(({ what, accounting, remark = '' }) => [
			what,
			accounting.items,
			accounting.reached,
			accounting.twice,
			accounting.shown,
			accounting.pending,
			accounting.silent,
			accounting.statuses,
			accounting.answers,
			remark,
		]),
		deviations: results.flatMap(({ what, deviations }) =>
			deviations.map((deviation) => `${what}: ${deviation}`),
		),
	};
}

/** The promise where n8n loses sight of executions: every missing conversion is shown. */
export function nothingSilent({ silent }: Accounting): string[] {
	return silent === 0 ? [] : [`${silent} are missing, and nothing shows it`];
}
