import { access, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { workFolder } from '../paths.mjs';
import { lockedFiles, type Project } from './project.mjs';

const folder = join(workFolder, 'sqlite');
const built = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

/**
 * The SQLite that n8n uses, installed apart from n8n. If no ready-made one can be downloaded, it is compiled
 * for minutes, while n8n is downloaded.
 */
export const sqlite: Project = {
	folder,
	files: async () => await lockedFiles('sqlite3'),
	built: 'sqlite3',
	whatFailed:
		"n8n's database can't be set up. Where no ready-made SQLite can be downloaded it is compiled, which needs Python 3, make and a C++ compiler",
};

/** Its version. */
export async function sqliteNumber(): Promise<string> {
	const [[, text]] = await sqlite.files();
	return (JSON.parse(text) as { dependencies: { sqlite3: string } }).dependencies.sqlite3;
}

/** Whether an n8n has it. */
export async function hasSqlite(n8nFolder: string): Promise<boolean> {
	return await access(join(n8nFolder, built)).then(
		() => true,
		() => false,
	);
}

/** Copies it into an n8n that was installed without it. */
export async function addSqlite(n8nFolder: string): Promise<void> {
	await cp(join(folder, built), join(n8nFolder, built));
}
