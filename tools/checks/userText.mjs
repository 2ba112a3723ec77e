/**
 * Checks that text for users outside the docs uses the words of the docs: the strings of the node and its
 * credential, and the notes of the examples.
 *
 *     node tools/checks/userText.mjs
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter, loadTextlintrc } from 'textlint';
import ts from 'typescript';

const SOURCES = ['nodes', 'credentials'];
const WORKFLOWS = ['examples'];
const IS_PROSE = /\p{L}{2,},? \p{L}{2,}/u; // keys, names and patterns never have two words in a row

const linter = createLinter({
	descriptor: await loadTextlintrc({ configFilePath: 'tools/checks/textlint.json' }),
});

for (const path of await filesIn(SOURCES, '.ts')) {
	for (const { text, line } of stringsOf(path, await readFile(path, 'utf8'))) {
		await check(text, `${path}:${line}`);
	}
}
for (const path of await filesIn(WORKFLOWS, '.json')) {
	for (const { text, name } of notesOf(await readFile(path, 'utf8'))) {
		await check(text, `${path}, the note "${name}"`);
	}
}

async function filesIn(folders, ending) {
	const files = await Promise.all(
		folders.map(async (folder) => {
			const names = await readdir(folder, { recursive: true });
			return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
		}),
	);
	return files.flat().sort();
}

/**
 * Every string of a source that is prose, but not expressions. Values that are inserted at run time become an
 * ellipsis.
 */
function stringsOf(path, source) {
	const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
	const found = [];
	const visit = (node) => {
		const text = textOf(node);
		if (text !== undefined && IS_PROSE.test(text) && !text.startsWith('=')) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
			found.push({ text, line: line + 1 });
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

function textOf(node) {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

function notesOf(workflow) {
	return JSON.parse(workflow)
		.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ name, parameters }) => ({ name, text: parameters.content }));
}

async function check(text, where) {
	const { messages } = await linter.lintText(text, 'text.md');
	for (const { message } of messages) {
		console.error(`${where}: ${message}`);
		process.exitCode = 1;
	}
}
