/**
 * `npm run compatibility`: tries the packed node in other versions of n8n, each for real. n8n's own step
 * installs it, a browser opens it in the editor, and it sends to a stand-in for Rockerbox. Prints a table.
 * The exit code is 0 only if every check passed in every version.
 *
 *     npm run compatibility -- [version of n8n …] [--setup NAME] [--short] [--write]
 *
 * Without a version, those in docs/measurements/compatibility.md run, each in the set-ups that people use:
 * with SQLite, with PostgreSQL, and in queue mode. A version that isn't here yet is downloaded. `--short`
 * only tries the demo's version with SQLite, and `--write` puts the table into the document.
 */
import { parseArgs } from 'node:util';
import { runCommand, runParts } from '../harness/measure/command.mjs';
import type { Report } from '../harness/measure/report.mjs';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { PINNED_NUMBER, versionOf } from '../harness/n8n/version.mjs';
import { UserError } from '../harness/userError.mjs';
import { checks } from './checks.mjs';
import { usableExamples } from './examples.mjs';
import { setups } from './setups.mjs';

/** An older 2.x, and the last 1.x, besides that of the demo. */
const OLDER = ['2.8.4', '1.123.81'];

const { values, positionals } = parseArgs({
	options: {
		setup: { type: 'string' },
		short: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	},
	allowPositionals: true,
});

await runCommand(async (stopped) => {
	const setup = values.short ? 'SQLite' : values.setup;
	const chosen = Object.keys(setups).filter((name) => [name, undefined].includes(setup));
	if (chosen.length === 0) {
		throw new UserError(`There is no such setup: ${Object.keys(setups).join(' · ')}`);
	}
	if (values.write && (positionals.length > 0 || setup)) {
		throw new UserError(
			'--write is for the whole table: leave the versions, --setup and --short out.',
		);
	}
	const part = async () => await compatibility(chosen, stopped);
	await runParts(
		{ compatibility: part },
		values.write ? 'measurements/compatibility.md' : undefined,
	);
});

async function compatibility(chosen: string[], stopped: AbortSignal): Promise<Report> {
	const report: Report = {
		title: 'Compatibility',
		columns: ['n8n', 'With', 'Install', ...Object.keys(checks), 'Examples'],
		rows: [],
		deviations: [],
	};
	const all = [PINNED_NUMBER, ...(values.short ? [] : OLDER)];
	for (const number of positionals.length > 0 ? positionals : all) {
		const version = versionOf(number);
		for (const setup of chosen) {
			console.error(`n8n ${number}, ${setup}:`);
			await setups[setup](version, stopped, async (n8n, installed) => {
				const found = { Install: installed, ...(await runChecks(n8n, stopped)) };
				const marks = Object.values(found).map(({ length }) => (length === 0 ? '✔' : '✖'));
				report.rows.push([number, setup, ...marks, await usableExamples(n8n)]);
				for (const [check, ones] of Object.entries(found)) {
					const where = `n8n ${number}, ${setup}, ${check}`;
					report.deviations.push(...ones.map((deviation) => `${where}: ${deviation}`));
				}
			});
		}
	}
	return report;
}

async function runChecks(n8n: N8n, stopped: AbortSignal): Promise<Record<string, string[]>> {
	const found: Record<string, string[]> = {};
	for (const [name, check] of Object.entries(checks)) {
		console.error(`${name} …`);
		found[name] = await check(n8n).catch((error: unknown) => {
			stopped.throwIfAborted();
			return [error instanceof Error ? error.message : String(error)];
		});
	}
	return found;
}
