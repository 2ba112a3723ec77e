const TURNS = 5;
const MIN_TIMED_MS = 5; // a shorter stretch is mostly the clock and the garbage collector

/** Linear work gives a growth of about 4, quadratic work one of about 16. */
export const MAX_LINEAR_GROWTH = 8;

/**
 * How much longer four times as much work takes: the time of `work(4 * size)` by that of `work(size)`,
 * each the best of some turns, because a busy machine can only make a turn longer. Whatever `work`
 * needs is best made before, by size, so that only the work itself counts.
 */
export function growth(work: (size: number) => void, size: number): number {
	const repeats = repeatsToTime(() => work(size));
	let small = Infinity;
	let large = Infinity;
	for (let turn = 0; turn < TURNS; turn++) {
		// In turns, so that a machine that gets slower or faster does so for both.
		small = Math.min(
			small,
			timeOf(() => work(size), repeats),
		);
		large = Math.min(
			large,
			timeOf(() => work(4 * size), repeats),
		);
	}
	return large / small;
}

/** How often to do quick work in a row so that the clock can tell its time; it warms it up, too. */
function repeatsToTime(work: () => void): number {
	let repeats = 1;
	while (timeOf(work, repeats) < MIN_TIMED_MS) repeats *= 2;
	return repeats;
}

function timeOf(work: () => void, repeats: number): number {
	const start = performance.now();
	for (let at = 0; at < repeats; at++) work();
	return performance.now() - start;
}
