import type { Cluster } from '../harness/cluster/cluster.mjs';
import type { Report } from '../harness/measure/report.mjs';
import { measureThroughput, type ThroughputRun } from './throughput.mjs';

/** How many conversions an execution sends, and the number of conversions in the whole measurement. */
export type Size = [perExecution: number, items: number];

/** Measures what a conversion costs, by how many of them are in an execution. */
export async function measureCosts(cluster: Cluster, sizes: Size[]): Promise<ThroughputRun[]> {
	await cluster.haveWorkers(2);
	const runs: ThroughputRun[] = [];
	for (const [perExecution, items] of sizes) {
		const done = await measureThroughput(cluster, items, perExecution);
		console.error(`${perExecution} per execution: ${done.perSecond} conversions/s`);
		runs.push(done);
	}
	return runs;
}

export function costs(runs: ThroughputRun[]): Report {
	return {
		title: 'What a conversion costs',
		columns: [
			'Conversions in an execution',
			'Conversions/s',
			'CPU ms per conversion: workers',
			'main',
			'PostgreSQL',
			'Redis',
			'Saved, bytes per conversion',
			'Written to WAL, bytes per conversion',
			'Memory of a worker, MB at most',
			'Missing',
			'Twice',
		],
		rows: runs.map(({ perExecution, perSecond, cpu, bytes, workerMemory, tally }) => [
			perExecution,
			perSecond,
			...[cpu.workers, cpu.main, cpu.postgres, cpu.redis].map(toHundredths),
			bytes.saved,
			bytes.written,
			workerMemory,
			tally.never,
			tally.twice,
		]),
		deviations: runs.flatMap(({ deviations }) => deviations),
	};
}

function toHundredths(value: number): number {
	return Math.round(value * 100) / 100;
}
