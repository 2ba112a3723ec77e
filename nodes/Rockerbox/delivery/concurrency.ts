/**
 * Runs `task`, which must not reject, for the indexes 0 to `count` - 1 in order, at most `limit` at
 * a time. Once `isOver` says so, nothing new starts; what runs ends before the promise settles.
 */
export async function eachConcurrently(
	count: number,
	limit: number,
	task: (index: number) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count && !isOver()) await task(next++);
	};
	await Promise.all(Array.from({ length: Math.min(limit, count) }, worker));
}
