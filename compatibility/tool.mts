import type { N8n } from '../reliability/n8n.mjs';
import { NODE } from './install.mjs';

/** Whether n8n offers the node as a tool of its AI Agent. */
export async function tool(n8n: N8n): Promise<string[]> {
	return (await n8n.hasNode(`${NODE}Tool`)) ? [] : ['it is not offered'];
}
