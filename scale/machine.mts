import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { nodeBinary } from '../demo/install.mjs';
import { n8nFolder } from '../demo/paths.mjs';
import type { Report } from '../measure/report.mjs';
import type { Cluster } from './cluster.mjs';

/** What all figures were measured on. */
export async function machine({ postgres, redis }: Cluster): Promise<Report> {
	const n8n = JSON.parse(
		await readFile(join(n8nFolder, 'node_modules/n8n/package.json'), 'utf8'),
	) as { version: string };
	const node = await execa(nodeBinary, ['--version']);
	const [[postgresVersion]] = await postgres.query('SHOW server_version');
	const redisVersion = /redis_version:(\S+)/.exec(await redis.ask('INFO', 'server'))?.[1] ?? '';
	return {
		title: 'Measured on',
		columns: ['Date', 'Processor', 'Cores', 'Memory, GB', 'n8n', 'Node.js', 'PostgreSQL', 'Redis'],
		rows: [
			[
				new Date().toISOString().slice(0, 10),
				cpus()[0].model,
				cpus().length,
				Math.round(totalmem() / 1e9),
				n8n.version,
				node.stdout.slice(1),
				postgresVersion.split(' ')[0],
				redisVersion,
			],
		],
		deviations: [],
	};
}
