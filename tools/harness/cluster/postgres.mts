import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { HOST } from '../n8n/process.mjs';
import { UserError } from '../userError.mjs';
import { findCommand } from './findCommand.mjs';
import { startService, type Service } from './service.mjs';

const USER = 'n8n';
const DATABASE = 'postgres';

/** A PostgreSQL of our own, which only this machine can reach. */
export class Postgres {
	private constructor(
		private readonly service: Service,
		private readonly psql: string,
		private readonly port: number,
	) {}

	/** Starts an empty one with the settings that PostgreSQL comes with. */
	static async start(folder: string, cancelSignal: AbortSignal): Promise<Postgres> {
		const [initdb, postgres, psql] = await Promise.all(
			['initdb', 'postgres', 'psql'].map(findCommand),
		);
		const user = await whoMayRunIt();
		const data = join(folder, 'data');
		await mkdir(data, { recursive: true });
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
				stopSignal: 'SIGINT', // ends it without waiting for those who are connected
				isReady: async () => !(await runSql(psql, port, 'SELECT 1')).failed,
				cancelSignal,
			},
		);
		return new Postgres(service, psql, port);
	}

	get pid(): number {
		return this.service.pid;
	}

	/** What n8n must know to use it. */
	get n8nSettings(): Record<string, string> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
		};
	}

	/** The rows that a query gives, each a list of texts. */
	async query(sql: string): Promise<string[][]> {
		const { failed, stdout, stderr } = await runSql(this.psql, this.port, sql);
		if (failed) throw new Error(`PostgreSQL refused ${sql}: ${stderr}`);
		return stdout
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => line.split('\t'));
	}

	/** How much it has written to its log of changes (WAL) since it was set up. */
	async bytesWritten(): Promise<number> {
		const [[bytes]] = await this.query("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
		return Number(bytes);
	}

	async stop(): Promise<void> {
		await this.service.stop();
	}
}

async function runSql(psql: string, port: number, sql: string) {
	const parameters = ['--no-psqlrc', '--tuples-only', '--no-align', '--field-separator', '\t'];
	return await execa(
		psql,
		[...parameters, '-h', HOST, '-p', String(port), '-U', USER, '-d', DATABASE, '-c', sql],
		{ reject: false, stdin: 'ignore' },
	);
}

/** PostgreSQL refuses to run as root. Its packages bring a user for it. */
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
