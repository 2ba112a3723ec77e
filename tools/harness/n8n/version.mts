import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWorkFolder, workFolder } from '../paths.mjs';
import { UserError } from '../userError.mjs';
import { node } from './node.mjs';
import { hasProject, installProject, lockedFiles, type Project } from './project.mjs';
import { addSqlite, hasSqlite, sqlite, sqliteNumber } from './sqlite.mjs';

const SPACE_NEEDED = 5; // GB: 3 for n8n, and the rest for its download and the build of SQLite
const XLSX = '0.18.5'; // the last one on npm; nothing here reads spreadsheets
const whatFailed = "n8n can't be downloaded";

/** A version of n8n on this machine. */
export type N8nVersion = Project;

/** The number of the one that the demo runs. */
export const PINNED_NUMBER = '2.40.7';

/** The one that the demo runs. */
export const pinned: N8nVersion = {
	folder: join(workFolder, 'n8n'),
	files: async () => await lockedFiles(PINNED_NUMBER),
	whatFailed,
};

/** Any version: with the packages of `pinned/`, or else with those that npm finds today. */
export function versionOf(number: string): N8nVersion {
	if (number === PINNED_NUMBER) return pinned;
	return {
		folder: join(workFolder, `n8n-${number}`),
		files: async () => await lockedFiles(number).catch(async () => await unlockedFiles(number)),
		whatFailed,
	};
}

async function unlockedFiles(number: string): Promise<Array<[name: string, text: string]>> {
	const [[name, text]] = await pinned.files();
	const project = JSON.parse(text) as Record<'dependencies' | 'overrides', Record<string, string>>;
	project.dependencies.n8n = number;
	project.overrides.xlsx = XLSX; // n8n downloads it from a server other than npm's
	project.overrides.sqlite3 = await sqliteNumber();
	return [[name, JSON.stringify(project)]];
}

/** The script that starts it. */
export function scriptOf({ folder }: N8nVersion): string {
	return join(folder, 'node_modules/n8n/bin/n8n');
}

/** Whether it is completely installed, with its Node.js. */
export async function isInstalled(n8n: N8nVersion): Promise<boolean> {
	return (await hasProject(n8n)) && (await hasProject(node)) && (await hasSqlite(n8n.folder));
}

/** Downloads it with all it needs. Takes minutes. */
export async function install(n8n: N8nVersion, cancelSignal: AbortSignal): Promise<void> {
	await makeWorkFolder();
	const { bavail, bsize } = await statfs(workFolder);
	const free = (bavail * bsize) / 1e9;
	if (free < SPACE_NEEDED) {
		throw new UserError(
			`n8n needs ${SPACE_NEEDED} GB of disk space, and ${free.toFixed(1)} GB are free. Make room and start again.`,
		);
	}
	const failed = new AbortController();
	const signal = AbortSignal.any([cancelSignal, failed.signal]);
	try {
		const all = [n8n, node, sqlite];
		await Promise.all(all.map(async (one) => await installProject(one, signal)));
	} catch (error) {
		failed.abort();
		throw error;
	}
	await addSqlite(n8n.folder);
}
