/**
 * `npm run reliability`: measures what reaches Rockerbox when things go wrong, and prints a table
 * for each part. The exit code is 0 only if everything that the documentation promises was kept.
 *
 *     npm run reliability -- [part …] [--write]
 *
 * Without a part, all run. `--write` puts the tables into docs/reliability.md.
 */
import { DemoError } from '../demo/install.mjs';
import { chaos } from './chaos.mjs';
import { faults } from './faults.mjs';
import { live } from './live.mjs';
import { stretch } from './stretch.mjs';
import { toMarkdown, writeToDocument, type Report } from './report.mjs';

/** A part measures, says on stderr how far it is, and leaves nothing running, also when stopped. */
type Part = (stopped: AbortSignal) => Promise<Report>;

const parts: Record<string, Part> = { faults, chaos, stretch, live };

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const write = process.argv.includes('--write');
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => stopped.abort());
}

try {
	const unknown = wanted.find((name) => !(name in parts));
	if (unknown)
		throw new DemoError(`There is no part "${unknown}": ${Object.keys(parts).join(', ')}`);
	for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
		const report = await parts[name](stopped.signal);
		console.log(`\n## ${report.title}\n\n${toMarkdown(report)}\n`);
		for (const deviation of report.deviations) console.log(`✖ ${deviation}`);
		if (report.deviations.length > 0) process.exitCode = 1;
		if (write) await writeToDocument(name, report);
	}
} catch (error) {
	process.exitCode = 1;
	if (!stopped.signal.aborted) console.error(error instanceof DemoError ? error.message : error);
}
