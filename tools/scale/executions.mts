import { setTimeout as sleep } from 'node:timers/promises';
import type { Postgres } from '../harness/cluster/postgres.mjs';

/** How n8n calls executions that have not ended. */
const UNFINISHED = ['new', 'running', 'waiting'];

export interface ExecutionRow {
	id: string;
	status: string;
	/** Of the batch that started it, if n8n still has it. */
	batch?: string;
	/** Of the execution that this one is a retry of. */
	retryOf?: string;
}

/** The executions of one workflow, as n8n has saved them. */
export class Executions {
	/** n8n forgets a cut off execution's data, so what was once read of it is kept here. */
	private readonly batches = new Map<string, string>();

	constructor(
		private readonly postgres: Postgres,
		private readonly workflowId: string,
		private readonly path: string,
	) {}

	/** All of them, oldest first. */
	async list(): Promise<ExecutionRow[]> {
		const rows = await this.postgres.query(
			`SELECT id, status, "retryOf", substring(data FROM '"(${this.path}-batch-\\d+)"') ${this.from} ORDER BY id`,
		);
		for (const [id, , , batch] of rows) if (batch) this.batches.set(id, batch);
		return rows.map(([id, status, retryOf]) => ({
			id,
			status,
			batch: this.batches.get(retryOf || id),
			retryOf: retryOf || undefined,
		}));
	}

	/** Waits until so many executions, retries not counted, have ended. Gives false if none ends for so many seconds. */
	async ended(count: number, patience: number, stopped: AbortSignal): Promise<boolean> {
		let before = -1;
		for (let since = Date.now(); ; await sleep(300, undefined, { signal: stopped })) {
			const now = await this.countEnded();
			if (now >= count) return true;
			if (now > before) since = Date.now();
			if (Date.now() - since > patience * 1000) return false;
			before = now;
		}
	}

	async countEnded(): Promise<number> {
		const [[count]] = await this.postgres.query(
			`SELECT count(*) FROM execution_entity WHERE "workflowId" = '${this.workflowId}' AND "retryOf" IS NULL AND status NOT IN (${UNFINISHED.map((status) => `'${status}'`).join()})`,
		);
		return Number(count);
	}

	/** The IDs of those that run. */
	async running(): Promise<string[]> {
		const rows = await this.postgres.query(
			`SELECT id FROM execution_entity WHERE "workflowId" = '${this.workflowId}' AND status = 'running'`,
		);
		return rows.flat();
	}

	/** When the last of them ended, in milliseconds since 1970. */
	async lastEnd(): Promise<number> {
		const [[end]] = await this.postgres.query(
			`SELECT round(extract(epoch FROM max("stoppedAt")) * 1000) ${this.from}`,
		);
		return Number(end);
	}

	/** What n8n has saved of them, in bytes as they lie on the disk: compressed. */
	async savedBytes(): Promise<number> {
		const [[bytes]] = await this.postgres.query(
			`SELECT sum(pg_column_size(data) + pg_column_size("workflowData")) ${this.from}`,
		);
		return Number(bytes);
	}

	private get from(): string {
		return `FROM execution_entity JOIN execution_data ON "executionId" = id WHERE execution_entity."workflowId" = '${this.workflowId}'`;
	}
}

export function unfinished({ status }: ExecutionRow): boolean {
	return UNFINISHED.includes(status);
}

/** Those that n8n shows as failed. */
export function failed(executions: ExecutionRow[]): ExecutionRow[] {
	return executions.filter(({ status }) => status === 'error' || status === 'crashed');
}
