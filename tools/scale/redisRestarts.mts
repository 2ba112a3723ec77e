import type { Cluster } from '../harness/cluster/cluster.mjs';
import { FakeRockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { exactlyOnce } from '../harness/rockerbox/tally.mjs';
import { accountFor } from './accounting.mjs';
import { failed, unfinished } from './executions.mjs';
import { Load } from './load.mjs';
import { nothingSilent, type OutageResult } from './outages.mjs';
import type { FaultSize } from './sizes.mjs';
import { sending } from './workflow.mjs';

const PATIENCE = 30; // seconds; if no execution ends for this long, none will

/** Redis is restarted in the middle of the work, and comes back at once with all its data. */
export async function redisRestarts(cluster: Cluster, size: FaultSize): Promise<OutageResult[]> {
	return await restart(cluster, size, true, async (load, standIn) => {
		const accounting = await accountFor(load, standIn);
		const what = 'Redis is restarted, and has kept its data';
		return [{ what, accounting, deviations: exactlyOnce(accounting) }];
	});
}

/** The same, but Redis comes back empty. Also tries what a user can do then. */
export async function redisForgets(cluster: Cluster, size: FaultSize): Promise<OutageResult[]> {
	return await restart(cluster, size, false, async (load, standIn) => {
		const results: OutageResult[] = [];
		const note = async (what: string) => {
			const accounting = await accountFor(load, standIn);
			results.push({ what, accounting, deviations: nothingSilent(accounting) });
		};
		await note('Redis is restarted, and has lost its data');
		await cluster.restartMain();
		await cluster.main.until(
			async () => (await load.executions.list()).filter(unfinished).length === 0,
		);
		await note('… then n8n’s main process is restarted');
		await load.retry(failed(await load.executions.list()));
		const accounting = await accountFor(load, standIn);
		const what = '… then Retry of the crashed executions';
		results.push({ what, accounting, deviations: exactlyOnce(accounting) });
		return results;
	});
}

async function restart(
	cluster: Cluster,
	size: FaultSize,
	keepData: boolean,
	look: (load: Load, standIn: FakeRockerbox) => Promise<OutageResult[]>,
): Promise<OutageResult[]> {
	await cluster.haveWorkers(2);
	return await FakeRockerbox.use([], async (standIn) => {
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
