import { join } from 'node:path';
import { installNode, prepare } from './package.mjs';
import { startN8n, type RunningN8n } from './process.mjs';
import { workFolder } from '../paths.mjs';
import { Rest } from './rest.js';
import { until } from '../until.mjs';
import { ORDERS, type Order } from './workflows.mjs';

const dataFolder = join(workFolder, 'reliability');
const logFile = join(workFolder, 'reliability.log');

/** A real n8n with this package in it, which can crash and start again with all its data. */
export class N8n {
	constructor(
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
			return new N8n(running, await Rest.signUp(running.url), stopped);
		} catch (error) {
			await running.kill();
			throw error;
		}
	}

	/** `kill -9`, and a start on the same data. */
	async crashAndStartAgain(): Promise<void> {
		await this.running.kill();
		this.running = await startN8n(this.running.place);
	}

	async stop(): Promise<void> {
		await this.running.kill();
	}

	/** The process, for what measures it. */
	get pid(): number {
		return this.running.pid;
	}

	/** Sends orders to a workflow's webhook. Gives the ID of the execution that this starts. */
	async trigger(workflowId: string, path: string, orders: Order[]): Promise<string> {
		const before = await this.rest.executionsOf(workflowId);
		await this.post(path, { [ORDERS]: orders });
		let started: string | undefined;
		await this.until(async () => {
			const now = await this.rest.executionsOf(workflowId);
			started = now.find((id) => !before.includes(id));
			return started !== undefined;
		});
		return started!;
	}

	/** Sends anything to a workflow's webhook. */
	async post(path: string, body: object): Promise<void> {
		const { status } = await this.rest.call(`/webhook/${path}`, body);
		if (status !== 200) throw new Error(`The workflow's webhook answered ${status}.`);
	}

	/** Waits until something holds. */
	async until(holds: () => boolean | Promise<boolean>): Promise<void> {
		await until(holds, this.stopped);
	}
}
