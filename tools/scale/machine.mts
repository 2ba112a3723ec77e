import { machine as machineWith } from '../harness/measure/machine.mjs';
import type { Report } from '../harness/measure/report.mjs';
import type { Cluster } from '../harness/cluster/cluster.mjs';

/** What all figures were measured on. */
export async function machine({ postgres, redis }: Cluster): Promise<Report> {
	const [[postgresVersion]] = await postgres.query('SHOW server_version');
	const redisVersion = /redis_version:(\S+)/.exec(await redis.ask('INFO', 'server'))?.[1] ?? '';
	return await machineWith({ PostgreSQL: postgresVersion.split(' ')[0], Redis: redisVersion });
}
