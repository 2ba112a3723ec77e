import { sleep } from 'n8n-workflow';

const LONGEST_STRETCH = 20; // milliseconds

/**
 * Gives a function to call between two pieces of work. It lets everything else in this n8n have a
 * turn whenever work has gone on for a while: other executions, the editor, and in queue mode the
 * sign of life without which n8n gives a worker up. `clock` gives milliseconds.
 */
export function givingWay(clock: () => number = Date.now) {
	let resumed = clock();
	return async (): Promise<void> => {
		if (clock() - resumed < LONGEST_STRETCH) return;
		await sleep(0);
		resumed = clock();
	};
}
