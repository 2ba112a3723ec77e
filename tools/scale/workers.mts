import type { Cluster } from '../harness/cluster/cluster.mjs';
import type { Report } from '../harness/measure/report.mjs';
import { measureThroughput, type ThroughputRun } from './throughput.mjs';

/** Conversions in one execution. At most this many arrive twice for each execution that is cut off. */
const PER_EXECUTION = 100;

/** Sends the same conversions with more and more workers. */
export async function workers(cluster: Cluster, items: number, counts: number[]): Promise<Report> {
	const runs: ThroughputRun[] = [];
	for (const count of counts) {
		await cluster.haveWorkers(count);
		const done = await measureThroughput(cluster, items, PER_EXECUTION);
		console.error(`${count} workers: ${done.perSecond} conversions/s`);
		runs.push(done);
	}
	return {
		title: 'One, two and four workers',
		columns: [
			'Workers',
			'Conversions',
			'Executions',
			'Conversions/s',
			'Share of each worker, %',
			'Requests at once, at most',
			'Memory of a worker, MB at most',
			'Missing',
			'Twice',
		],
		rows: runs.map((done) => [
			done.workers,
			done.tally.items,
			done.executions,
			done.perSecond,
			done.shares.join(' / '),
			done.mostAtOnce,
			done.workerMemory,
			done.tally.never,
			done.tally.twice,
		]),
		deviations: runs.flatMap(({ deviations }) => deviations),
	};
}
