/**
 * `npm run reliability`: measures what reaches Rockerbox when things go wrong, and prints a table for each
 * part. The exit code is 0 only if every promise of the documentation was kept.
 *
 *     npm run reliability -- [part …] [--write]
 *
 * Without a part, all run. `--write` puts the tables into docs/measurements/reliability.md.
 */
import { choose, runCommand, runParts } from '../harness/measure/command.mjs';
import { chaos } from './chaos.mjs';
import { eventLoopDelay } from './eventLoopDelay.mjs';
import { faultTable } from './faults.mjs';
import { hostile } from './hostile.mjs';
import { live } from './live.mjs';

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const write = process.argv.includes('--write');

/** A part reports its progress on stderr, and leaves nothing running, even if it is stopped. */
await runCommand(async (stopped) => {
	const parts = {
		faults: faultTable,
		chaos,
		hostile,
		stretch: eventLoopDelay,
		live: () => live(stopped),
	};
	await runParts(choose(parts, wanted), write ? 'measurements/reliability.md' : undefined);
});
