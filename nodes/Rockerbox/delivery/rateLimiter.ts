import { sleep } from 'n8n-workflow';
import { monotonicClock } from '../monotonicClock';

const POLL_INTERVAL_MS = 100; // until a Stop is noticed, at most
const MAX_LAG_MS = 50; // of late turns that are made up for
const MIN_PAUSE_MS = 1; // as the clock may return fractions

/** Decides when the next request may start. */
export interface RateLimiter {
	/** Waits until it is the caller's turn, or the run is over. */
	acquire: () => Promise<void>;
	/** Lets nothing start for this many milliseconds, because Rockerbox asked for a pause. */
	pauseFor: (milliseconds: number) => void;
}

/**
 * Spaces requests evenly, so that no more than `perSecond` start in a second (0: no limit), and their average
 * interval is at least what `adaptiveIntervalMs` returns at the time. Callers get their turns in the order in
 * which they asked. `isOver` ends all waiting.
 */
export function rateLimiter(
	perSecond: number,
	isOver: () => boolean,
	adaptiveIntervalMs: () => number = () => 0,
): RateLimiter {
	const interval = perSecond > 0 ? 1000 / perSecond : 0;
	let next = 0;
	let nextAdaptive = 0;
	let pausedUntil = 0;
	let asked = 0;
	let served = 0;
	return {
		async acquire() {
			const turn = asked++;
			for (;;) {
				const now = monotonicClock();
				const ahead = turn - served;
				const spacing = Math.max(interval, adaptiveIntervalMs());
				const earliest = Math.max(next, nextAdaptive, pausedUntil);
				const isTurn = now >= earliest && (ahead <= 0 || spacing === 0);
				if (isTurn || isOver()) {
					served++;
					next = now + interval;
					nextAdaptive = Math.max(nextAdaptive, now - MAX_LAG_MS) + adaptiveIntervalMs();
					return;
				}
				const left = earliest + ahead * spacing - now;
				await pause(Math.max(MIN_PAUSE_MS, left), isOver);
			}
		},
		pauseFor(milliseconds) {
			pausedUntil = Math.max(pausedUntil, monotonicClock() + milliseconds);
		},
	};
}

/** Waits, but stops early if the run is over. */
export async function pause(milliseconds: number, isOver: () => boolean): Promise<void> {
	const until = monotonicClock() + milliseconds;
	for (let left = milliseconds; left > 0 && !isOver(); left = until - monotonicClock()) {
		await sleep(Math.min(left, POLL_INTERVAL_MS));
	}
}
