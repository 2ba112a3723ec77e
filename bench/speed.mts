import type { Report } from '../measure/report.mjs';
import { CASES, TITLES } from './cases.mjs';
import type { Row } from './summary.mjs';
import type { Contest, Results } from './turns.mjs';

const NEXT_BEST = 'http-request';

/** Every case with small and large runs, a near and a far receiver, with and without TLS. */
export const speedContests: Contest[] = [
	{ items: 200, turns: 3 },
	{ items: 2_000, turns: 3 },
	{ items: 20_000, turns: 1 },
].map(({ items, turns }) => ({
	// With its pause of a second after each 50 items, Batching takes seven minutes for 20,000.
	cases: CASES.filter((name) => items < 20_000 || name !== 'http-request-batched'),
	loads: [false, true].flatMap((tls) => [0, 50].map((delayMs) => ({ items, delayMs, tls }))),
	turns,
}));

/** The same that all cases of one load are held against. */
const loadOf = ({ items, delayMs, tls }: Row) => JSON.stringify([items, delayMs, tls]);

/** The table of all cases, and where a promise was broken. */
export function speed({ rows, deviations }: Results): Report {
	const sorted = [...rows].sort(
		(a, b) =>
			Number(a.tls) - Number(b.tls) ||
			a.delayMs - b.delayMs ||
			a.items - b.items ||
			CASES.indexOf(a.case) - CASES.indexOf(b.case),
	);
	return {
		title: 'Speed',
		columns: [
			...['Receiver', 'Items', 'Case', 'Items/s', 'Slowest to fastest turn', '× HTTP Request'],
			...['CPU, ms per item', 'Peak memory, MB', 'Peak connections', 'Longest stall, ms'],
		],
		rows: sorted.map((row) => {
			const nextBest = rows.find(
				(other) => other.case === NEXT_BEST && loadOf(other) === loadOf(row),
			);
			return [
				`${row.tls ? 'https' : 'http'}, ${row.delayMs} ms`,
				row.items,
				TITLES[row.case],
				Math.round(row.itemsPerSecond),
				`${Math.round(row.slowest)} to ${Math.round(row.fastest)}`,
				nextBest ? (row.itemsPerSecond / nextBest.itemsPerSecond).toFixed(1) : '',
				row.cpuMsPerItem.toFixed(2),
				Math.round(row.peakRssMb),
				row.peakConnections,
				Math.round(row.longestStallMs),
			];
		}),
		deviations,
	};
}
