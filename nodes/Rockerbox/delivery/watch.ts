import { sleep } from 'n8n-workflow';

const TICK = 100; // milliseconds; how late a request can be ended

/** A request under way. */
export interface Watched {
	/** Ends the request. */
	controller: AbortController;
	/** When its time is up, in milliseconds of a clock that nobody sets. */
	until: number;
	/** Whether it was ended because its time was up. */
	isLate: boolean;
}

/** Ends requests whose time is up, and all of them when the run is stopped. */
export interface Watch {
	/** Begins to watch a request that may take so many milliseconds. */
	begin: (milliseconds: number) => Watched;
	/** To be told when a request is over. */
	end: (watched: Watched) => void;
}

/**
 * Watches over the requests of a run with one clock, because a timer and listeners for each of them
 * would show in how long it takes n8n to send it. `stop` is n8n's Stop button.
 */
export function watching(stop: AbortSignal | undefined): Watch {
	const underWay = new Set<Watched>();
	let isTicking = false;

	const tick = async () => {
		isTicking = true;
		while (underWay.size > 0) {
			await sleep(TICK);
			const now = performance.now();
			for (const watched of underWay) {
				if (watched.controller.signal.aborted) continue;
				watched.isLate = now >= watched.until;
				if (watched.isLate || stop?.aborted) watched.controller.abort();
			}
		}
		isTicking = false;
	};
	return {
		begin(milliseconds) {
			const until = performance.now() + milliseconds;
			const watched = { controller: new AbortController(), until, isLate: false };
			underWay.add(watched);
			if (!isTicking) void tick();
			return watched;
		},
		end(watched) {
			underWay.delete(watched);
		},
	};
}
