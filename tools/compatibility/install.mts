import { readFile } from 'node:fs/promises';
import type { Worker } from '../harness/cluster/cluster.mjs';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { isOffered } from './offered.mjs';
import { PACKAGE, type Registry } from './registry.mjs';

/**
 * Installs the package as Settings → Community Nodes does. n8n then makes its workers install it as well.
 * Nothing but the package may be requested.
 */
export async function installFromRegistry(
	n8n: N8n,
	registry: Registry,
	workers: Worker[] = [],
): Promise<string[]> {
	try {
		await n8n.rest.ask('POST', '/community-packages', { name: PACKAGE });
		// At first the list can't be read, because n8n is still writing it.
		await n8n.until(async () => await isOffered(n8n, `${PACKAGE}.rockerbox`).catch(() => false));
		for (const { logFile } of workers) {
			const done = `Community package installed: ${PACKAGE}`;
			await n8n.until(async () => (await readFile(logFile, 'utf8')).includes(done));
		}
	} catch (error) {
		return [String(error)];
	}
	return registry.askedForMore.map((asked) => `${asked} was asked for`);
}
