/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- asks a running n8n, which only tests do */
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

// Its types say that it can only be imported; it can be required, too.
const { parse } = createRequire(__filename)('flatted') as { parse: (text: string) => unknown };

const LONGEST_RUN = 60; // seconds
const LONGEST_START = 30; // seconds, until a published workflow listens

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
	/** Adds a credential; gives how a node refers to it. */
	async addCredential(type: string, data: object): Promise<Record<string, object>> {
		const name = `${type} of a test`;
		const { id } = await this.ask<{ id: string }>('POST', '/credentials', { name, type, data });
		return { [type]: { id, name } };
	}

	/** Adds a credential with which the node sends to this address. */
	async addAccount(baseUrl: string): Promise<Record<string, object>> {
		return await this.addCredential('rockerboxApi', { advertiserId: 'a-test', baseUrl });
	}

	/** Adds a workflow, so that its triggers listen. Gives its ID. */
	async publish(workflow: object): Promise<string> {
		const { id, versionId } = await this.ask<{ id: string; versionId: string }>(
			'POST',
			'/workflows',
			workflow,
		);
		await this.ask('POST', `/workflows/${id}/activate`, { versionId });
		return id;
	}

	/** Calls a trigger of a published workflow; it listens only a moment after n8n said so. */
	async call(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
		for (const start = Date.now(); ; await pause(200)) {
			const response = await fetch(`${process.env.DEMO_URL}${path}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			const isTooLate = Date.now() - start > LONGEST_START * 1000;
			if (response.status !== 404 || isTooLate) return response;
		}
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
