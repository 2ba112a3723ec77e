import { mkdir, readdir, readFile, copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { repository } from '../../tools/harness/paths.mjs';

const TAKEN = join(repository, '.screenshots/docs');
const KEPT = join(repository, '.github/images');
const DOCS = ['README.md', 'docs/guide.md', 'examples/README.md'];
/** Bytes, by the ending of the name. */
const LARGEST: Record<string, number> = { png: 250_000, gif: 2_000_000 };

/**
 * Takes the pictures of the README, the guide and the page about the examples: runs the browser tests, which
 * take them, and copies those that the docs show to their place.
 */
await rm(TAKEN, { recursive: true, force: true });
await mkdir(TAKEN, { recursive: true });
await execa('npm', ['run', 'test:e2e'], { cwd: repository, stdio: 'inherit' });

const texts = await Promise.all(DOCS.map((doc) => readFile(join(repository, doc), 'utf8')));
const shown = new Set(
	texts.flatMap((text) =>
		[...text.matchAll(/images\/([\w-]+\.(?:png|gif))/g)].map(([, name]) => name),
	),
);
const taken = await readdir(TAKEN);
const problems = [...shown]
	.filter((name) => !taken.includes(name))
	.map((name) => `${name} was not taken.`);
for (const name of taken.filter((one) => shown.has(one))) {
	const { size } = await stat(join(TAKEN, name));
	const largest = LARGEST[name.split('.').at(-1)!];
	if (size > largest) problems.push(`${name} has ${size} bytes, more than ${largest}.`);
	await copyFile(join(TAKEN, name), join(KEPT, name));
	console.log(`${name}: ${Math.round(size / 1000)} kB`);
}
for (const name of taken.filter((one) => !shown.has(one)))
	problems.push(`${name} is shown nowhere.`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
