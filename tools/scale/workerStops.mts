import type { Cluster } from '../harness/cluster/cluster.mjs';
import { FakeRockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { nothingLost } from '../harness/rockerbox/tally.mjs';
import { accountFor } from './accounting.mjs';
import { failed } from './executions.mjs';
import { Load } from './load.mjs';
import { nothingSilent, type OutageResult } from './outages.mjs';
import type { FaultSize } from './sizes.mjs';
import { sending } from './workflow.mjs';

/**
 * Asks one of two workers to end in the middle of its work. An execution that it has just taken may fail. n8n
 * then shows the failure, and the orders can be sent again.
 */
export async function workerStops(cluster: Cluster, size: FaultSize): Promise<OutageResult[]> {
	await cluster.haveWorkers(2);
	return await FakeRockerbox.use([], async (standIn) => {
		const load = await Load.prepare(cluster, standIn, {
			path: 'stop',
			...size,
			build: sending('onReceived'),
		});
		const sent = load.send();
		// The batches are read continuously, because n8n forgets the data of an execution that fails.
		const reading = async (holds: () => boolean) =>
			await cluster.main.until(async () => {
				await load.executions.list();
				return holds();
			});
		await reading(() => standIn.recorded >= size.items / 4);
		let hasStopped = false;
		const stopping = cluster.stopWorker(cluster.workers[0]).then(() => (hasStopped = true));
		await reading(() => hasStopped);
		await Promise.all([sent, stopping]);
		await load.ended();
		const accounting = await accountFor(load, standIn);
		const what = 'One of two workers is asked to stop (SIGTERM), as for an update';
		const results = [{ what, accounting, deviations: nothingSilent(accounting) }];

		const cutOff = failed(await load.executions.list());
		if (cutOff.length === 0) return results;
		await load.send(load.batchesOf(cutOff));
		await load.ended();
		const afterwards = await accountFor(load, standIn);
		return [
			...results,
			{
				what: '… then the orders of what failed sent again',
				accounting: afterwards,
				deviations: nothingLost(afterwards, cutOff.length * size.perExecution),
			},
		];
	});
}
