import type { Report } from '../harness/measure/report.mjs';
import { CASES, TITLES, type Case, type Workload } from './cases.mjs';
import type { Series, Results } from './series.mjs';
import type { Row } from './summary.mjs';

const NEXT_BEST = 'http-request';
const OURS: Case[] = ['manual', 'auto'];

/** A receiver on this machine, with and without TLS. */
const near = (items: number): Workload[] =>
	[false, true].map((tls) => ({ items, delayMs: 0, roundTripMs: 0, tls }));

/** Batching rests most of the time: a second after each 50 items. */
const BATCHED = 'http-request-batched';
const others = CASES.filter((name) => name !== BATCHED);

/**
 * Cases without rests have more rounds, because they are short and most sensitive to a busy moment of the
 * machine.
 */
export const speedSeries: Series[] = [200, 2_000].flatMap((items) => [
	{ cases: others, workloads: near(items), rounds: 5 },
	{ cases: [BATCHED], workloads: near(items), rounds: 1 },
]);

/**
 * Without the HTTP Request node: with Batching it would take seven minutes for each load, and without it, it
 * opens a connection for each item, which is more than a process may have here.
 */
export const largeSeries: Series[] = [
	{
		cases: others.filter((name) => name !== NEXT_BEST),
		workloads: [
			{ items: 20_000, delayMs: 0, roundTripMs: 0, tls: false },
			{ items: 20_000, delayMs: 50, roundTripMs: 40, tls: true },
		],
		rounds: 1,
	},
];

/** The usual case: https, to a distant receiver that takes its time. */
export const farSeries: Series[] = [
	{
		cases: others,
		workloads: [40, 120].flatMap((roundTripMs) =>
			[0, 50, 150, 400].map((delayMs) => ({ items: 2_000, delayMs, roundTripMs, tls: true })),
		),
		rounds: 3,
	},
];

/** The load, which is the same for all cases that are compared. */
const loadOf = ({ items, delayMs, roundTripMs, tls }: Row) =>
	JSON.stringify([items, delayMs, roundTripMs, tls]);

/** The table of all cases, and the broken promises. */
export function speed({ rows, deviations }: Results, title = 'Speed'): Report {
	const sorted = [...rows].sort(
		(a, b) =>
			Number(a.tls) - Number(b.tls) ||
			a.roundTripMs - b.roundTripMs ||
			a.delayMs - b.delayMs ||
			a.items - b.items ||
			CASES.indexOf(a.case) - CASES.indexOf(b.case),
	);
	const nextBestTo = (row: Row) =>
		rows.find((other) => other.case === NEXT_BEST && loadOf(other) === loadOf(row));
	const isSlower = (row: Row) =>
		OURS.includes(row.case) && row.itemsPerSecond < (nextBestTo(row)?.itemsPerSecond ?? 0);
	const whatIsSlower = (row: Row) =>
		`${TITLES[row.case]} is slower than ${TITLES[NEXT_BEST]}: ${loadOf(row)}`;
	return {
		title,
		columns: [
			...[
				'Receiver',
				'Round trip, ms',
				'Server, ms',
				'Items',
				'Case',
				'Items/s',
				'Slowest to fastest turn',
				'× HTTP Request',
			],
			...['CPU, ms per item', 'Peak memory, MB', 'Peak connections', 'Longest stall, ms'],
		],
		rows: sorted.map((row) => {
			const nextBest = nextBestTo(row);
			return [
				row.tls ? 'https' : 'http',
				row.roundTripMs,
				row.delayMs,
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
		deviations: [...deviations, ...sorted.filter(isSlower).map(whatIsSlower)],
	};
}
