import type { Case, Workload } from './cases.mjs';
import type { BenchEnvironment, BenchRun } from './environment.mjs';
import { rowOf, type Row } from './summary.mjs';

/** Cases that run in rounds: A B C, A B C. So a busy moment of the machine affects all of them alike. */
export interface Series {
	cases: Case[];
	workloads: Workload[];
	rounds: number;
}

/** The results of all series, and the missing, duplicate or surplus requests of any run. */
export interface Results {
	rows: Row[];
	deviations: string[];
}

/** Runs one series after the other, and reports progress on stderr. */
export async function runAllSeries(environment: BenchEnvironment, all: Series[]): Promise<Results> {
	const rows: Row[] = [];
	const deviations: string[] = [];
	for (const series of all) {
		for (const [, runs] of await runSeries(environment, series)) {
			rows.push(rowOf(runs));
			deviations.push(...runs.flatMap((run) => run.deviations.map((one) => `${run.case}: ${one}`)));
		}
	}
	return { rows, deviations };
}

async function runSeries(
	environment: BenchEnvironment,
	{ cases, workloads, rounds }: Series,
): Promise<Map<string, BenchRun[]>> {
	const runs = new Map<string, BenchRun[]>();
	for (let round = 1; round <= rounds; round++) {
		for (const workload of workloads) {
			for (const name of cases) {
				const run = await environment.run(name, workload);
				tell(run, round);
				const key = JSON.stringify([workload, name]);
				runs.set(key, [...(runs.get(key) ?? []), run]);
			}
		}
	}
	return runs;
}

function tell(run: BenchRun, round: number): void {
	const { case: name, items, delayMs, roundTripMs, tls, itemsPerSecond } = run;
	const where = `${tls ? 'https' : 'http'}, round trip ${roundTripMs} ms, server ${delayMs} ms`;
	const how = `${items} items, ${where}, round ${round}`;
	console.error(`${name.padEnd(20)} ${how}: ${Math.round(itemsPerSecond)}/s`);
}
