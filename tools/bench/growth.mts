import type { Report } from '../harness/measure/report.mjs';
import { TITLES } from './cases.mjs';
import type { Contest, Results } from './series.mjs';

/** Whether an item costs more in a large run than in a small one. */
export const growthContests: Contest[] = [
	{ items: 200, turns: 5 },
	{ items: 2_000, turns: 3 },
	{ items: 20_000, turns: 1 },
	{ items: 100_000, turns: 1 },
].map(({ items, turns }) => ({
	cases: ['manual', 'auto'],
	loads: [{ items, delayMs: 0, tls: false }],
	turns,
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
