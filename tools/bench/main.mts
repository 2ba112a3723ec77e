/**
 * `npm run bench`: compares the speed of this node with its alternatives, in a real n8n and in rounds. Prints
 * a table for each part, and puts it into docs/measurements/speed.md.
 *
 *     npm run bench -- [part …]
 *     npm run bench -- --short
 *     npm run bench -- [--items N] [--delay MS] [--round-trip MS] [--tls] [--turns N] [--json FILE]
 *
 * Without a part, all run, for about an hour and a half. `--short` takes some minutes: it sends to two
 * receivers that refuse some requests. With the other options, every case runs with this load only (by
 * default 2,000 items, no delay, once), and the documents don't change; `--json` names a file for the
 * figures. The exit code is 0 only if every conversion arrived once, over no more connections than
 * Concurrency allows.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { choose, runCommand, runParts } from '../harness/measure/command.mjs';
import { machine } from '../harness/measure/machine.mjs';
import { UserError } from '../harness/userError.mjs';
import { CASES } from './cases.mjs';
import { drawChart } from './chart.mjs';
import { concurrency, concurrencySeries } from './concurrency.mjs';
import { BenchEnvironment } from './environment.mjs';
import { gentle, FULL, SHORT } from './gentle.mjs';
import { growth, growthSeries } from './growth.mjs';
import { memory, memorySeries } from './memory.mjs';
import { profile } from './profile.mjs';
import { runAllSeries, type Series, type Results } from './series.mjs';
import { farSeries, largeSeries, speed, speedSeries } from './speed.mjs';

const { values, positionals } = parseArgs({
	options: {
		items: { type: 'string' },
		delay: { type: 'string' },
		'round-trip': { type: 'string' },
		tls: { type: 'boolean' },
		turns: { type: 'string' },
		json: { type: 'string' },
		short: { type: 'boolean' },
	},
	allowPositionals: true,
});

await runCommand(async (stopped) => {
	if (Object.keys(values).length === 0) await runAll(stopped);
	else if (values.short) await runParts({ gentle: async () => await gentle(stopped, SHORT) });
	else await runOne(stopped);
});

async function runAll(stopped: AbortSignal): Promise<void> {
	const results = async (...all: Series[]) => await inNewN8n(stopped, all);
	const parts = {
		machine: () => machine(),
		far: async () => {
			const all = await results(...farSeries);
			await drawChart(all.rows);
			return speed(all, 'A receiver far away');
		},
		gentle: async () => await gentle(stopped, FULL),
		speed: async () => speed(await results(...speedSeries), 'A receiver on this machine'),
		concurrency: async () => concurrency(await results(...concurrencySeries)),
		growth: async () => growth(await results(...growthSeries)),
		memory: async () => {
			const each: Results[] = [];
			for (const series of memorySeries) each.push(await results(series));
			return memory({
				rows: each.flatMap(({ rows }) => rows),
				deviations: each.flatMap(({ deviations }) => deviations),
			});
		},
		profile: async () => await profile(stopped),
		large: async () => speed(await results(...largeSeries), 'Large runs'),
	};
	await runParts(choose(parts, positionals), 'measurements/speed.md');
}

async function runOne(stopped: AbortSignal): Promise<void> {
	if (positionals.length > 0) throw new UserError('A part takes no options.');
	const { items = 2_000, delay = 0, turns = 1, tls = false, json } = values;
	const roundTripMs = Number(values['round-trip'] ?? 0);
	const workload = { items: Number(items), delayMs: Number(delay), roundTripMs, tls };
	const series = { cases: [...CASES], workloads: [workload], rounds: Number(turns) };
	const results = await inNewN8n(stopped, [series]);
	await runParts({ speed: async () => await Promise.resolve(speed(results)) });
	if (json) await writeFile(json, `${JSON.stringify({ rows: results.rows }, null, '\t')}\n`);
}

async function inNewN8n(stopped: AbortSignal, all: Series[]): Promise<Results> {
	return await BenchEnvironment.with(
		stopped,
		async (environment) => await runAllSeries(environment, all),
	);
}
