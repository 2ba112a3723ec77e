import mapValues from 'lodash/mapValues.js';
import type { Cluster } from '../harness/cluster/cluster.mjs';
import { FakeRockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { type Tally, exactlyOnce } from '../harness/rockerbox/tally.mjs';
import { Load } from './load.mjs';
import { cpuTimes, forgetPeakMemory, peakMemory } from './usage.mjs';
import { executionsByWorker } from './workerLog.mjs';
import { sending } from './workflow.mjs';

/** The resources used to send a number of conversions. */
export interface ThroughputRun {
	workers: number;
	perExecution: number;
	tally: Tally;
	executions: number;
	perSecond: number;
	/** The share of the executions that each worker ran, in percent. */
	shares: number[];
	mostAtOnce: number;
	/** Milliseconds of CPU time for each conversion. */
	cpu: { workers: number; main: number; postgres: number; redis: number };
	/** The most that one worker held at a time, in MB. */
	workerMemory: number;
	/** Bytes for each conversion: saved by n8n, and written by PostgreSQL to its log. */
	bytes: { saved: number; written: number };
	deviations: string[];
}

let runs = 0;

/** Sends conversions through many executions, on the existing workers. */
export async function measureThroughput(
	cluster: Cluster,
	items: number,
	perExecution: number,
): Promise<ThroughputRun> {
	return await FakeRockerbox.use([], async (standIn) => {
		const path = `run-${++runs}`;
		const load = await Load.prepare(cluster, standIn, {
			path,
			items,
			perExecution,
			build: sending('onReceived'),
		});
		const { postgres, workers } = cluster;
		const pids = workers.map(({ process }) => process.pid);
		await Promise.all(pids.map(forgetPeakMemory));
		const [cpuBefore, writtenBefore] = [await cpuOf(cluster), await postgres.bytesWritten()];
		const start = Date.now();
		await load.send();
		await load.ended();
		const [cpuAfter, writtenAfter] = [await cpuOf(cluster), await postgres.bytesWritten()];
		const tally = standIn.tally(load.conversions);
		const rows = await load.executions.list();
		const counts = await executionsByWorker(workers, new Set(rows.map(({ id }) => id)));
		const failed = rows.filter(({ status }) => status !== 'success').length;
		return {
			workers: workers.length,
			perExecution,
			tally,
			executions: rows.length,
			perSecond: Math.round((items * 1000) / ((await load.executions.lastEnd()) - start)),
			shares: counts.map((count) => Math.round((count * 100) / rows.length)),
			mostAtOnce: standIn.mostAtOnce,
			cpu: mapValues(
				cpuAfter,
				(after, of) => (after - cpuBefore[of as keyof ThroughputRun['cpu']]) / items,
			),
			workerMemory: Math.max(...(await Promise.all(pids.map(peakMemory)))),
			bytes: {
				saved: Math.round((await load.executions.savedBytes()) / items),
				written: Math.round((writtenAfter - writtenBefore) / items),
			},
			deviations: [
				...exactlyOnce(tally),
				...(failed > 0 ? [`${failed} executions did not succeed`] : []),
			].map((deviation) => `${workers.length} workers, ${perExecution} each: ${deviation}`),
		};
	});
}

async function cpuOf({ workers, main, postgres, redis }: Cluster): Promise<ThroughputRun['cpu']> {
	const pids = workers.map(({ process }) => process.pid);
	const [ofWorkers, ofMain, ofPostgres, ofRedis] = await Promise.all(
		[pids, [main.pid], [postgres.pid], [redis.pid]].map(cpuTimes),
	);
	return { workers: ofWorkers, main: ofMain, postgres: ofPostgres, redis: ofRedis };
}
