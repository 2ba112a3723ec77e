import type { Postgres } from '../harness/cluster/postgres.mjs';
import { until } from '../harness/until.js';

/** n8n's statuses of executions that have not ended. */
const UNFINISHED = ['new', 'running', 'waiting'];

export interface ExecutionRow {
	id: string;
	status: string;
	/** The name of the batch that started it, if n8n still has it. */
	batch?: string;
	/** The ID of the execution that this one retries. */
	retryOf?: string;
}

/** The executions of one workflow, as n8n has saved them. */
export class Executions {
	/** Batches by execution, kept here because n8n forgets the data of an execution that was cut off. */
	private readonly batches = new Map<string, string>();

	constructor(
		private readonly postgres: Postgres,
		private readonly workflowId: string,
		private readonly path: string,
	) {}

	/** All of them, oldest first. */
	async list(): Promise<ExecutionRow[]> {
		const rows = await this.postgres.query<SavedExecution>(
			`SELECT id, status, "retryOf", substring(data FROM $2) AS batch ${EXECUTIONS} ORDER BY id`,
			[this.workflowId, `"(${this.path}-batch-\\d+)"`],
		);
		for (const { id, batch } of rows) if (batch) this.batches.set(String(id), batch);
		return rows.map(({ id, status, retryOf }) => ({
			id: String(id),
			status,
			batch: this.batches.get(retryOf ?? String(id)),
			retryOf: retryOf ?? undefined,
		}));
	}

	/**
	 * Waits until this many executions, without retries, have ended. Returns false if none ends for this many
	 * seconds.
	 */
	async ended(count: number, patience: number, stopped: AbortSignal): Promise<boolean> {
		let before = -1;
		let since = Date.now();
		const look = async () => {
			const now = await this.countEnded();
			if (now > before) since = Date.now();
			before = now;
			if (now >= count) return 'all';
			return Date.now() - since > patience * 1000 && 'no more';
		};
		return (await until(look, { interval: 300, timeout: Infinity, signal: stopped })) === 'all';
	}

	async countEnded(): Promise<number> {
		const [{ count }] = await this.postgres.query<{ count: string }>(
			'SELECT count(*) FROM execution_entity WHERE "workflowId" = $1 AND "retryOf" IS NULL AND status <> ALL ($2)',
			[this.workflowId, UNFINISHED],
		);
		return Number(count);
	}

	/** The IDs of those that are running. */
	async running(): Promise<string[]> {
		const rows = await this.postgres.query<{ id: number }>(
			`SELECT id FROM execution_entity WHERE "workflowId" = $1 AND status = 'running'`,
			[this.workflowId],
		);
		return rows.map(({ id }) => String(id));
	}

	/** When the last of them ended, in milliseconds since 1970. */
	async lastEnd(): Promise<number> {
		const [{ end }] = await this.postgres.query<{ end: string }>(
			`SELECT round(extract(epoch FROM max("stoppedAt")) * 1000) AS end ${EXECUTIONS}`,
			[this.workflowId],
		);
		return Number(end);
	}

	/** The size of the data that n8n has saved of them, in bytes on the disk, compressed. */
	async savedBytes(): Promise<number> {
		const [{ bytes }] = await this.postgres.query<{ bytes: string }>(
			`SELECT sum(pg_column_size(data) + pg_column_size("workflowData")) AS bytes ${EXECUTIONS}`,
			[this.workflowId],
		);
		return Number(bytes);
	}
}

/** The executions of the workflow `$1`, with their data. */
const EXECUTIONS =
	'FROM execution_entity JOIN execution_data ON "executionId" = id WHERE execution_entity."workflowId" = $1';

/** A row as PostgreSQL returns it. */
interface SavedExecution {
	id: number;
	status: string;
	retryOf: string | null;
	batch: string | null;
}

export function unfinished({ status }: ExecutionRow): boolean {
	return UNFINISHED.includes(status);
}

/** Those that n8n shows as failed. */
export function failed(executions: ExecutionRow[]): ExecutionRow[] {
	return executions.filter(({ status }) => status === 'error' || status === 'crashed');
}
