import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../harness/cluster/cluster.mjs';
import { makeOrders, ORDERS, type Order } from '../harness/n8n/orders.mjs';
import type { Credentials } from '../harness/n8n/rest.js';
import { purchaseOf, type FakeRockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { Executions, type ExecutionRow } from './executions.mjs';

const BETWEEN_BATCHES = 1000; // milliseconds
const PATIENCE = 180; // seconds, because n8n notices a dead worker after one to two minutes
const CALLERS = 5; // callers that send orders to n8n at the same time

/** Orders that are sent to n8n together, and so become one execution. */
export interface Batch {
	/** The execution's data contains it, so the execution can be found by it. */
	name: string;
	orders: Order[];
}

/** A caller's answer: an HTTP status, or none. */
export type CallerAnswer = number | 'none';

/** A workflow with a webhook, and the orders that are sent to it. */
export class Load {
	/** The last answer to each caller, by batch. Callers that are still waiting are not in it. */
	readonly answers = new Map<string, CallerAnswer>();

	readonly executions: Executions;

	/** How many batches were sent, including repeated ones. */
	private sent = 0;

	private constructor(
		readonly workflowId: string,
		readonly batches: Batch[],
		private readonly cluster: Cluster,
		private readonly path: string,
	) {
		this.executions = new Executions(cluster.postgres, workflowId, path);
	}

	/** Adds the workflow to n8n, ready to be called. */
	static async prepare(
		cluster: Cluster,
		standIn: Pick<FakeRockerbox, 'url'>,
		{ path, items, perExecution, firstId, build }: LoadOptions,
	): Promise<Load> {
		const workflow = await build(path, await cluster.main.rest.addAccount(standIn.url));
		const workflowId = await cluster.main.rest.publish(workflow);
		return new Load(workflowId, cut(path, makeOrders(items, firstId), perExecution), cluster, path);
	}

	get conversions(): string[] {
		return this.batches.flatMap(({ orders }) => orders.map(purchaseOf));
	}

	/** Sends batches to the webhook, a few callers at a time, until all are answered. */
	async send(batches = this.batches): Promise<void> {
		const queue = [...batches];
		const call = async () => {
			for (let batch = queue.shift(); batch; batch = queue.shift()) {
				this.sent++;
				this.answers.set(batch.name, await this.post(batch));
			}
		};
		await Promise.all(Array.from({ length: Math.min(CALLERS, batches.length) }, call));
	}

	/** Sends batches to the webhook one after the other, without waiting for the answers in between. */
	async sendSteadily(batches = this.batches): Promise<void> {
		await Promise.all(
			batches.map(async (batch, index) => {
				await sleep(index * BETWEEN_BATCHES);
				await this.send([batch]);
			}),
		);
	}

	/** Retries executions by the Retry button. Returns how each ended, or why n8n refused it. */
	async retry(executions: ExecutionRow[]): Promise<string[]> {
		return await Promise.all(
			executions.map(async ({ id }) => {
				try {
					return await this.retryOne(id);
				} catch (error) {
					return (error as Error).message;
				}
			}),
		);
	}

	private async retryOne(executionId: string): Promise<string> {
		const { status, error } = await this.cluster.main.rest.retry(executionId);
		return error === undefined ? status : `${status}, “${error.message}”`;
	}

	/** The batches whose callers were not answered 200. */
	get refused(): Batch[] {
		return this.batches.filter(({ name }) => this.answers.get(name) !== 200);
	}

	/** The batches of these executions. */
	batchesOf(executions: ExecutionRow[]): Batch[] {
		return this.batches.filter(({ name }) => executions.some(({ batch }) => batch === name));
	}

	/** Waits until every execution has ended. Returns false if none ends for this many seconds. */
	async ended(patience = PATIENCE): Promise<boolean> {
		return await this.executions.ended(this.sent, patience, this.cluster.stopped);
	}

	private async post({ name, orders }: Batch): Promise<CallerAnswer> {
		const body = { batch: name, [ORDERS]: orders };
		try {
			return (await this.cluster.main.rest.call(`/webhook/${this.path}`, body)).status;
		} catch {
			return 'none';
		}
	}
}

export interface LoadOptions {
	/** The webhook's path, which no other workflow has. */
	path: string;
	items: number;
	perExecution: number;
	firstId?: number;
	/** Makes the workflow. */
	build: (path: string, credentials: Credentials) => object | Promise<object>;
}

function cut(path: string, orders: Order[], size: number): Batch[] {
	return Array.from({ length: Math.ceil(orders.length / size) }, (_, index) => ({
		name: `${path}-batch-${index}`,
		orders: orders.slice(index * size, (index + 1) * size),
	}));
}
