/**
 * Runs `task`, which must not reject, for the indexes 0 to `count` - 1 in order, at most as many at
 * a time as `limit` says, which may change from one time to the next. Once `isOver` says so, nothing
 * new starts; what runs ends before the promise settles. A task that ends makes room for the next at
 * once. Between all other starts `yieldToEventLoop` is called, because a limit that rises with each of
 * many answers would let as many start in one stretch.
 */
export async function eachConcurrently(
	count: number,
	limit: () => number,
	task: (index: number) => Promise<void>,
	isOver: () => boolean,
	yieldToEventLoop: () => Promise<void>,
): Promise<void> {
	let next = 0;
	let running = 0;
	let isStarting = false;
	const mayStart = () => next < count && running < limit() && !isOver();
	await new Promise<void>((resolve) => {
		const run = async () => {
			running++;
			await task(next++);
			running--;
			if (mayStart()) void run();
			void startMore();
		};
		const startMore = async () => {
			if (isStarting) return;
			isStarting = true;
			while (mayStart()) {
				void run();
				await yieldToEventLoop();
			}
			isStarting = false;
			if (running === 0) resolve();
		};
		void startMore();
	});
}
