import type { Cluster } from '../harness/cluster/cluster.mjs';

/** The versions of the programs besides n8n. */
export async function versionsOf({ postgres, redis }: Cluster): Promise<Record<string, string>> {
	const [{ server_version: version }] = await postgres.query<{ server_version: string }>(
		'SHOW server_version',
	);
	return {
		PostgreSQL: version.split(' ')[0],
		Redis: /redis_version:(\S+)/.exec(await redis.ask('INFO', 'server'))?.[1] ?? '',
	};
}
