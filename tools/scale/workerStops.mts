import { Rockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { nothingLost } from '../harness/scenarios/scenario.mjs';
import type { Cluster } from '../harness/cluster/cluster.mjs';
import { failed } from './executions.mjs';
import { nothingSilent, type Finding } from './finding.mjs';
import { Load } from './load.mjs';
import { outcomeOf } from './outcome.mjs';
import type { FaultSize } from './sizes.mjs';
import { sending } from './workflow.mjs';

/**
 * One of two workers is asked to end in the middle of its work. An execution that it has just taken
 * may fail; n8n then shows it, and its orders can be sent again.
 */
export async function workerStops(cluster: Cluster, size: FaultSize): Promise<Finding[]> {
	await cluster.haveWorkers(2);
	return await Rockerbox.use([], async (standIn) => {
		const load = await Load.prepare(cluster, standIn, {
			path: 'stop',
			...size,
			build: sending('onReceived'),
		});
		const sent = load.send();
		// Whose they are is read all the while: of what it fails, n8n forgets the data.
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
		const outcome = await outcomeOf(load, standIn);
		const what = 'One of two workers is asked to stop (SIGTERM), as for an update';
		const findings = [{ what, outcome, deviations: nothingSilent(outcome) }];

		const cutOff = failed(await load.executions.list());
		if (cutOff.length === 0) return findings;
		await load.send(load.batchesOf(cutOff));
		await load.ended();
		const afterwards = await outcomeOf(load, standIn);
		return [
			...findings,
			{
				what: '… then the orders of what failed sent again',
				outcome: afterwards,
				deviations: nothingLost(afterwards, cutOff.length * size.perExecution),
			},
		];
	});
}
