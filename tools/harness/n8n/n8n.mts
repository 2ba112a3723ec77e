import { join } from 'node:path';
import { workFolder } from '../paths.mjs';
import { until } from '../until.js';
import { ORDERS, type Order } from './orders.mjs';
import { installNode, prepare } from './package.mjs';
import { startN8n, type N8nPlace, type N8nProcess } from './process.mjs';
import { newOwner, Rest, type Owner } from './rest.js';

/**
 * A real n8n on this machine. The tools start, query and end it only through this class. Worker processes are
 * in the cluster.
 */
export class N8n {
	private constructor(
		private process: N8nProcess,
		/** Its API, used as its own editor does. */
		readonly rest: Rest,
		readonly owner: Owner,
	) {}

	/** Starts one whose data folder has no database yet, and sets up its owner. */
	static async start(place: N8nPlace): Promise<N8n> {
		const process = await startN8n(place);
		const owner = newOwner();
		try {
			return new N8n(process, await Rest.signUp(process.url, owner), owner);
		} catch (error) {
			await process.kill();
			throw error;
		}
	}

	/** The same with this package in it, freshly built and packed. `name` is that of its folder and its log. */
	static async startWithPackage(
		name: string,
		cancelSignal: AbortSignal,
		{ env, otherPackages }: { env?: Record<string, string>; otherPackages?: string[] } = {},
	): Promise<N8n> {
		const dataFolder = join(workFolder, name);
		const logFile = join(workFolder, `${name}.log`);
		await installNode(await prepare(cancelSignal), dataFolder, cancelSignal, otherPackages);
		return await N8n.start({ dataFolder, logFile, env, cancelSignal });
	}

	get url(): string {
		return this.process.url;
	}

	get pid(): number {
		return this.process.pid;
	}

	/** Settles once the process has ended, for whatever reason. */
	get ended(): Promise<unknown> {
		return this.process.ended;
	}

	/** Asks it to end, as a service manager does. */
	async stop(): Promise<void> {
		await this.process.stop();
	}

	/** Ends it at once, as a crash does (`kill -9`). */
	async kill(): Promise<void> {
		await this.process.kill();
	}

	/** Starts it again on the same data, after `stop` or `kill`. */
	async startAgain(): Promise<void> {
		this.process = await startN8n(this.process.place);
	}

	/** Sends orders to a workflow's webhook. Returns the ID of the execution that this starts. */
	async trigger(workflowId: string, path: string, orders: Order[]): Promise<string> {
		const before = await this.rest.executionsOf(workflowId);
		await this.post(path, { [ORDERS]: orders });
		return await this.until(async () => {
			const now = await this.rest.executionsOf(workflowId);
			return now.find((id) => !before.includes(id));
		});
	}

	/** Sends anything to a workflow's webhook. */
	async post(path: string, body: object): Promise<void> {
		const { status } = await this.rest.call(`/webhook/${path}`, body);
		if (status !== 200) throw new Error(`The workflow's webhook answered ${status}.`);
	}

	/** Waits until there is something, or the tool is stopped. */
	async until<T>(look: () => T | Promise<T>) {
		return await until(look, { signal: this.process.place.cancelSignal });
	}
}
