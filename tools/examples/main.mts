/**
 * Writes the parts of pages that are made from the examples' files: all of `examples/README.md`, and the
 * nodes to paste in `docs/guide.md`. With `--check` it writes nothing, and fails if a page differs from what
 * it would write.
 *
 *     npm run examples [-- --check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from '../harness/paths.mjs';
import { UserError } from '../harness/userError.mjs';
import { readExamples } from './example.mjs';
import { toGuide } from './guide.mjs';
import { toReadme } from './readme.mjs';

const [argument] = process.argv.slice(2);

try {
	const { repository: source } = JSON.parse(
		await readFile(join(repository, 'package.json'), 'utf8'),
	) as { repository: { url: string } };
	const examples = await readExamples(join(repository, 'examples'));
	await update('examples/README.md', () => toReadme(examples, source.url));
	await update('docs/guide.md', (guide) => toGuide(guide, examples));
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

async function update(page: string, change: (text: string) => string): Promise<void> {
	const path = join(repository, page);
	const before = await readFile(path, 'utf8');
	const after = await format(change(before), { ...(await resolveConfig(path)), filepath: path });
	if (argument !== '--check') await writeFile(path, after);
	else if (before !== after)
		throw new UserError(`${page} is not up to date. Run "npm run examples".`);
}
