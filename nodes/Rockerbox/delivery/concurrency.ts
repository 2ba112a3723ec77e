/**
 * Runs `task`, which must not reject, for the indexes 0 to `count` - 1 in order, and at most `limit()` of
 * them at a time. The limit may change while tasks run. Once `isOver` returns true, nothing new starts, and
 * the promise settles when all running tasks have ended. A task that ends makes room for the next at once.
 * `yieldToEventLoop` is called between all other starts, because a limit that rises with many answers would
 * otherwise start that many tasks in one stretch.
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
