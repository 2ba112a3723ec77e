import type { N8n } from '../harness/n8n/n8n.mjs';
import { isOffered } from './offered.mjs';
import { PACKAGE } from './registry.mjs';

/** Whether n8n offers the node as a tool of its AI Agent. */
export async function tool(n8n: N8n): Promise<string[]> {
	return (await isOffered(n8n, `${PACKAGE}.rockerboxTool`)) ? [] : ['it is not offered'];
}
