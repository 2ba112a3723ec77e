import { until } from '../measure/until.mjs';
import { Rockerbox } from '../reliability/rockerbox.mjs';
import type { Cluster } from './cluster.mjs';
import { allRecorded, type Finding } from './finding.mjs';
import { Load } from './load.mjs';
import { outcomeOf } from './outcome.mjs';
import type { FaultSize } from './sizes.mjs';
import { sending } from './workflow.mjs';

const PATIENCE = 180; // seconds: n8n notices a dead worker after one to two minutes

/** One of two workers is asked to end in the middle of its work: nothing may come of it. */
export async function workerStops(cluster: Cluster, size: FaultSize): Promise<Finding[]> {
	await cluster.haveWorkers(2);
	return await Rockerbox.use([], async (standIn) => {
		const load = await Load.prepare(cluster, standIn, {
			path: 'stop',
			...size,
			build: sending('onReceived'),
		});
		await load.send();
		await until(() => standIn.recorded >= size.items / 4, cluster.stopped);
		await cluster.stopWorker(cluster.workers[0]);
		await load.ended(PATIENCE);
		const outcome = await outcomeOf(load, standIn);
		const what = 'One of two workers is asked to stop (SIGTERM), as for an update';
		return [{ what, outcome, deviations: allRecorded(outcome, 0) }];
	});
}
