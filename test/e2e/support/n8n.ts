/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- talks to an n8n, which only tests do */
import { setTimeout as pause } from 'node:timers/promises';
import { request, type APIRequestContext, type APIResponse } from 'playwright-core';
import { OWNER } from './editor';

const LONGEST_WAIT = 30; // seconds, until a published workflow listens

/** The demo's n8n without a browser, signed in as its owner. */
export class N8n {
	private constructor(private readonly http: APIRequestContext) {}

	static async open(): Promise<N8n> {
		const http = await request.newContext({ baseURL: process.env.DEMO_URL! });
		const n8n = new N8n(http);
		await n8n.rest('/login', OWNER);
		return n8n;
	}

	async close(): Promise<void> {
		await this.http.dispose();
	}

	/** Adds a credential; gives how a node refers to it. */
	async addCredential(type: string, data: object): Promise<Record<string, object>> {
		const name = `${type} of a test`;
		const { id } = await this.rest<{ id: string }>('/credentials', { name, type, data });
		return { [type]: { id, name } };
	}

	/** Adds a workflow, so that its triggers listen. */
	async publish(workflow: object): Promise<void> {
		const { id, versionId } = await this.rest<{ id: string; versionId: string }>(
			'/workflows',
			workflow,
		);
		await this.rest(`/workflows/${id}/activate`, { versionId });
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

	private async rest<T>(path: string, data: object): Promise<T> {
		const response = await this.http.post(`/rest${path}`, { data });
		if (!response.ok()) throw new Error(`n8n answered ${path} with ${await response.text()}`);
		return ((await response.json()) as { data: T }).data;
	}
}
