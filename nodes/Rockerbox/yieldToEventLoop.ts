import { sleep } from 'n8n-workflow';
import { monotonicClock } from './monotonicClock';

const MAX_BLOCKING_MS = 20;

/**
 * Returns a function to call between two pieces of work. It yields whenever work has gone on for a while, so
 * that everything else in this n8n gets its turn: other executions, the editor, and, in queue mode, the
 * heartbeat without which n8n gives a worker up. `clock` returns milliseconds.
 */
export function eventLoopYielder(clock: () => number = monotonicClock) {
	let resumed = clock();
	return async (): Promise<void> => {
		if (clock() - resumed < MAX_BLOCKING_MS) return;
		await sleep(0);
		resumed = clock();
	};
}
