/**
 * `npm run scale`: n8n in queue mode for real, with PostgreSQL, Redis and one, two and four workers
 * that send conversions to a stand-in for Rockerbox; then with a worker that dies and with a Redis
 * that restarts. Prints a table for each part. The exit code is 0 only if every conversion is
 * accounted for.
 *
 *     npm run scale -- [part …] [--items N] [--short] [--write]
 *
 * Without a part, all run. `--items` is the number of conversions for each number of workers, `--short` takes
 * only some minutes, and `--write` puts the tables into docs/measurements/queue-mode.md.
 */
import { parseArgs } from 'node:util';
import once from 'lodash/once.js';
import { Cluster } from '../harness/cluster/cluster.mjs';
import { choose, runCommand, runParts } from '../harness/measure/command.mjs';
import { machine } from '../harness/measure/machine.mjs';
import { UserError } from '../harness/userError.mjs';
import { costs, measureCosts } from './costs.mjs';
import { outageReport } from './outages.mjs';
import { redisForgets, redisRestarts } from './redisRestarts.mjs';
import { shared } from './shared.mjs';
import { FULL, SHORT } from './sizes.mjs';
import { sizing } from './sizing.mjs';
import { versionsOf } from './versions.mjs';
import { workerKilled } from './workerKilled.mjs';
import { workers } from './workers.mjs';
import { workerStops } from './workerStops.mjs';

const { values, positionals } = parseArgs({
	options: {
		items: { type: 'string' },
		short: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	},
	allowPositionals: true,
});

await runCommand(async (stopped) => {
	if (process.platform !== 'linux') {
		throw new UserError('This reads from Linux what each process used: run it on Linux.');
	}
	if (values.short && values.write) {
		throw new UserError('--write is for the whole measurement: leave --short out.');
	}
	const { items, workerCounts, costSizes, shared: sharing, fault } = values.short ? SHORT : FULL;
	await Cluster.use(stopped, async (cluster) => {
		const measured = once(() => measureCosts(cluster, costSizes));
		const parts = {
			machine: async () => machine(await versionsOf(cluster)),
			workers: () => workers(cluster, Number(values.items ?? items), workerCounts),
			shared: () => shared(cluster, sharing),
			costs: async () => costs(await measured()),
			sizing: async () => sizing(await measured()),
			worker: async () =>
				outageReport('A worker ends in the middle of its work', [
					...(await workerStops(cluster, fault)),
					...(await workerKilled(cluster, fault)),
				]),
			redis: async () =>
				outageReport('Redis is restarted in the middle of the work', [
					...(await redisRestarts(cluster, fault)),
					...(await redisForgets(cluster, fault)),
				]),
		};
		await runParts(
			choose(parts, positionals),
			values.write ? 'measurements/queue-mode.md' : undefined,
		);
	});
});
