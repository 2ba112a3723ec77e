/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a busy machine takes time, but not the processor's */
const MIN_TIMED_MICROSECONDS = 4_000; // a shorter time is mostly the compiler and the garbage collector
const MIN_TURNS = 2;
const MAX_TURNS = 8;

/** Linear work has a growth of about 4, and quadratic work one of about 16. */
export const MAX_LINEAR_GROWTH = 8;
const NO_DOUBT = 6; // below this, more turns would change nothing

/**
 * How much longer four times as much work takes: the time of `work(4 * size)` divided by that of
 * `work(size)`, each the best of some turns, in processor time. Prepare the data of `work` before, by size,
 * so that only the work itself counts.
 */
export function growth(work: (size: number) => void, size: number): number {
	work(4 * size);
	// Both are timed for about the same length, because chance affects a longer time more often.
	const repeats = repeatsToTime(() => work(4 * size));
	let small = Infinity;
	let large = Infinity;
	for (let turn = 0; turn < MAX_TURNS; turn++) {
		small = Math.min(small, timeOf(() => work(size), 4 * repeats) / 4);
		large = Math.min(
			large,
			timeOf(() => work(4 * size), repeats),
		);
		if (turn >= MIN_TURNS && large < NO_DOUBT * small) break;
	}
	return large / small;
}

/**
 * Whether work grows no faster than its size. Work that takes less than a millisecond at four times the size
 * passes at once, because quadratic work takes ten milliseconds and more at a size of some thousands. A step,
 * such as that from one kind of memory to another, shows at one size only, but quadratic work shows at every
 * size.
 */
export function isLinear(work: (size: number) => void, size: number): boolean {
	work(4 * size);
	if (timeOf(() => work(4 * size), 1) < 1_000) return true;
	return [size, 4 * size].some((from) => growth(work, from) < MAX_LINEAR_GROWTH);
}

/** How often to repeat quick work so that the clock can measure it. This also warms it up. */
function repeatsToTime(work: () => void): number {
	let repeats = 1;
	while (timeOf(work, repeats) < MIN_TIMED_MICROSECONDS) repeats *= 2;
	return repeats;
}

/** Microseconds. */
function timeOf(work: () => void, repeats: number): number {
	const start = process.cpuUsage();
	for (let at = 0; at < repeats; at++) work();
	const { user, system } = process.cpuUsage(start);
	return user + system;
}
