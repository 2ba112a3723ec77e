/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- asks a running n8n, which only tests do */
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

// Its types say that it can only be imported; it can be required, too.
const { parse } = createRequire(__filename)('flatted') as { parse: (text: string) => unknown };

const LONGEST_RUN = 60; // seconds

/** An item as n8n keeps it. */
export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

export interface Run {
	status: string;
	/** What the user reads if the run failed: n8n's heading and what stands under it. */
	error: string;
	/** The items of each node that ran, all its outputs together. */
	items: Record<string, Item[]>;
}

interface ExecutionData {
	resultData: {
		error?: { message: string; description?: string | null };
		runData: Record<string, Array<{ data?: { main: Array<Item[] | null> } }>>;
	};
}

/** The demo's n8n, asked as its own editor asks it, by the demo's owner. */
export class Rest {
	/** Adds a credential of the node. Gives its ID. */
	async addCredential(baseUrl: string): Promise<string> {
		const { id } = await this.ask<{ id: string }>('POST', '/credentials', {
			name: 'Receiver',
			type: 'rockerboxApi',
			data: { advertiserId: 'examples', baseUrl },
		});
		return id;
	}

	/** Adds a workflow and runs it from one of its triggers, as Execute Workflow does. */
	async run(workflow: object, trigger: string): Promise<Run> {
		const { id } = await this.ask<{ id: string }>('POST', '/workflows', workflow);
		const { executionId } = await this.ask<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return await this.ended(executionId);
	}

	private async ended(executionId: string): Promise<Run> {
		for (const start = Date.now(); Date.now() - start < LONGEST_RUN * 1000; await pause(100)) {
			const execution = await this.ask<{ status: string; stoppedAt: string | null; data: string }>(
				'GET',
				`/executions/${executionId}`,
			);
			if (!execution.stoppedAt) continue;
			const { resultData } = parse(execution.data) as ExecutionData;
			const { message, description } = resultData.error ?? {};
			return {
				status: execution.status,
				error: [message, description].filter(Boolean).join('\n'),
				items: Object.fromEntries(
					Object.entries(resultData.runData).map(([node, runs]) => [
						node,
						runs.flatMap(({ data }) => data?.main ?? []).flatMap((output) => output ?? []),
					]),
				),
			};
		}
		throw new Error(`The workflow still runs after ${LONGEST_RUN} seconds.`);
	}

	async ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
		const response = await fetch(`${process.env.DEMO_URL}/rest${path}`, {
			method,
			headers: { cookie: process.env.DEMO_COOKIE!, 'Content-Type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${response.status} to ${path}: ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	}
}
