import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository, workFolder } from '../paths.mjs';
import { UserError } from '../userError.mjs';
import { npm } from './npm.mjs';
import { addSqlite, getSqlite } from './sqlite.mjs';

const SPACE_NEEDED = 5; // GB: n8n takes 3, its download and the build of SQLite the rest
const PINNED = join(repository, 'tools/harness/n8n/pinned');
const XLSX = '0.18.5'; // the last one on npm; nothing here reads spreadsheets
const MARK = 'installed'; // the file that says that everything is there

/** A version of n8n on this machine, with the Node.js that it needs. */
export interface N8nVersion {
	folder: string;
	/** What npm installs it from: files by name. The last one tells this version from others. */
	files: () => Promise<Array<[name: string, text: string]>>;
}

/** The one that `pinned/` pins, to every file of it. */
export const pinned: N8nVersion = {
	folder: join(workFolder, 'n8n'),
	files: async () =>
		await Promise.all(
			['package.json', 'package-lock.json'].map(
				async (name): Promise<[string, string]> => [
					name,
					await readFile(join(PINNED, name), 'utf8'),
				],
			),
		),
};

/** The number of that version. */
export async function pinnedNumber(): Promise<string> {
	return (await pinnedProject()).dependencies.n8n;
}

/** Another version, with the same Node.js and whatever else npm finds for it today. */
export async function otherVersion(version: string): Promise<N8nVersion> {
	const project = await pinnedProject();
	if (project.dependencies.n8n === version) return pinned;
	project.dependencies.n8n = version;
	project.overrides.xlsx = XLSX; // n8n takes it from a server other than npm's
	project.overrides.sqlite3 = await pinnedSqlite();
	return {
		folder: join(workFolder, `n8n-${version}`),
		files: async () => await Promise.resolve([['package.json', JSON.stringify(project)]]),
	};
}

async function pinnedProject() {
	const [[, text]] = await pinned.files();
	return JSON.parse(text) as Record<'dependencies' | 'overrides', Record<string, string>>;
}

async function pinnedSqlite(): Promise<string> {
	const [, [, text]] = await pinned.files();
	const { packages } = JSON.parse(text) as { packages: Record<string, { version: string }> };
	return packages['node_modules/sqlite3'].version;
}

/** Its Node.js. */
export function nodeOf({ folder }: N8nVersion): string {
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules/node/bin', binary);
}

/** The script that starts it. */
export function scriptOf({ folder }: N8nVersion): string {
	return join(folder, 'node_modules/n8n/bin/n8n');
}

/** Whether it is there completely. */
export async function isInstalled(n8n: N8nVersion): Promise<boolean> {
	const [, wanted] = (await n8n.files()).at(-1)!;
	return (await readFile(join(n8n.folder, MARK), 'utf8').catch(() => '')) === wanted;
}

/** Downloads it with all it needs. Takes minutes. */
export async function install(n8n: N8nVersion, cancelSignal: AbortSignal): Promise<void> {
	await mkdir(n8n.folder, { recursive: true });
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
		await Promise.all([download(n8n, signal), getSqlite(await pinnedSqlite(), signal)]);
	} catch (error) {
		failed.abort();
		throw error;
	}
	await addSqlite(n8n.folder);
	await npm(
		['rebuild', '--ignore-scripts=false', 'node'],
		{ cwd: n8n.folder, cancelSignal },
		"n8n's Node.js can't be set up",
	);
	const [, text] = (await n8n.files()).at(-1)!;
	await writeFile(join(n8n.folder, MARK), text);
}

async function download(n8n: N8nVersion, cancelSignal: AbortSignal): Promise<void> {
	const files = await n8n.files();
	// What it says of the version that was here before must not be believed of a half of this one.
	await rm(join(n8n.folder, MARK), { force: true });
	for (const [name, text] of files) await writeFile(join(n8n.folder, name), text);
	const isLocked = files.some(([name]) => name === 'package-lock.json');
	await npm(
		// Some of n8n's optional parts fetch their sources from elsewhere: their scripts stay off.
		[isLocked ? 'ci' : 'install', '--ignore-scripts'],
		{ cwd: n8n.folder, cancelSignal },
		"n8n can't be downloaded",
	);
}
