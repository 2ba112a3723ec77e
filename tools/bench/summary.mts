import type { Case } from './cases.mjs';
import type { BenchRun } from './environment.mjs';

/** One row of the results: the medians of all rounds of a case with the same load. */
export interface Row {
	case: Case;
	items: number;
	delayMs: number;
	roundTripMs: number;
	tls: boolean;
	concurrency?: number;
	/** The number of rounds, under the option's name, which `--json` uses. */
	turns: number;
	itemsPerSecond: number;
	/** The values of the slowest and of the fastest round. */
	slowest: number;
	fastest: number;
	cpuMsPerItem: number;
	peakConnections: number;
	peakRssMb: number;
	longestStallMs: number;
}

/** Sums up all rounds of one case with the same load. */
export function rowOf(runs: BenchRun[]): Row {
	const [{ case: name, items, delayMs, roundTripMs, tls, concurrency }] = runs;
	const rates = runs.map(({ itemsPerSecond }) => itemsPerSecond);
	return {
		case: name,
		items,
		delayMs,
		roundTripMs,
		tls,
		concurrency,
		turns: runs.length,
		itemsPerSecond: median(rates),
		slowest: Math.min(...rates),
		fastest: Math.max(...rates),
		cpuMsPerItem: median(runs.map(({ cpuMsPerItem }) => cpuMsPerItem)),
		peakConnections: Math.max(...runs.map(({ peakConnections }) => peakConnections)),
		peakRssMb: median(runs.map(({ peakRssMb }) => peakRssMb)),
		longestStallMs: median(runs.map(({ longestStallMs }) => longestStallMs)),
	};
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
