/**
 * `npm run bench`: the speed of this node against what a user would otherwise pick, in a real n8n,
 * everything in turns. Prints a table for each part, and puts it into docs/performance.md.
 *
 *     npm run bench -- [part …]
 *     npm run bench -- [--items N] [--delay MS] [--tls] [--turns N] [--json FILE]
 *
 * Without a part, all run, for about an hour. With options, every case runs with this load alone (2,000
 * items, no delay, once, if not said), and the documents stay as they are; `--json` names a file
 * for the figures. The exit code is 0 only if every conversion arrived once, over no more connections
 * than Concurrency says.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { UserError } from '../harness/userError.mjs';
import { choose, runCommand, runParts } from '../harness/measure/command.mjs';
import { machine } from '../harness/measure/machine.mjs';
import { CASES } from './cases.mjs';
import { drawChart } from './chart.mjs';
import { concurrency, concurrencyContest } from './concurrency.mjs';
import { growth, growthContests } from './growth.mjs';
import { memory, memoryContests } from './memory.mjs';
import { profile } from './profile.mjs';
import { Rig } from './environment.mjs';
import { largeContests, speed, speedContests } from './speed.mjs';
import { runContests, type Contest, type Results } from './series.mjs';

const { values, positionals } = parseArgs({
	options: {
		items: { type: 'string' },
		delay: { type: 'string' },
		tls: { type: 'boolean' },
		turns: { type: 'string' },
		json: { type: 'string' },
	},
	allowPositionals: true,
});

await runCommand(async (stopped) => {
	if (Object.keys(values).length === 0) await runAll(stopped);
	else await runOne(stopped);
});

async function runAll(stopped: AbortSignal): Promise<void> {
	const contests = async (...all: Contest[]) => await inNewN8n(stopped, all);
	const parts = {
		machine: () => machine(),
		speed: async () => {
			const results = await contests(...speedContests);
			await drawChart(results.rows);
			return speed(results);
		},
		concurrency: async () => concurrency(await contests(concurrencyContest)),
		growth: async () => growth(await contests(...growthContests)),
		memory: async () => {
			const each: Results[] = [];
			for (const contest of memoryContests) each.push(await contests(contest));
			return memory({
				rows: each.flatMap(({ rows }) => rows),
				deviations: each.flatMap(({ deviations }) => deviations),
			});
		},
		profile: async () => await profile(stopped),
		large: async () => speed(await contests(...largeContests), 'Large runs'),
	};
	await runParts(choose(parts, positionals), 'performance.md');
}

async function runOne(stopped: AbortSignal): Promise<void> {
	if (positionals.length > 0) throw new UserError('A part takes no options.');
	const { items = 2_000, delay = 0, turns = 1, tls = false, json } = values;
	const load = { items: Number(items), delayMs: Number(delay), tls };
	const contest = { cases: [...CASES], loads: [load], turns: Number(turns) };
	const results = await inNewN8n(stopped, [contest]);
	await runParts({ speed: async () => await Promise.resolve(speed(results)) });
	if (json) await writeFile(json, `${JSON.stringify({ rows: results.rows }, null, '\t')}\n`);
}

async function inNewN8n(stopped: AbortSignal, contests: Contest[]): Promise<Results> {
	return await Rig.with(stopped, async (rig) => await runContests(rig, contests));
}
