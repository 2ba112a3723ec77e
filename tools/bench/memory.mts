import type { Report } from '../harness/measure/report.mjs';
import { TITLES, type Case } from './cases.mjs';
import type { Series, Results } from './series.mjs';

/**
 * How much memory a large run takes. Each run has a new n8n, because a process gives no memory back. The HTTP
 * Request node opens a connection for each item, and fails if the machine doesn't allow that many.
 */
export const memorySeries: Series[] = (['manual', 'auto', 'http-request'] as Case[]).map(
	(name) => ({
		cases: [name],
		workloads: [{ items: 10_000, delayMs: 0, roundTripMs: 0, tls: false }],
		rounds: 1,
	}),
);

export function memory({ rows, deviations }: Results): Report {
	return {
		title: 'Memory',
		columns: ['Case', 'Items', 'Peak memory, MB', 'Peak connections'],
		rows: rows.map((row) => [
			TITLES[row.case],
			row.items,
			Math.round(row.peakRssMb),
			row.peakConnections,
		]),
		deviations,
	};
}
