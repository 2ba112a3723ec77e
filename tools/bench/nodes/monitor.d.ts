/** The times of a process from `start` to `stop`, in milliseconds. */
export interface Usage {
	elapsedMs: number;
	cpuMs: number;
	/** The longest time in which nothing else had a turn. */
	longestStallMs: number;
}
export declare function start(collectsGarbage?: boolean): void;
export declare function stop(): Usage;
