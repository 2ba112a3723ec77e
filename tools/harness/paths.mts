import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that the tools make stays in here, and git ignores it. */
export const workFolder = join(repository, '.demo');
