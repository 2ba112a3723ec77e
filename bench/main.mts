import { parseArgs } from 'node:util';
import { Rig } from './rig.mjs';
import { CASES, type Case } from './cases.mjs';
const { values } = parseArgs({
	options: {
		items: { type: 'string' },
		delay: { type: 'string' },
		tls: { type: 'boolean' },
		turns: { type: 'string' },
		cases: { type: 'string' },
		concurrency: { type: 'string' },
	},
});
const stopped = new AbortController();
process.on('SIGINT', () => stopped.abort());
const rig = await Rig.start(stopped.signal, 10, process.env.BENCH_PROFILE ? {BENCH_PROFILE: process.env.BENCH_PROFILE} : {});
try {
	const load = {
		items: Number(values.items ?? 2000),
		delayMs: Number(values.delay ?? 0),
		tls: values.tls ?? false,
		concurrency: values.concurrency ? Number(values.concurrency) : undefined,
	};
	for (let t = 0; t < Number(values.turns ?? 1); t++)
		for (const c of (values.cases?.split(',') ?? CASES) as Case[]) {
			const r = await rig.run(c, load);
			console.log(
				c.padEnd(22),
				r.itemsPerSecond.toFixed(0).padStart(6) + '/s',
				'cpu',
				r.cpuMsPerItem.toFixed(2),
				'conn',
				r.peakConnections,
				'rss',
				r.peakRssMb.toFixed(0),
				'stall',
				r.longestStallMs.toFixed(0),
				r.deviations.join(),
			);
		}
} finally {
	await rig.stop();
}
