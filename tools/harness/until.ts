import pWaitFor from 'p-wait-for';

export interface Patience {
	/** Milliseconds between two looks. */
	interval?: number;
	/** Milliseconds until it is given up. */
	timeout?: number;
	/** What the error then says, if the library's words don't tell enough. */
	failure?: string;
	/** Gives it up at the next look. */
	signal?: AbortSignal;
}

/**
 * Looks again and again until there is something, and gives it. The looks follow each other closely,
 * because what waits often wants to act in the middle of a run.
 */
export async function until<T>(
	look: () => T | Promise<T>,
	{ interval = 5, timeout = 120_000, failure, signal }: Patience = {},
): Promise<NonNullable<Exclude<T, false>>> {
	let found: T | undefined;
	const isThere = async () => {
		signal?.throwIfAborted();
		found = await look();
		return Boolean(found);
	};
	await pWaitFor(isThere, { interval, timeout }).catch((error: Error) => {
		if (failure === undefined || error.name !== 'TimeoutError') throw error;
		throw new Error(failure, { cause: error });
	});
	return found as NonNullable<Exclude<T, false>>;
}
