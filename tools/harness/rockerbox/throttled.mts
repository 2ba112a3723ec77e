import type { Answer, Respond } from './receiver.js';
import { tokenBucket } from './tokenBucket.js';

/** How long a throttled receiver takes for an answer. */
export const SERVER_MS = 100;
/** How long a run may take to find the receiver's limit. */
export const LEARNING_S = 10;
/** The share of the limit that must be used after that. */
export const LEAST_USED = 0.85;
const MOST_REFUSED = 0.05;

/**
 * The answers of a receiver that takes this many requests a second, by a token bucket for one second, and
 * answers 429 to more. `count` is called for each request.
 */
export function throttled(
	perSecond: number,
	count: (isTaken: boolean, ...request: Parameters<Respond>) => void,
	headers: Answer['headers'] = {},
): Respond {
	const takes = tokenBucket(perSecond, perSecond);
	return (...request) => {
		const isTaken = takes(performance.now());
		count(isTaken, ...request);
		return isTaken ? { delay: SERVER_MS } : { status: 429, headers };
	};
}

/** How a run with such a receiver broke the promise, by the shares that were used and refused. */
export function throttledDeviations(name: string, used: number, refused: number): string[] {
	return [
		...(used < LEAST_USED ? [`${name}: only ${used} of it are used`] : []),
		...(refused > MOST_REFUSED ? [`${name}: ${refused} are refused`] : []),
	];
}
