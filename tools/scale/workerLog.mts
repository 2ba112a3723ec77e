import { readFile } from 'node:fs/promises';
import type { Worker } from '../harness/cluster/cluster.mjs';

/** How many of these executions each worker has started, by the worker's log. */
export async function executionsByWorker(
	workers: Worker[],
	executions: Set<string>,
): Promise<number[]> {
	return await Promise.all(
		workers.map(async (worker) => {
			const started = await startedBy(worker);
			return started.filter((id) => executions.has(id)).length;
		}),
	);
}

/** The IDs of the executions that a worker has started. */
export async function startedBy({ logFile }: Worker): Promise<string[]> {
	const log = await readFile(logFile, 'utf8');
	return [...log.matchAll(/Worker started execution (\d+) /g)].map(([, id]) => id);
}
