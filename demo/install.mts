import { cp, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { n8nFolder, repository, workFolder } from './paths.mjs';

const SPACE_NEEDED = 5; // GB: n8n takes 3, its download and the build of SQLite the rest

/** Where the pinned n8n and the Node.js it needs are started from. */
export const nodeBinary = join(
	n8nFolder,
	'node_modules/node/bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);
export const n8nScript = join(n8nFolder, 'node_modules/n8n/bin/n8n');

/** A reason to stop that the user can do something about. */
export class DemoError extends Error {}

/** Whether the n8n that `demo/n8n/package-lock.json` pins is installed completely. */
export async function isN8nInstalled(): Promise<boolean> {
	const [wanted, installed] = await Promise.all([
		readFile(join(repository, 'demo/n8n/package-lock.json'), 'utf8'),
		readFile(join(n8nFolder, 'installed.json'), 'utf8').catch(() => ''),
	]);
	return wanted === installed;
}

/** Downloads n8n with all it needs. Takes minutes. */
export async function downloadN8n(cancelSignal: AbortSignal): Promise<void> {
	await mkdir(n8nFolder, { recursive: true });
	const { bavail, bsize } = await statfs(workFolder);
	const free = (bavail * bsize) / 1e9;
	if (free < SPACE_NEEDED) {
		throw new DemoError(
			`n8n needs ${SPACE_NEEDED} GB of disk space, and ${free.toFixed(1)} GB are free. Make room and start again.`,
		);
	}
	for (const file of ['package.json', 'package-lock.json']) {
		await cp(join(repository, 'demo/n8n', file), join(n8nFolder, file));
	}
	// Some of n8n's optional parts fetch their sources from elsewhere: their scripts stay off.
	await npm(
		['ci', '--ignore-scripts'],
		{ cwd: n8nFolder, cancelSignal },
		"n8n can't be downloaded",
	);
}

/** Runs the two install scripts that n8n can't do without: SQLite's and Node.js's own. */
export async function buildN8n(cancelSignal: AbortSignal): Promise<void> {
	await npm(
		['rebuild', '--ignore-scripts=false', 'sqlite3', 'node'],
		{ cwd: n8nFolder, cancelSignal },
		"n8n's database can't be set up. Where no ready-made SQLite can be downloaded it is compiled, which needs Python 3, make and a C++ compiler",
	);
	await cp(join(n8nFolder, 'package-lock.json'), join(n8nFolder, 'installed.json'));
}

/** Builds and packs this package as it would be published. */
export async function packNode(cancelSignal: AbortSignal): Promise<string> {
	const options = { cwd: repository, cancelSignal };
	await npm(['run', 'build'], options, "The package can't be built");
	const packed = await npm(
		['pack', '--json', '--ignore-scripts', '--pack-destination', workFolder],
		options,
		"The package can't be packed",
	);
	const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
	return join(workFolder, filename);
}

/** Downloads n8n if it is not there yet, and packs this package, without a terminal's niceties. */
export async function prepare(cancelSignal: AbortSignal): Promise<string> {
	await mkdir(workFolder, { recursive: true });
	if (!(await isN8nInstalled())) {
		console.error('Download n8n (once; takes several minutes) …');
		await downloadN8n(cancelSignal);
		await buildN8n(cancelSignal);
	}
	console.error('Build and pack the Rockerbox node …');
	return await packNode(cancelSignal);
}

/**
 * Gives n8n a new, empty data folder that has the packed package as a community package, and others
 * from their folders.
 */
export async function installNode(
	packedNode: string,
	dataFolder: string,
	cancelSignal: AbortSignal,
	otherPackages: string[] = [],
): Promise<void> {
	const nodesFolder = join(dataFolder, '.n8n/nodes');
	await rm(dataFolder, { recursive: true, force: true });
	await mkdir(nodesFolder, { recursive: true });
	await writeFile(join(nodesFolder, 'package.json'), '{ "private": true }\n');
	await npm(
		// As n8n does it: without the peer dependency, which n8n itself provides.
		[
			...['install', '--ignore-scripts', '--legacy-peer-deps', '--offline', '--install-links'],
			...[packedNode, ...otherPackages],
		],
		{ cwd: nodesFolder, cancelSignal },
		"The packed package can't be installed",
	);
}

async function npm(
	parameters: string[],
	{ cwd, cancelSignal }: Required<Pick<Options, 'cwd' | 'cancelSignal'>>,
	whatFailed: string,
): Promise<string> {
	const { failed, isCanceled, stdout, stderr } = await execa('npm', parameters, {
		cwd,
		cancelSignal,
		reject: false,
		stdin: 'ignore',
	});
	if (isCanceled) throw new DemoError('Stopped.');
	if (failed) throw new DemoError(`${whatFailed}:\n${firstErrors(stderr)}`);
	return stdout;
}

/** npm's own words, without its warnings and the manual that it adds. */
function firstErrors(stderr: string): string {
	const lines = stderr.split('\n').filter((line) => /^npm error .*\S/.test(line));
	return (lines.length > 0 ? lines : stderr.split('\n')).slice(0, 15).join('\n');
}
