import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { Client, Pool } from 'pg';
import { HOST } from '../n8n/process.mjs';
import { UserError } from '../userError.mjs';
import { findCommand } from './findCommand.mjs';
import { startService, type Service } from './service.mjs';

const USER = 'n8n';
const DATABASE = 'postgres';

/** Our own PostgreSQL, which only this machine can reach. */
export class Postgres {
	private readonly pool: Pool;

	private constructor(
		private readonly service: Service,
		private readonly port: number,
		private readonly data: string,
	) {
		this.pool = new Pool(addressAt(port));
		// Ctrl-C ends PostgreSQL as well; a lost connection without a listener would end this process.
		this.pool.on('error', () => undefined);
	}

	/** Starts an empty one with PostgreSQL's default settings. */
	static async start(folder: string, cancelSignal: AbortSignal): Promise<Postgres> {
		const [initdb, postgres] = await Promise.all(['initdb', 'postgres'].map(findCommand));
		const user = await whoMayRunIt();
		await mkdir(folder, { recursive: true });
		// The folders of the tools are closed to everybody else, including this user.
		const data = user ? await mkdtemp(join(tmpdir(), 'rockerbox-postgres-')) : join(folder, 'data');
		if (user) await chown(data, user.uid, user.gid);
		const { failed, stderr } = await execa(
			initdb,
			[
				'--pgdata',
				data,
				'--username',
				USER,
				'--auth',
				'trust',
				'--encoding',
				'UTF8',
				'--no-locale',
			],
			{ ...user, cwd: '/', reject: false },
		);
		if (failed) throw new UserError(`PostgreSQL can't set up its folder:\n${stderr}`);
		const port = await getPort({ host: HOST });
		const settings = [`listen_addresses=${HOST}`, `port=${port}`, 'unix_socket_directories='];
		const service = await startService(
			postgres,
			['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
			{
				logFile: join(folder, 'postgres.log'),
				user,
				stopSignal: 'SIGINT', // ends it without waiting for open connections
				isReady: async () => await isReady(port),
				cancelSignal,
			},
		);
		return new Postgres(service, port, data);
	}

	get pid(): number {
		return this.service.pid;
	}

	/** The settings with which n8n uses it. */
	get n8nSettings(): Record<string, string> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
		};
	}

	/** The rows of a query. `$1` and so on stand for the values. Big numbers of PostgreSQL are text. */
	async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
		return (await this.pool.query<Row>(sql, values)).rows;
	}

	/** How much it has written to its log of changes (WAL) since it was set up. */
	async bytesWritten(): Promise<number> {
		const [{ bytes }] = await this.query<{ bytes: string }>(
			"SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes",
		);
		return Number(bytes);
	}

	async stop(): Promise<void> {
		await this.pool.end();
		await this.service.stop();
		await rm(this.data, { recursive: true, force: true });
	}
}

function addressAt(port: number) {
	return { host: HOST, port, user: USER, database: DATABASE };
}

async function isReady(port: number): Promise<boolean> {
	const client = new Client(addressAt(port));
	try {
		await client.connect();
		return true;
	} catch {
		return false;
	} finally {
		await client.end();
	}
}

/** PostgreSQL refuses to run as root. Its packages create a user for it. */
async function whoMayRunIt(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (which) => await execa('id', [which, 'postgres'], { reject: false })),
	);
	if (uid.failed || gid.failed) {
		throw new UserError(
			'PostgreSQL refuses to run as root, and there is no user "postgres" to run it as. Run this as another user.',
		);
	}
	return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
