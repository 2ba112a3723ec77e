import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { nodeBinary } from '../n8n/node.mjs';
import { pinned } from '../n8n/version.mjs';
import type { Report } from './report.mjs';

/** The machine on which all figures were measured, with the versions of other programs that took part. */
export async function machine(others: Record<string, string> = {}): Promise<Report> {
	const n8n = JSON.parse(
		await readFile(join(pinned.folder, 'node_modules/n8n/package.json'), 'utf8'),
	) as { version: string };
	const node = await execa(nodeBinary, ['--version']);
	const found = {
		Date: new Date().toISOString().slice(0, 10),
		Processor: cpus()[0].model,
		Cores: cpus().length,
		'Memory, GB': Math.round(totalmem() / 1e9),
		n8n: n8n.version,
		'Node.js': node.stdout.slice(1),
		...others,
	};
	return {
		title: 'Measured on',
		columns: Object.keys(found),
		rows: [Object.values(found)],
		deviations: [],
	};
}
