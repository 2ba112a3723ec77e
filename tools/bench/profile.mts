import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../harness/measure/report.mjs';
import { workFolder } from '../harness/paths.mjs';
import { TITLES, type Case } from './cases.mjs';
import { BenchEnvironment, type BenchRun } from './environment.mjs';

const PROFILED: Case[] = ['manual', 'auto', 'floor'];
const LOAD = { items: 20_000, delayMs: 0, roundTripMs: 0, tls: false };
const WORTH_A_LINE = 0.05; // of a case's time

/** The parts of a V8 profile that are read here. */
interface Profile {
	nodes: Array<{ id: number; callFrame: { functionName: string; url: string } }>;
	/** The node of each sample, and the microseconds since the sample before. */
	samples: number[];
	timeDeltas: number[];
}

/** Which code takes the time of a large run, compared with the floor, which nothing can beat. */
export async function profile(stopped: AbortSignal): Promise<Report> {
	const file = join(workFolder, 'bench.cpuprofile');
	const runs: BenchRun[] = [];
	const spent: Array<Map<string, number>> = [];
	await BenchEnvironment.with(
		stopped,
		async (environment) => {
			for (const name of PROFILED) {
				runs.push(await environment.run(name, LOAD));
				spent.push(byOwner(JSON.parse(await readFile(file, 'utf8')) as Profile));
				await rename(file, join(workFolder, `bench-${name}.cpuprofile`));
			}
		},
		{ BENCH_PROFILE: file },
	);
	return table(spent, runs);
}

function table(spent: Array<Map<string, number>>, runs: BenchRun[]): Report {
	const totals = spent.map((owners) => sum([...owners.values()]));
	const isWorthALine = (owner: string) =>
		spent.some((owners, at) => (owners.get(owner) ?? 0) >= WORTH_A_LINE * totals[at]);
	const largest = (owner: string) => Math.max(...spent.map((owners) => owners.get(owner) ?? 0));
	const shown = [...new Set(spent.flatMap((owners) => [...owners.keys()]))]
		.filter(isWorthALine)
		.sort((a, b) => largest(b) - largest(a));
	const shownOf = (owners: Map<string, number>) => shown.map((owner) => owners.get(owner) ?? 0);
	const cell = (milliseconds: number, at: number) =>
		`${(milliseconds / LOAD.items).toFixed(3)} (${Math.round((milliseconds / totals[at]) * 100)} %)`;
	return {
		title: 'Profile',
		columns: ['Milliseconds per item in', ...PROFILED.map((name) => TITLES[name])],
		rows: [
			...shown.map((owner) => [
				owner,
				...spent.map((owners, at) => cell(owners.get(owner) ?? 0, at)),
			]),
			['the rest', ...spent.map((owners, at) => cell(totals[at] - sum(shownOf(owners)), at))],
			['all', ...totals.map((total, at) => cell(total, at))],
		],
		deviations: runs.flatMap((run) => run.deviations.map((one) => `${run.case}: ${one}`)),
	};
}

/** The milliseconds spent in the code of each package, and of Node.js and V8 themselves. */
function byOwner({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
	const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
	const spent = new Map<string, number>();
	samples.forEach((id, at) => {
		const owner = owners.get(id)!;
		if (owner === '(idle)') return;
		spent.set(owner, (spent.get(owner) ?? 0) + timeDeltas[at] / 1000);
	});
	return spent;
}

function ownerOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string {
	const [, module] = /^node:(?:internal\/)?([^/]*)/.exec(url) ?? [];
	if (module) return `Node.js: ${module}`;
	const parts = url.split('/node_modules/');
	if (parts.length === 1) return functionName.startsWith('(') ? functionName : 'native functions';
	const [scope, name] = parts.at(-1)!.split('/');
	return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function sum(values: number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
