/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files and prints, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One value as a source really writes it, and what must become of it. */
export interface Spelling {
	input: unknown;
	/** Who writes it so. */
	source: string;
	/** The key on the wire of the field that it is mapped to, where the corpus is of several. */
	field?: string;
	/** Of what went wrong in public reports, the kind that it stands for. */
	kind?: string;
	/** Options of the node. */
	options?: Record<string, unknown>;
	/** What is sent; null if the field is left out; or a part of the sentence that refuses it. */
	want: unknown;
}

/** The spellings of one subject, from `test/values/corpus/`. */
export function readCorpus<Entry = Spelling>(subject: string): Entry[] {
	const path = join(__dirname, '../values/corpus', `${subject}.json`);
	return JSON.parse(readFileSync(path, 'utf8')) as Entry[];
}

/** The part of the sentence that a spelling must be refused with, if it must be. */
export function refusalIn({ want }: Spelling): string | undefined {
	return (want as { refused?: string } | null)?.refused;
}

/** What a test calls a spelling: `Stripe charge: 2750 {"revenueInCents":true}`. */
export function titleOf({ source, field, input, options }: Spelling): string {
	return [`${source}:`, field, JSON.stringify(input), options && JSON.stringify(options)]
		.filter((part) => part !== undefined)
		.join(' ');
}

/** How many values were read right, refused or read wrong; printed when the file's tests are done. */
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
