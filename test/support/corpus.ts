/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files and prints, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One value as a source really writes it, and the expected result. */
export interface Spelling {
	input: unknown;
	/** The source. */
	source: string;
	/** The key on the wire of the field that it is mapped to, if the corpus covers several. */
	field?: string;
	/** The kind of failure in public reports that it stands for. */
	kind?: string;
	/** Options of the node. */
	options?: Record<string, unknown>;
	/** The value that is sent; null if the field is left out; or a part of the sentence that refuses it. */
	want: unknown;
}

/** The spellings of one subject, from `test/values/corpus/`. */
export function readCorpus<Entry = Spelling>(subject: string): Entry[] {
	const path = join(__dirname, '../values/corpus', `${subject}.json`);
	return JSON.parse(readFileSync(path, 'utf8')) as Entry[];
}

/** The part of the sentence that must refuse a spelling, if it must be refused. */
export function refusalIn({ want }: Spelling): string | undefined {
	return (want as { refused?: string } | null)?.refused;
}

/** A spelling in the name of a test: `Stripe charge: 2750 {"revenueInCents":true}`. */
export function titleOf({ source, field, input, options }: Spelling): string {
	return [`${source}:`, field, JSON.stringify(input), options && JSON.stringify(options)]
		.filter((part) => part !== undefined)
		.join(' ');
}

/**
 * Counts the values that were read right, refused or read wrong. Prints the counts after the file's tests.
 */
export function printedTotals(subject: string) {
	const totals = { right: 0, refused: 0, wrong: 0 };
	afterAll(() => {
		const { right, refused, wrong } = totals;
		process.stdout.write(
			`${subject}: ${right} accepted right, ${refused} refused, wrong: ${wrong}\n`,
		);
	});
	return totals;
}
