import type { INode } from 'n8n-workflow';

/** Whether the node runs as an AI agent's tool: n8n gives it another type then, and one item a call. */
export function isAgentTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}
