import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Cluster } from '../harness/cluster/cluster.mjs';
import { Postgres } from '../harness/cluster/postgres.mjs';
import { N8n } from '../harness/n8n/n8n.mjs';
import { prepare } from '../harness/n8n/package.mjs';
import type { N8nVersion } from '../harness/n8n/version.mjs';
import { workFolder } from '../harness/paths.mjs';
import { installFromRegistry } from './install.mjs';
import { Registry } from './registry.mjs';
import { installOver, unpack } from './unpacked.mjs';

const folder = join(workFolder, 'compatibility');
const WORKERS = 2;

/** Does something with a new n8n, and ends it. `installed` are the deviations when n8n installed the node. */
export type Setup = (
	version: N8nVersion,
	stopped: AbortSignal,
	task: (n8n: N8n, installed: string[]) => Promise<void>,
) => Promise<void>;

/** The ways in which people run n8n, by their names in the table. */
export const setups: Record<string, Setup> = {
	SQLite: async (version, stopped, task) =>
		await withOneProcess({}, version, stopped, task, { unpacked: true }),
	PostgreSQL: async (version, stopped, task) => {
		await rm(folder, { recursive: true, force: true });
		const postgres = await Postgres.start(join(folder, 'postgres'), stopped);
		try {
			await withOneProcess(postgres.n8nSettings, version, stopped, task);
		} finally {
			await postgres.stop();
		}
	},
	'PostgreSQL, queue mode': async (version, stopped, task) =>
		await withRegistry(version, stopped, async (registry) => {
			const withWorkers = async (cluster: Cluster) => {
				await cluster.haveWorkers(WORKERS);
				await task(
					cluster.main,
					await installFromRegistry(cluster.main, registry, cluster.workers),
				);
			};
			await Cluster.useNew(stopped, withWorkers, { version, env: registry.settings });
		}),
};

async function withOneProcess(
	database: Record<string, string>,
	version: N8nVersion,
	stopped: AbortSignal,
	task: Parameters<Setup>[2],
	{ unpacked = false } = {},
): Promise<void> {
	const dataFolder = join(folder, 'data');
	await rm(dataFolder, { recursive: true, force: true });
	await withRegistry(version, stopped, async (registry, packedNode) => {
		if (unpacked) await unpack(packedNode, dataFolder);
		const n8n = await N8n.start({
			version,
			dataFolder,
			logFile: join(workFolder, 'compatibility.log'),
			env: { ...registry.settings, ...database },
			cancelSignal: stopped,
		});
		try {
			const installByName = async () => await installFromRegistry(n8n, registry);
			await task(n8n, await (unpacked ? installOver(n8n, installByName) : installByName()));
		} finally {
			await n8n.kill();
		}
	});
}

/** Does something with a registry that has the packed node, once this version of n8n is there. */
async function withRegistry(
	version: N8nVersion,
	stopped: AbortSignal,
	task: (registry: Registry, packedNode: string) => Promise<void>,
): Promise<void> {
	const packedNode = await prepare(stopped, version);
	const registry = await Registry.start(packedNode);
	try {
		await task(registry, packedNode);
	} finally {
		await registry.stop();
	}
}
