/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const nodes = join(root, 'nodes');

const [, section] = /^### Messages of the node$(.*?)^### /ms.exec(
	readFileSync(join(root, 'docs/guide.md'), 'utf8'),
)!;
const messages = Array.from(section.matchAll(/^#### (.+)$/gm), ([, heading]) => heading).flatMap(
	(heading) => Array.from(heading.matchAll(/"([^"]+)"/g), ([, message]) => message),
);

const source = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.ts'))
	.map((path) => readFileSync(join(nodes, path), 'utf8').replace(/\\'/g, "'"))
	.join('\n');

test('The error that stops a run leads to the headings for messages of the node', () => {
	const [, page, anchor] = /blob\/main\/([\w/.]+)#([\w-]+)/.exec(source)!;
	const headings = Array.from(
		readFileSync(join(root, page), 'utf8').matchAll(/^#+ (.+)$/gm),
		([, heading]) => heading.toLowerCase().replaceAll(' ', '-'),
	);

	expect(headings).toContain(anchor);
});

describe("The guide's headings for messages of the node", () => {
	test('are there', () => {
		expect(messages.length).toBeGreaterThan(20);
	});

	test.each(messages)('are as the node writes them: %s', (message) => {
		const pieces = message
			.split('…')
			// The name of whoever answered is put in front when the message is made.
			.map((piece) => piece.trim().replace(/^Rockerbox (?=didn't|refused|is busy)/, ''))
			.filter((piece) => piece !== '');

		expect(pieces).not.toHaveLength(0);
		expect(pieces.filter((piece) => !source.includes(piece))).toEqual([]);
	});
});
