import { join } from 'node:path';
import { installNode, prepare } from '../demo/install.mjs';
import { startN8n, type RunningN8n } from '../demo/n8n.mjs';
import { workFolder } from '../demo/paths.mjs';
import {
	addCredential,
	addWorkflow,
	signUp,
	waitForExecution,
	type Execution,
	type Rest,
} from '../demo/rest.mjs';
import { until } from '../measure/until.mjs';
import { ORDERS, type Order } from './workflows.mjs';

const dataFolder = join(workFolder, 'reliability');
const logFile = join(workFolder, 'reliability.log');

/** A real n8n with this package in it, which can crash and start again with all its data. */
export class N8n {
	private constructor(
		private running: RunningN8n,
		readonly rest: Rest,
		private readonly stopped: AbortSignal,
	) {}

	/** Installs what is not there yet, and starts with an empty n8n, with settings and packages more. */
	static async start(
		stopped: AbortSignal,
		{ env, otherPackages }: { env?: Record<string, string>; otherPackages?: string[] } = {},
	): Promise<N8n> {
		await installNode(await prepare(stopped), dataFolder, stopped, otherPackages);
		const running = await startN8n({ dataFolder, logFile, env, cancelSignal: stopped });
		try {
			return new N8n(running, await signUp(running.url), stopped);
		} catch (error) {
			await running.kill();
			throw error;
		}
	}

	/** One that runs already. */
	static of(running: RunningN8n, rest: Rest, stopped: AbortSignal): N8n {
		return new N8n(running, rest, stopped);
	}

	/** `kill -9`, and a start on the same data. */
	async crashAndStartAgain(): Promise<void> {
		await this.running.kill();
		const { port } = this.running;
		this.running = await startN8n({ dataFolder, logFile, port, cancelSignal: this.stopped });
	}

	async stop(): Promise<void> {
		await this.running.kill();
	}

	async addCredential(baseUrl: string, advertiserId = 'reliability'): Promise<string> {
		return await addCredential(this.rest, 'Stand-in', advertiserId, baseUrl);
	}

	/** Adds a workflow, and publishes it. */
	async addWorkflow(workflow: object): Promise<string> {
		return await addWorkflow(this.rest, workflow, true);
	}

	/** Where its editor is. */
	get url(): string {
		return this.running.url;
	}

	/** The process, for what measures it. */
	get pid(): number {
		return this.running.pid;
	}

	/** Sends orders to a workflow's webhook. Gives the ID of the execution that this starts. */
	async trigger(workflowId: string, path: string, orders: Order[]): Promise<string> {
		const before = await this.executionsOf(workflowId);
		await this.post(path, { [ORDERS]: orders });
		let started: string | undefined;
		await this.until(async () => {
			const now = await this.executionsOf(workflowId);
			started = now.find((id) => !before.includes(id));
			return started !== undefined;
		});
		return started!;
	}

	/** Sends anything to a workflow's webhook. */
	async post(path: string, body: object): Promise<void> {
		const url = `${this.running.url}/webhook/${path}`;
		// A published workflow hears its webhook only a moment after n8n said so.
		let status = 404;
		await this.until(async () => {
			({ status } = await fetch(url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			}));
			return status !== 404;
		});
		if (status !== 200) throw new Error(`The workflow's webhook answered ${status}.`);
	}

	/** The IDs of a workflow's executions, newest first. */
	async executionsOf(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.rest<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results.map(({ id }) => id);
	}

	async ended(executionId: string): Promise<Execution> {
		return await waitForExecution(this.rest, executionId);
	}

	/** The Retry button: with the workflow as it was then, or as it is now. Waits for the end. */
	async retry(executionId: string, withCurrentWorkflow = false): Promise<Execution> {
		const { id } = await this.rest<{ id: string }>('POST', `/executions/${executionId}/retry`, {
			loadWorkflow: withCurrentWorkflow,
		});
		return await this.ended(id);
	}

	/** The Stop button. */
	async stopExecution(executionId: string): Promise<void> {
		await this.rest('POST', `/executions/${executionId}/stop`);
	}

	/** Waits until something holds. */
	async until(holds: () => boolean | Promise<boolean>): Promise<void> {
		await until(holds, this.stopped);
	}
}
