import type { Report } from '../harness/measure/report.mjs';
import { TITLES } from './cases.mjs';
import type { Series, Results } from './series.mjs';

/** Finds whether an item costs more in a large run than in a small one. */
export const growthSeries: Series[] = [
	{ items: 200, rounds: 5 },
	{ items: 2_000, rounds: 3 },
	{ items: 20_000, rounds: 1 },
	{ items: 100_000, rounds: 1 },
].map(({ items, rounds }) => ({
	cases: ['manual', 'auto'],
	workloads: [{ items, delayMs: 0, roundTripMs: 0, tls: false }],
	rounds,
}));

export function growth({ rows, deviations }: Results): Report {
	return {
		title: 'Growth',
		columns: ['Case', 'Items', 'Items/s', 'CPU, ms per item', '× the least', 'Peak memory, MB'],
		rows: rows.map((row) => {
			const least = Math.min(
				...rows.filter((other) => other.case === row.case).map(({ cpuMsPerItem }) => cpuMsPerItem),
			);
			return [
				TITLES[row.case],
				row.items,
				Math.round(row.itemsPerSecond),
				row.cpuMsPerItem.toFixed(2),
				(row.cpuMsPerItem / least).toFixed(2),
				Math.round(row.peakRssMb),
			];
		}),
		deviations,
	};
}
