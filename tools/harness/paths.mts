import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things of the demo are. Everything it makes stays in `.demo/`, which git ignores. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const inputFolder = join(repository, 'tools', 'demo', 'input');
export const workFolder = join(repository, '.demo');
export const dataFolder = join(workFolder, 'data');
export const logFile = join(workFolder, 'n8n.log');
