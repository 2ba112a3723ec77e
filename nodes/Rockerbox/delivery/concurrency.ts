/**
 * Runs `task` for the indexes 0 to `count` - 1 in order, at most `limit` at a time. Once `isOver`
 * says so, nothing new starts; what runs ends before the promise settles.
 * @throws the first rejection of a task, after which nothing new starts either
 */
export async function eachConcurrently(
	count: number,
	limit: number,
	task: (index: number) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count && !isOver()) {
			const index = next++;
			await task(index).catch((error: unknown) => {
				next = count;
				throw error;
			});
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: Math.min(limit, count) }, worker));
	const failure = ends.find((end) => end.status === 'rejected');
	if (failure) throw failure.reason;
}
