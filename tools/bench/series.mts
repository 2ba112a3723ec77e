import type { Case } from './cases.mjs';
import type { Load, Rig, Run } from './environment.mjs';
import { rowOf, type Row } from './summary.mjs';

/** What is run in turns: A B C, A B C, so that a busy moment of the machine meets all cases alike. */
export interface Contest {
	cases: Case[];
	loads: Load[];
	turns: number;
}

/** The results of contests, and what was missing, twice or too much in any run. */
export interface Results {
	rows: Row[];
	deviations: string[];
}

/** Runs contests one after the other; what happens is told on stderr. */
export async function runContests(rig: Rig, contests: Contest[]): Promise<Results> {
	const rows: Row[] = [];
	const deviations: string[] = [];
	for (const contest of contests) {
		for (const [, runs] of await runContest(rig, contest)) {
			rows.push(rowOf(runs));
			deviations.push(...runs.flatMap((run) => run.deviations.map((one) => `${run.case}: ${one}`)));
		}
	}
	return { rows, deviations };
}

async function runContest(rig: Rig, { cases, loads, turns }: Contest): Promise<Map<string, Run[]>> {
	const runs = new Map<string, Run[]>();
	for (let turn = 1; turn <= turns; turn++) {
		for (const load of loads) {
			for (const name of cases) {
				const run = await rig.run(name, load);
				tell(run, turn);
				const key = JSON.stringify([load, name]);
				runs.set(key, [...(runs.get(key) ?? []), run]);
			}
		}
	}
	return runs;
}

function tell({ case: name, items, delayMs, tls, itemsPerSecond }: Run, turn: number): void {
	const how = `${items} items, ${delayMs} ms, ${tls ? 'https' : 'http'}, turn ${turn}`;
	console.error(`${name.padEnd(20)} ${how}: ${Math.round(itemsPerSecond)}/s`);
}
