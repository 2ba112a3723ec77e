/**
 * Writes `examples/README.md` from the files of the examples: the table, and the nodes to paste. With
 * `--check` it writes nothing, and fails if the page isn't what it would write.
 *
 *     npm run examples [-- --check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from '../harness/paths.mjs';
import { UserError } from '../harness/userError.mjs';
import { readExamples } from './example.mjs';
import { toReadme } from './readme.mjs';

const [argument] = process.argv.slice(2);
const folder = join(repository, 'examples');
const path = join(folder, 'README.md');

try {
	const { repository: source } = JSON.parse(
		await readFile(join(repository, 'package.json'), 'utf8'),
	) as { repository: { url: string } };
	const text = toReadme(await readExamples(folder), source.url);
	const page = await format(text, { ...(await resolveConfig(path)), filepath: path });
	if (argument !== '--check') await writeFile(path, page);
	else if ((await readFile(path, 'utf8')) !== page) {
		throw new UserError('examples/README.md is not up to date. Run "npm run examples".');
	}
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
