import { PACKAGE } from './registry.mjs';
import { isOffered } from './session.mjs';

/** Whether n8n offers the node as a tool of its AI Agent. */
export async function tool(): Promise<string[]> {
	return (await isOffered(`${PACKAGE}.rockerboxTool`)) ? [] : ['it is not offered'];
}
