/**
 * Runs `task`, which must not reject, for the indexes 0 to `count` - 1 in order, at most as many at
 * a time as `limit` says, which may change from one time to the next. Once `isOver` says so, nothing
 * new starts; what runs ends before the promise settles.
 */
export async function eachConcurrently(
	count: number,
	limit: () => number,
	task: (index: number) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	let next = 0;
	let running = 0;
	await new Promise<void>((resolve) => {
		const run = async (index: number) => {
			await task(index);
			running--;
			startMore();
		};
		const startMore = () => {
			while (next < count && running < limit() && !isOver()) {
				running++;
				void run(next++);
			}
			if (running === 0) resolve();
		};
		startMore();
	});
}
