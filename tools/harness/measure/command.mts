import { checkNode } from '../checkNode.mjs';
import { UserError } from '../userError.mjs';
import { toMarkdown, writeToDocument, type Report } from './report.mjs';

/** The parts of a measurement by name, each measured when it is called. */
export type Parts = Record<string, () => Promise<Report>>;

/**
 * The frame of a command that measures. Ctrl-C and a service manager's SIGTERM abort it through the signal,
 * so that nothing is left running. The exit code is 0 only if nothing went wrong.
 */
export async function runCommand(measure: (stopped: AbortSignal) => Promise<void>): Promise<void> {
	const stopped = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => stopped.abort());
	}
	try {
		checkNode();
		await measure(stopped.signal);
	} catch (error) {
		process.exitCode = 1;
		if (!stopped.signal.aborted) console.error(error instanceof UserError ? error.message : error);
	}
}

/** The parts that the user named, or all. */
export function choose(parts: Parts, wanted: string[]): Parts {
	const unknown = wanted.find((name) => !(name in parts));
	if (unknown) {
		throw new UserError(`There is no part "${unknown}": ${Object.keys(parts).join(', ')}`);
	}
	const names = wanted.length > 0 ? wanted : Object.keys(parts);
	return Object.fromEntries(names.map((name) => [name, parts[name]]));
}

/**
 * Runs parts one after the other, and prints the table and the broken promises of each. Also writes the
 * tables into a document of `docs/` if one is named.
 */
export async function runParts(parts: Parts, document?: string): Promise<void> {
	for (const [name, part] of Object.entries(parts)) {
		const report = await part();
		console.log(`\n## ${report.title}\n\n${toMarkdown(report)}\n`);
		for (const deviation of report.deviations) console.log(`✖ ${deviation}`);
		if (report.deviations.length > 0) process.exitCode = 1;
		if (document) await writeToDocument(document, name, report);
	}
}
