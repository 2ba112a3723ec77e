import type { Size } from './costs.mjs';

/** How much is measured. */
interface Sizes {
	/** Conversions that are sent with each number of workers. */
	items: number;
	workerCounts: number[];
	costSizes: Size[];
	/** Executions at once against a throttled receiver, and for how long they send. */
	shared: { counts: number[]; seconds: number };
	/** The conversions in progress when something goes wrong. */
	fault: FaultSize;
}

export interface FaultSize {
	items: number;
	perExecution: number;
}

export const FULL: Sizes = {
	items: 20_000,
	workerCounts: [1, 2, 4],
	costSizes: [
		[1, 200],
		[10, 2000],
		[100, 5000],
		[1000, 10_000],
	],
	shared: { counts: [1, 2, 4], seconds: 60 },
	fault: { items: 4000, perExecution: 100 },
};

/** For machines that check every change. */
export const SHORT: Sizes = {
	items: 1000,
	workerCounts: [1, 2],
	costSizes: [[100, 1000]],
	shared: { counts: [2], seconds: 60 }, // the first seconds are too large a part of a shorter run
	fault: { items: 800, perExecution: 20 },
};
