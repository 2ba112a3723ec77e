import { Rockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { exactlyOnce } from '../harness/scenarios/scenario.mjs';
import type { Cluster } from '../harness/cluster/cluster.mjs';
import { failed, unfinished } from './executions.mjs';
import { nothingSilent, type Finding } from './finding.mjs';
import { Load } from './load.mjs';
import { outcomeOf } from './outcome.mjs';
import type { FaultSize } from './sizes.mjs';
import { sending } from './workflow.mjs';

const PATIENCE = 30; // seconds without an execution that ends, after which none will

/** Redis is restarted in the middle of the work, and comes back at once with all it knew. */
export async function redisRestarts(cluster: Cluster, size: FaultSize): Promise<Finding[]> {
	return await restart(cluster, size, true, async (load, standIn) => {
		const outcome = await outcomeOf(load, standIn);
		const what = 'Redis is restarted, and has kept its data';
		return [{ what, outcome, deviations: exactlyOnce(outcome) }];
	});
}

/** The same, but Redis comes back empty; and what a user can do then. */
export async function redisForgets(cluster: Cluster, size: FaultSize): Promise<Finding[]> {
	return await restart(cluster, size, false, async (load, standIn) => {
		const findings: Finding[] = [];
		const note = async (what: string) => {
			const outcome = await outcomeOf(load, standIn);
			findings.push({ what, outcome, deviations: nothingSilent(outcome) });
		};
		await note('Redis is restarted, and has lost its data');
		await cluster.restartMain();
		await cluster.main.until(
			async () => (await load.executions.list()).filter(unfinished).length === 0,
		);
		await note('… then n8n’s main process is restarted');
		await load.retry(failed(await load.executions.list()));
		const outcome = await outcomeOf(load, standIn);
		const what = '… then Retry of the crashed executions';
		findings.push({ what, outcome, deviations: exactlyOnce(outcome) });
		return findings;
	});
}

async function restart(
	cluster: Cluster,
	size: FaultSize,
	keepData: boolean,
	look: (load: Load, standIn: Rockerbox) => Promise<Finding[]>,
): Promise<Finding[]> {
	await cluster.haveWorkers(2);
	return await Rockerbox.use([], async (standIn) => {
		const load = await Load.prepare(cluster, standIn, {
			path: keepData ? 'redis-restarts' : 'redis-forgets',
			...size,
			build: sending('onReceived'),
		});
		await load.send();
		await cluster.main.until(() => standIn.recorded >= size.items / 4);
		await cluster.redis.restart(keepData);
		await load.ended(PATIENCE);
		return await look(load, standIn);
	});
}
