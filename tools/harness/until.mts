import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_WAIT = 120; // seconds

/** Waits until something holds. */
export async function until(
	holds: () => boolean | Promise<boolean>,
	stopped: AbortSignal,
): Promise<void> {
	for (const start = Date.now(); !(await holds()); await sleep(5)) {
		stopped.throwIfAborted();
		if (Date.now() - start > LONGEST_WAIT * 1000) {
			throw new Error(`Waited in vain for ${LONGEST_WAIT} seconds.`);
		}
	}
}
