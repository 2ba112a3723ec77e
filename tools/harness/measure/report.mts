import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { format, resolveConfig } from 'prettier';
import { fillPart } from '../marks.mjs';
import { repository } from '../paths.mjs';

/** The results of one part of a measurement, as a table, and the broken promises. */
export interface Report {
	title: string;
	columns: string[];
	rows: Array<Array<string | number>>;
	/** One line for each broken promise. Empty if all is well. */
	deviations: string[];
}

/** The report's table in Markdown, numbers to the right. */
export function toMarkdown({ columns, rows }: Report): string {
	const align = columns.map((_, column) => (isNumeric(rows, column) ? 'right' : null));
	return markdownTable(
		[columns, ...rows].map((row) => row.map(toText)),
		{ align },
	);
}

function isNumeric(rows: Report['rows'], column: number): boolean {
	return rows.length > 0 && rows.every((row) => typeof row[column] === 'number');
}

function toText(cell: string | number): string {
	return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell.replaceAll('|', '\\|');
}

/** Puts the table of a part into a document of `docs/`, between the part's two marks. */
export async function writeToDocument(
	document: string,
	part: string,
	report: Report,
): Promise<void> {
	const path = join(repository, 'docs', document);
	const written = fillPart(await readFile(path, 'utf8'), part, toMarkdown(report));
	const options = { ...(await resolveConfig(path)), filepath: path };
	await writeFile(path, await format(written, options));
}
