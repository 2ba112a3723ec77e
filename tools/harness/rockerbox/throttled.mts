import type { Answer, Respond } from './receiver.js';
import { tokenBucket } from './tokenBucket.js';

/** What a throttled receiver takes for an answer. */
export const SERVER_MS = 100;
/** How long a run may take to find what the receiver takes. */
export const LEARNING_S = 10;
/** How much of what it takes must be used after that. */
export const LEAST_USED = 0.85;
const MOST_REFUSED = 0.05;

/**
 * How a receiver answers that takes so many a second by a token bucket, which holds those of a second, and
 * answers 429 to more. `count` is told of each request whether it was taken.
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

/** Where a run that met such a receiver broke the promise: by the shares that were used and refused. */
export function throttledDeviations(name: string, used: number, refused: number): string[] {
	return [
		...(used < LEAST_USED ? [`${name}: only ${used} of it are used`] : []),
		...(refused > MOST_REFUSED ? [`${name}: ${refused} are refused`] : []),
	];
}
