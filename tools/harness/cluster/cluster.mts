import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { N8n } from '../n8n/n8n.mjs';
import { installNode, prepare } from '../n8n/package.mjs';
import { HOST, startN8n, type N8nProcess } from '../n8n/process.mjs';
import { pinned, type N8nVersion } from '../n8n/version.mjs';
import { workFolder } from '../paths.mjs';
import { Postgres } from './postgres.mjs';
import { Redis } from './redis.mjs';

const folder = join(workFolder, 'scale');

/** A worker process of n8n. A restarted one counts as another. */
export interface Worker {
	name: string;
	process: N8nProcess;
	logFile: string;
}

/** n8n in queue mode: PostgreSQL, Redis, one main process, and workers that come and go. */
export class Cluster {
	workers: Worker[] = [];

	private workersSoFar = 0;

	main!: N8n;

	private constructor(
		readonly postgres: Postgres,
		readonly redis: Redis,
		private readonly version: N8nVersion,
		/** With the packed package, unless n8n is to install it itself. */
		private readonly packedNode: string | undefined,
		private readonly env: Record<string, string>,
		readonly stopped: AbortSignal,
	) {}

	/** Does something with a new, empty n8n without workers that has the package, and ends all of it. */
	static async use(stopped: AbortSignal, task: (cluster: Cluster) => Promise<void>): Promise<void> {
		await Cluster.useNew(stopped, task, { packedNode: await prepare(stopped) });
	}

	/** The same with any version of n8n and additional settings, and the package only if it is given. */
	static async useNew(
		stopped: AbortSignal,
		task: (cluster: Cluster) => Promise<void>,
		{ version = pinned, packedNode, env = {} }: ClusterOptions,
	): Promise<void> {
		console.error('Start PostgreSQL, Redis and n8n …');
		await rm(folder, { recursive: true, force: true });
		const ends: Array<() => Promise<void>> = [];
		try {
			const redis = await Redis.start(join(folder, 'redis'), stopped);
			ends.unshift(() => redis.stop());
			const postgres = await Postgres.start(join(folder, 'postgres'), stopped);
			ends.unshift(() => postgres.stop());
			const cluster = new Cluster(postgres, redis, version, packedNode, env, stopped);
			ends.unshift(() => cluster.stop());
			await cluster.startMain();
			await task(cluster);
		} finally {
			for (const end of ends) await end();
		}
	}

	/** Starts or stops workers until there are this many. */
	async haveWorkers(count: number): Promise<void> {
		while (this.workers.length > count) await this.workers.pop()!.process.stop();
		while (this.workers.length < count) this.workers.push(await this.startWorker());
	}

	/** `kill -9`. */
	async killWorker(worker: Worker): Promise<void> {
		await worker.process.kill();
		this.forget(worker);
	}

	/** Asks a worker to end, as a service manager does before an update. */
	async stopWorker(worker: Worker): Promise<void> {
		await worker.process.stop();
		this.forget(worker);
	}

	/** Restarts the main process, as a service manager does. */
	async restartMain(): Promise<void> {
		await this.main.stop();
		await this.main.startAgain();
	}

	private forget(gone: Worker): void {
		this.workers = this.workers.filter((worker) => worker !== gone);
	}

	private async startMain(): Promise<void> {
		this.main = await N8n.start({
			version: this.version,
			dataFolder: await this.newDataFolder('main'),
			logFile: join(folder, 'main.log'),
			env: this.settings,
			cancelSignal: this.stopped,
		});
	}

	private async startWorker(): Promise<Worker> {
		const name = `worker-${++this.workersSoFar}`;
		const dataFolder = await this.newDataFolder(name);
		const logFile = join(folder, `${name}.log`);
		const port = await getPort({ host: HOST });
		const env = {
			...this.settings,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: HOST,
		};
		const process = await startN8n({
			version: this.version,
			command: 'worker',
			dataFolder,
			logFile,
			port,
			env,
			cancelSignal: this.stopped,
		});
		return { name, process, logFile };
	}

	private async newDataFolder(process: string): Promise<string> {
		const dataFolder = join(folder, process);
		if (this.packedNode) await installNode(this.packedNode, dataFolder, this.stopped);
		return dataFolder;
	}

	/** The settings that all processes of n8n must share. */
	private get settings(): Record<string, string> {
		return {
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
			...this.postgres.n8nSettings,
			...this.redis.n8nSettings,
			...this.env,
		};
	}

	private async stop(): Promise<void> {
		await Promise.all(
			[...this.workers.map(({ process }) => process), this.main].map((one) => one?.kill()),
		);
	}
}

interface ClusterOptions {
	version?: N8nVersion;
	packedNode?: string;
	env?: Record<string, string>;
}

const ENCRYPTION_KEY = randomBytes(24).toString('hex');
