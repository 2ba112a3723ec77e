/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- reads the package's files and asks npm, which only tests do */
import type { IDataObject } from 'n8n-workflow';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { NOT_BUILT, PACKAGE_ROOT } from '../../tools/harness/engine/engine';

// All paths in here, given and returned, are relative to the root of the package.

/** Every file in a folder and below, sorted; none if the folder is missing. */
export function filesIn(folder: string): string[] {
	const path = join(PACKAGE_ROOT, folder);
	if (!existsSync(path)) return [];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(PACKAGE_ROOT, join(entry.parentPath, entry.name)))
		.sort();
}

/** Every file of the built package. */
export function builtFiles(): string[] {
	const files = filesIn('dist');
	if (files.length === 0) throw new Error(NOT_BUILT);
	return files;
}

export function readText(file: string): string {
	return readFileSync(join(PACKAGE_ROOT, file), 'utf8');
}

export function readJson(file: string): IDataObject {
	return JSON.parse(readText(file)) as IDataObject;
}

/** The file that a relative `require` in a file loads. */
export function pathFrom(file: string, name: string): string {
	return join(dirname(file), name);
}

/** The files that npm would publish. */
export function packedFiles(): string[] {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: PACKAGE_ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ files }] = JSON.parse(output) as [{ files: Array<{ path: string }> }];
	return files.map(({ path }) => path).sort();
}
