import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workFolder } from '../paths.mjs';
import { npm } from './npm.mjs';

const folder = join(workFolder, 'sqlite');
const built = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

/**
 * Gets the SQLite that n8n has as its database, apart from n8n: where no ready-made one can be downloaded
 * it is compiled, for minutes, in which n8n can be downloaded. Does nothing if it is there already.
 */
export async function getSqlite(version: string, cancelSignal: AbortSignal): Promise<void> {
	if ((await versionIn(folder)) === version) return;
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
	await npm(
		['install', '--ignore-scripts=false', '--save-exact', `sqlite3@${version}`],
		{ cwd: folder, cancelSignal },
		"n8n's database can't be set up. Where no ready-made SQLite can be downloaded it is compiled, which needs Python 3, make and a C++ compiler",
	);
}

/** Puts it into an n8n that was installed without it. */
export async function addSqlite(n8nFolder: string): Promise<void> {
	await cp(join(folder, built), join(n8nFolder, built));
}

/** The version that npm has installed there, which is noted only once all went well. */
async function versionIn(project: string): Promise<string | undefined> {
	const text = await readFile(join(project, 'package.json'), 'utf8').catch(() => '{}');
	const { dependencies } = JSON.parse(text) as { dependencies?: Record<string, string> };
	return dependencies?.sqlite3;
}
