/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server, which only tests run */
import fastify from 'fastify';
import type { AddressInfo } from 'node:net';

/** The parts of n8n's request to the model that the tests read. */
export interface Question {
	messages: Array<{ role: string; content: string; tool_call_id?: string }>;
	tools: Array<{ function: { name: string; description: string; parameters: Parameters } }>;
}

interface Parameters {
	properties: Record<string, unknown>;
	required: string[];
}

/** One turn of the script: the tools to call, all at once. */
export type Turn = Array<{ tool: string; values: object }>;

/** A stand-in for a language model that speaks OpenAI's API, and says what a test tells it. */
export class ScriptedModel {
	/** The requests that it got, in order. */
	questions: Question[] = [];

	private turns: Turn[] = [];

	private readonly server = fastify();

	constructor() {
		this.server.post('/v1/chat/completions', async (request) => {
			this.questions.push(request.body as Question);
			return await Promise.resolve(completion(this.turns.shift(), this.questions.length));
		});
	}

	async start(): Promise<void> {
		await this.server.listen({ host: '127.0.0.1', port: 0 });
	}

	async stop(): Promise<void> {
		await this.server.close();
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.server.address() as AddressInfo).port}/v1`;
	}

	/** From now on, it calls these tools, turn by turn, and then says "Done." */
	follow(...turns: Turn[]): void {
		this.questions = [];
		this.turns = turns;
	}

	/** The answers of the tools before its last turn. */
	toolAnswers(): string[] {
		const { messages } = this.questions.at(-1)!;
		return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
	}
}

function completion(turn: Turn | undefined, count: number) {
	const calls = turn?.map(({ tool, values }, index) => ({
		id: `call_${count}_${index}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(values) },
	}));
	return {
		id: `completion_${count}`,
		object: 'chat.completion',
		created: 1_700_000_000,
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: calls ? 'tool_calls' : 'stop',
				message: { role: 'assistant', content: calls ? null : 'Done.', tool_calls: calls },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
