import type { Report } from '../harness/measure/report.mjs';
import type { Workload } from './cases.mjs';
import type { Series, Results } from './series.mjs';

const load = (concurrency: number): Workload => ({
	items: 2_000,
	delayMs: 150,
	roundTripMs: 120,
	tls: true,
	concurrency,
});

/**
 * Which number of requests at once is best, with a receiver that answers like a distant server. With few at
 * once, most of the time is waiting, which is the same in every round.
 */
export const concurrencySeries: Series[] = [
	{ cases: ['manual'], workloads: [10].map(load), rounds: 1 },
	{ cases: ['manual'], workloads: [20, 50, 100, 200].map(load), rounds: 3 },
];

export function concurrency({ rows, deviations }: Results): Report {
	return {
		title: 'Concurrency',
		columns: ['Concurrency', 'Items/s', 'CPU, ms per item', 'Longest stall, ms'],
		rows: rows.map((row) => [
			row.concurrency ?? '',
			Math.round(row.itemsPerSecond),
			row.cpuMsPerItem.toFixed(2),
			Math.round(row.longestStallMs),
		]),
		deviations,
	};
}
