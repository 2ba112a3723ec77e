import type { Report } from '../harness/measure/report.mjs';
import type { ThroughputRun } from './throughput.mjs';

const PER_DAY = [1e6, 10e6, 100e6];
const SECONDS_PER_DAY = 86_400;
const BUSIEST_HOUR = 3; // times the average of the day
const BUSY = 0.7; // the share of a core that a process of n8n may use, so that queues don't grow
/**
 * The cost of https for a worker, because the stand-in speaks http, but Rockerbox doesn't. From
 * docs/measurements/speed.md, rounded up.
 */
const TLS_CPU_MS = 2;
const GB = 1e9;

/** The resources that these numbers of conversions a day need over https, from the measured cost of one. */
export function sizing(runs: ThroughputRun[]): Report {
	const wanted = runs.filter(({ perExecution }) => perExecution >= 100);
	return {
		title: 'What 1, 10 and 100 million conversions a day need',
		columns: [
			'Conversions a day',
			'in an execution',
			'Executions a day',
			'Conversions/s on average',
			'in the busiest hour',
			'Workers',
			'Main and webhook processes',
			'Cores for workers',
			'for main',
			'for PostgreSQL',
			'for Redis',
			'Saved a day, GB',
			'WAL a day, GB',
		],
		rows: PER_DAY.flatMap((perDay) => wanted.map((run) => rowOf(perDay, run))),
		deviations: [],
	};
}

function rowOf(perDay: number, { perExecution, cpu, bytes }: ThroughputRun): number[] {
	const average = perDay / SECONDS_PER_DAY;
	const busiest = average * BUSIEST_HOUR;
	const cores = (cpuMs: number) => (busiest * cpuMs) / 1000;
	const processes = (cpuMs: number) => Math.ceil(cores(cpuMs) / BUSY);
	const workers = cpu.workers + TLS_CPU_MS;
	return [
		perDay,
		perExecution,
		perDay / perExecution,
		round(average),
		round(busiest),
		processes(workers),
		processes(cpu.main),
		...[workers, cpu.main, cpu.postgres, cpu.redis].map((cpuMs) => round(cores(cpuMs))),
		round((perDay * bytes.saved) / GB),
		round((perDay * bytes.written) / GB),
	];
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
