/**
 * Keeps the pages for users readable for busy people: it limits the school grade (Flesch-Kincaid) of
 * sentences in paragraphs and lists, and the number of words of the README. Code, tables and headings don't
 * count as sentences.
 *
 *     node tools/checks/readability.mjs
 */
import { readFile } from 'node:fs/promises';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import readability from 'text-readability';
import { visit } from 'unist-util-visit';

const MAX_GRADE = 8; // most adults read this with ease
const PAGES = [
	{ name: 'README.md', maxWords: 1_200 },
	{ name: 'docs/guide.md', maxWords: Infinity },
];

for (const { name, maxWords } of PAGES) {
	const tree = fromMarkdown(await readFile(name, 'utf8'));
	const words = textOf(tree, ['code', 'html', 'image']).match(/[\p{L}\p{N}][^\s|]*/gu).length;
	const grade = readability.fleschKincaidGrade(sentencesOf(tree));
	console.log(`${name}: ${words} words without code, grade ${grade}`);
	if (words > maxWords) report(`${name} has ${words} words. Keep it to ${maxWords}.`);
	if (grade > MAX_GRADE)
		report(`${name} has grade ${grade}. Keep it to ${MAX_GRADE}: shorter sentences and words.`);
}

/** All text for readers, with a line for each element that holds text itself. */
function textOf(tree, without) {
	const parts = [];
	visit(tree, (node) => {
		if (without.includes(node.type)) return 'skip';
		if ('value' in node) parts.push(node.value);
		return undefined;
	});
	return parts.join('\n');
}

/**
 * The paragraphs, including those of lists, each with an end of sentence. Code in them counts as one short
 * word.
 */
function sentencesOf(tree) {
	const paragraphs = [];
	visit(tree, 'paragraph', (paragraph) => {
		visit(paragraph, 'inlineCode', (code) => {
			code.value = 'code';
		});
		const text = toString(paragraph, { includeImageAlt: false }).replaceAll(/\s+/g, ' ').trim();
		if (text === '' || text.startsWith('|')) return; // a table, which isn't part of plain Markdown
		paragraphs.push(/[.!?:]$/.test(text) ? text.replace(/:$/, '.') : `${text}.`);
	});
	return paragraphs.join('\n');
}

function report(problem) {
	console.error(problem);
	process.exitCode = 1;
}
