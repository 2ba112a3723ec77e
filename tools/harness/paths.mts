import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

const kept = join(repository, '.demo');

/**
 * Everything that the tools make stays in here, and git ignores it. The linters, Prettier and the others skip
 * each folder of this name: they would walk through all of n8n, and the settings of n8n's lint can't be changed.
 */
export const workFolder = join(kept, 'node_modules');

/** Makes the folder, for nobody but oneself: an n8n's data, with its sign-in, are in it. */
export async function makeWorkFolder(): Promise<void> {
	await mkdir(workFolder, { recursive: true });
	await chmod(kept, 0o700); // also one that is there already
}
