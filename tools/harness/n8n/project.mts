import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../paths.mjs';
import { npm } from './npm.mjs';

const LOCKS = join(repository, 'tools/harness/n8n/pinned');
const LOCK = 'package-lock.json';
const MARK = 'installed'; // this file means that everything is there

/** Packages that npm installs together in a folder of the tools. */
export interface Project {
	folder: string;
	/**
	 * The sources from which npm installs them, by name. The last one tells this project from an older one in
	 * its folder.
	 */
	files: () => Promise<Array<[name: string, text: string]>>;
	/** The one package whose install script runs. All others stay off, because many people wrote them. */
	built?: string;
	/** For the user: what can't be done without it. */
	whatFailed: string;
}

/** The files of a project in `pinned/`, in which every package is locked by its hash. */
export async function lockedFiles(name: string): Promise<Array<[name: string, text: string]>> {
	const read = async (file: string): Promise<[string, string]> => [
		file,
		await readFile(join(LOCKS, name, file), 'utf8'),
	];
	return await Promise.all(['package.json', LOCK].map(read));
}

/** Whether it is completely installed. */
export async function hasProject(project: Project): Promise<boolean> {
	const [, wanted] = (await project.files()).at(-1)!;
	return (await readFile(join(project.folder, MARK), 'utf8').catch(() => '')) === wanted;
}

/** Downloads it, unless it is there. */
export async function installProject(project: Project, cancelSignal: AbortSignal): Promise<void> {
	if (await hasProject(project)) return;
	const { folder, built, whatFailed } = project;
	const files = await project.files();
	await mkdir(folder, { recursive: true });
	// The file of an earlier version must not vouch for a half-installed one.
	await rm(join(folder, MARK), { force: true });
	for (const [name, text] of files) await writeFile(join(folder, name), text);
	const isLocked = files.some(([name]) => name === LOCK);
	if (!isLocked) console.error('Nobody has locked this version: npm takes what it finds today.');
	const options = { cwd: folder, cancelSignal };
	await npm([isLocked ? 'ci' : 'install', '--ignore-scripts'], options, whatFailed);
	if (built) await npm(['rebuild', '--ignore-scripts=false', built], options, whatFailed);
	await writeFile(join(folder, MARK), files.at(-1)![1]);
}
