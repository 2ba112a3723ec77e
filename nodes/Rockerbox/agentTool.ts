import type { INode } from 'n8n-workflow';

/** Whether the node runs as an AI agent's tool: n8n then gives it another type, and one item per call. */
export function isAgentTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}
