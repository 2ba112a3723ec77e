import type { Case } from './cases.mjs';
import type { Run } from './environment.mjs';

/** One row of the results: the medians of all turns of a case with the same load. */
export interface Row {
	case: Case;
	items: number;
	delayMs: number;
	tls: boolean;
	concurrency?: number;
	turns: number;
	itemsPerSecond: number;
	/** The slowest and the fastest turn. */
	slowest: number;
	fastest: number;
	cpuMsPerItem: number;
	peakConnections: number;
	peakRssMb: number;
	longestStallMs: number;
}

/** Sums up all turns of one case with the same load. */
export function rowOf(runs: Run[]): Row {
	const [{ case: name, items, delayMs, tls, concurrency }] = runs;
	const rates = runs.map(({ itemsPerSecond }) => itemsPerSecond);
	return {
		case: name,
		items,
		delayMs,
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
