import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { HOST } from '../n8n/process.mjs';
import { findCommand } from './findCommand.mjs';
import { startService, type Service } from './service.mjs';

/** Our own Redis, which only this machine can reach. */
export class Redis {
	private constructor(
		private service: Service,
		private readonly folder: string,
		private readonly port: number,
		private readonly cancelSignal: AbortSignal,
	) {}

	/** Starts an empty one with Redis' default settings, so it saves its data when it is stopped. */
	static async start(folder: string, cancelSignal: AbortSignal): Promise<Redis> {
		await mkdir(folder, { recursive: true });
		const port = await getPort({ host: HOST });
		return new Redis(await run(folder, port, cancelSignal), folder, port, cancelSignal);
	}

	get pid(): number {
		return this.service.pid;
	}

	/** The settings with which n8n uses it. */
	get n8nSettings(): Record<string, string> {
		return { QUEUE_BULL_REDIS_HOST: HOST, QUEUE_BULL_REDIS_PORT: String(this.port) };
	}

	/** Stops it and starts it again, as an update does, with or without its data. */
	async restart(keepData: boolean): Promise<void> {
		if (!keepData) await this.ask('CONFIG', 'SET', 'save', '');
		await this.stop();
		if (!keepData) await rm(join(this.folder, 'dump.rdb'), { force: true });
		this.service = await run(this.folder, this.port, this.cancelSignal);
	}

	/** Runs a command of Redis, and returns its answer. */
	async ask(...command: string[]): Promise<string> {
		return await ask(await findCommand('redis-cli'), this.port, command);
	}

	async stop(): Promise<void> {
		await this.service.stop();
	}
}

async function run(folder: string, port: number, cancelSignal: AbortSignal): Promise<Service> {
	const [server, client] = await Promise.all(['redis-server', 'redis-cli'].map(findCommand));
	return await startService(server, ['--bind', HOST, '--port', String(port), '--dir', folder], {
		logFile: join(folder, 'redis.log'),
		stopSignal: 'SIGTERM',
		isReady: async () => (await ask(client, port, ['PING'])) === 'PONG',
		cancelSignal,
	});
}

async function ask(client: string, port: number, command: string[]): Promise<string> {
	const { stdout } = await execa(client, ['-h', HOST, '-p', String(port), ...command], {
		reject: false,
		stdin: 'ignore',
	});
	return stdout.trim();
}
