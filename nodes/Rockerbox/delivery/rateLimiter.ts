import { sleep } from 'n8n-workflow';
import { monotonicClock } from '../monotonicClock';

const POLL_INTERVAL_MS = 100; // a Stop is noticed after this

/** Decides when the next request may start. */
export interface RateLimiter {
	/** Waits for the caller's turn, or until the run is over. */
	acquire: () => Promise<void>;
	/** Lets nothing start for so many milliseconds, because Rockerbox asked for a pause. */
	pauseFor: (milliseconds: number) => void;
}

/**
 * Spaces requests evenly, so that no more than `perSecond` start in a second (0: no limit).
 * `isOver` ends all waiting.
 */
export function rateLimiter(perSecond: number, isOver: () => boolean): RateLimiter {
	const interval = perSecond > 0 ? 1000 / perSecond : 0;
	let next = 0;
	let pausedUntil = 0;
	return {
		async acquire() {
			for (;;) {
				const now = monotonicClock();
				const earliest = Math.max(next, pausedUntil);
				if (now >= earliest || isOver()) {
					next = now + interval;
					return;
				}
				await pause(earliest - now, isOver);
			}
		},
		pauseFor(milliseconds) {
			pausedUntil = Math.max(pausedUntil, monotonicClock() + milliseconds);
		},
	};
}

/** Waits, but no longer than until the run is over. */
export async function pause(milliseconds: number, isOver: () => boolean): Promise<void> {
	const until = monotonicClock() + milliseconds;
	for (let left = milliseconds; left > 0 && !isOver(); left = until - monotonicClock()) {
		await sleep(Math.min(left, POLL_INTERVAL_MS));
	}
}
