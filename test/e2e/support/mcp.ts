import type { Rest } from '../../../tools/harness/n8n/rest';

/** A tool, as it is described to a model. */
export interface ToolInfo {
	name: string;
	description: string;
	inputSchema: { properties: Record<string, unknown>; required: string[] };
}

/** The result of a tool's call. */
export interface ToolResult {
	isError?: boolean;
	content: Array<{ type: string; text: string }>;
}

/** A minimal client of n8n's MCP Server Trigger, because the protocol is just JSON-RPC by HTTP. */
export class McpClient {
	private lastId = 0;

	private session: Record<string, string> = {};

	private constructor(
		private readonly rest: Rest,
		private readonly path: string,
	) {}

	/** `path` is the trigger's. */
	static async open(rest: Rest, path: string): Promise<McpClient> {
		const client = new McpClient(rest, path);
		await client.ask('initialize', {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'test', version: '1.0.0' },
		});
		await client.post({ method: 'notifications/initialized' });
		return client;
	}

	async listTools(): Promise<ToolInfo[]> {
		return (await this.ask<{ tools: ToolInfo[] }>('tools/list', {})).tools;
	}

	async callTool(name: string, values: object): Promise<ToolResult> {
		return await this.ask<ToolResult>('tools/call', { name, arguments: values });
	}

	private async ask<Result>(method: string, params: object): Promise<Result> {
		const events = await this.post({ id: ++this.lastId, method, params });
		const [, data] = /^data: (.*)$/m.exec(events)!;
		return (JSON.parse(data) as { result: Result }).result;
	}

	private async post(message: object): Promise<string> {
		const response = await this.rest.call(
			`/mcp/${this.path}`,
			{ jsonrpc: '2.0', ...message },
			{ accept: 'application/json, text/event-stream', ...this.session },
		);
		const id = response.headers.get('mcp-session-id');
		if (id) this.session = { 'mcp-session-id': id };
		return await response.text();
	}
}
