import pWaitFor from 'p-wait-for';

export interface Patience {
	/** Milliseconds between two checks. */
	interval?: number;
	/** Milliseconds until it gives up. */
	timeout?: number;
	/** The error's message then, if the library's own doesn't say enough. */
	failure?: string;
	/** Makes it give up at the next check. */
	signal?: AbortSignal;
}

/**
 * Checks again and again until there is something, and returns it. The checks follow each other closely,
 * because the caller often wants to act in the middle of a run.
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
