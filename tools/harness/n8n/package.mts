import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWorkFolder, repository, workFolder } from '../paths.mjs';
import { npm } from './npm.mjs';
import { install, isInstalled, pinned, type N8nVersion } from './version.mjs';

/** Builds and packs this package as it would be published. */
export async function packNode(cancelSignal: AbortSignal): Promise<string> {
	await makeWorkFolder();
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
export async function prepare(
	cancelSignal: AbortSignal,
	n8n: N8nVersion = pinned,
): Promise<string> {
	if (!(await isInstalled(n8n))) {
		console.error('Download n8n (once; takes several minutes) …');
		await install(n8n, cancelSignal);
	}
	console.error('Build and pack the Rockerbox node …');
	return await packNode(cancelSignal);
}

/**
 * Gives n8n a new, empty data folder with the packed package as a community package, and other packages from
 * their folders.
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
