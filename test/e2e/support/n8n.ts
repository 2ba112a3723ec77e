/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- talks to an n8n, which only tests do */
import { setTimeout as pause } from 'node:timers/promises';
import { request, type APIRequestContext, type APIResponse } from 'playwright-core';
import { Rest } from './rest';

const LONGEST_WAIT = 30; // seconds, until a published workflow listens

/** The demo's n8n without a browser, signed in as its owner. */
export class N8n {
	private constructor(
		private readonly rest: Rest,
		private readonly http: APIRequestContext,
	) {}

	static async open(): Promise<N8n> {
		const http = await request.newContext({ baseURL: process.env.DEMO_URL! });
		return new N8n(new Rest(), http);
	}

	async close(): Promise<void> {
		await this.http.dispose();
	}

	/** Adds a credential; gives how a node refers to it. */
	async addCredential(type: string, data: object): Promise<Record<string, object>> {
		const name = `${type} of a test`;
		const { id } = await this.rest.ask<{ id: string }>('POST', '/credentials', {
			name,
			type,
			data,
		});
		return { [type]: { id, name } };
	}

	/** Adds a workflow, so that its triggers listen. */
	async publish(workflow: object): Promise<void> {
		const { id, versionId } = await this.rest.ask<{ id: string; versionId: string }>(
			'POST',
			'/workflows',
			workflow,
		);
		await this.rest.ask('POST', `/workflows/${id}/activate`, { versionId });
	}

	/** Calls a trigger of a published workflow, once it listens. */
	async call(path: string, data: object, headers: Record<string, string> = {}) {
		const tooLate = Date.now() + LONGEST_WAIT * 1000;
		let response: APIResponse;
		do {
			response = await this.http.post(path, { data, headers });
			if (response.status() !== 404) return response;
			await pause(200);
		} while (Date.now() < tooLate);
		return response;
	}
}
