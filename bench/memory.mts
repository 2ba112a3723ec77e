import type { Report } from '../measure/report.mjs';
import { TITLES, type Case } from './cases.mjs';
import type { Contest, Results } from './turns.mjs';

/**
 * What large runs take of memory; each is for a new n8n, because a process gives none back. The HTTP
 * Request node doesn't get through the largest: some of its 100,000 requests, all begun at once, wait
 * until the receiver gives them up.
 */
export const memoryContests: Contest[] = [
	...(['manual', 'auto', 'http-request'] as Case[]).map((name) => [name, 20_000] as const),
	...(['manual', 'auto'] as Case[]).map((name) => [name, 100_000] as const),
].map(([name, items]) => ({
	cases: [name],
	loads: [{ items, delayMs: 0, tls: false }],
	turns: 1,
}));

export function memory({ rows, deviations }: Results): Report {
	return {
		title: 'Memory',
		columns: [
			'Case',
			'Items',
			'Items/s',
			'Peak memory, MB',
			'Peak connections',
			'Longest stall, ms',
		],
		rows: rows.map((row) => [
			TITLES[row.case],
			row.items,
			Math.round(row.peakRssMb),
			row.peakConnections,
		]),
		deviations,
	};
}
