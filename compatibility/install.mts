import type { N8n } from '../reliability/n8n.mjs';
import { PACKAGE, type Registry } from './registry.mjs';

/** The node's type, as workflows have it. */
export const NODE = `${PACKAGE}.rockerbox`;

/** Installs the package as Settings → Community Nodes does. Nothing but the package may be asked for. */
export async function install(n8n: N8n, registry: Registry): Promise<string[]> {
	await n8n.rest('POST', '/community-packages', { name: PACKAGE });
	return [
		...((await n8n.hasNode(NODE)) ? [] : ['the node is not there']),
		...registry.askedForMore.map((asked) => `${asked} was asked for`),
	];
}
