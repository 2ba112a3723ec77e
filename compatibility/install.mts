import type { N8n } from '../reliability/n8n.mjs';
import { PACKAGE, type Registry } from './registry.mjs';
import { isOffered } from './offered.mjs';

/** Installs the package as Settings → Community Nodes does. Nothing but the package may be asked for. */
export async function install(n8n: N8n, registry: Registry): Promise<string[]> {
	try {
		await n8n.rest.ask('POST', '/community-packages', { name: PACKAGE });
		// At first the list can't be read, as n8n is still writing it.
		await n8n.until(async () => await isOffered(n8n, `${PACKAGE}.rockerbox`).catch(() => false));
	} catch (error) {
		return [String(error)];
	}
	return registry.askedForMore.map((asked) => `${asked} was asked for`);
}
