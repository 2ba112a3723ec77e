/**
 * `npm run bench`: the speed of this node against what a user would otherwise pick, in a real n8n,
 * everything in turns. Prints a table for each part, and puts it into docs/performance.md.
 *
 *     npm run bench -- [part …]
 *     npm run bench -- --items N --delay MS [--tls] [--turns N] [--json FILE]
 *
 * Without a part, all run, for about an hour. With `--items` and `--delay`, every case runs with this
 * load alone, and the documents stay as they are; `--json` names a file for the figures. The exit
 * code is 0 only if every conversion arrived once, over no more connections than Concurrency says.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { choose, runCommand, runParts } from '../measure/command.mjs';
import { machine } from '../measure/machine.mjs';
import { CASES } from './cases.mjs';
import { drawChart } from './chart.mjs';
import { concurrency, concurrencyContest } from './concurrency.mjs';
import { growth, growthContests } from './growth.mjs';
import { Rig } from './rig.mjs';
import { largeContests, speed, speedContests } from './speed.mjs';
import { runContests } from './turns.mjs';

const { values, positionals } = parseArgs({
	options: {
		items: { type: 'string' },
		delay: { type: 'string' },
		tls: { type: 'boolean', default: false },
		turns: { type: 'string', default: '1' },
		json: { type: 'string' },
	},
	allowPositionals: true,
});

await runCommand(async (stopped) => {
	const rig = await Rig.start(stopped);
	try {
		await warmUp(rig);
		if (values.items === undefined && values.delay === undefined) await runAll(rig);
		else await runOne(rig);
	} finally {
		await rig.stop();
	}
});

/** A process is slow at first: what n8n and V8 do only once is no part of any case. */
async function warmUp(rig: Rig): Promise<void> {
	const loads = [false, true].map((tls) => ({ items: 500, delayMs: 0, tls }));
	await runContests(rig, [{ cases: ['http-request', 'manual', 'auto', 'floor'], loads, turns: 2 }]);
}

async function runAll(rig: Rig): Promise<void> {
	const parts = {
		machine: () => machine(),
		speed: async () => {
			const results = await runContests(rig, speedContests);
			await drawChart(results.rows);
			return speed(results);
		},
		large: async () => speed(await runContests(rig, largeContests), 'Large runs'),
		concurrency: async () => concurrency(await runContests(rig, [concurrencyContest])),
		growth: async () => growth(await runContests(rig, growthContests)),
	};
	await runParts(choose(parts, positionals), 'performance.md');
}

async function runOne(rig: Rig): Promise<void> {
	const { tls, json } = values;
	const load = { items: Number(values.items ?? 2_000), delayMs: Number(values.delay ?? 0), tls };
	const contest = { cases: [...CASES], loads: [load], turns: Number(values.turns) };
	const results = await runContests(rig, [contest]);
	await runParts({ speed: async () => await Promise.resolve(speed(results)) });
	if (json) await writeFile(json, `${JSON.stringify({ rows: results.rows }, null, '\t')}\n`);
}
