import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

const kept = join(repository, '.demo');

/**
 * The tools write only in here, and git ignores it. The linters, Prettier and the other checks skip every
 * folder with this name, because they would walk through all of n8n, and the settings of n8n's lint can't be
 * changed.
 */
export const workFolder = join(kept, 'node_modules');

/** Makes the folder, for the current user only, because it holds n8n's data with its sign-in. */
export async function makeWorkFolder(): Promise<void> {
	await mkdir(workFolder, { recursive: true });
	await chmod(kept, 0o700); // even if it is there already
}
