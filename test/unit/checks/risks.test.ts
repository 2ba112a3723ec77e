/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const [, section] = read('docs/architecture.md').split('## What a newer n8n could break\n');
const rows = section
	.split('\n## ')[0]
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.slice(2) // the header and the line below it
	.map((line) => line.split('|').slice(1, -1));

/** The columns with checks in the table that `npm run compatibility` prints. */
const checks = [
	'Install',
	...Array.from(
		read('tools/compatibility/checks.mts').matchAll(/^\t(?:'(.+?)'|(\w+)): /gm),
		([, quoted, plain]) => quoted ?? plain,
	),
];

describe('What a newer n8n could break', () => {
	test('is listed', () => {
		expect(rows.length).toBeGreaterThan(10);
	});

	test.each(rows.map((cells) => cells.map((cell) => cell.trim())))(
		'is noticed by a check and a test that exist: if n8n %s',
		(_risk, _then, noticed) => {
			const bold = Array.from(noticed.matchAll(/\*\*(.+?)\*\*/g), ([, name]) => name);
			const tests = Array.from(noticed.matchAll(/\[(.+?)\]\(\.\.\/(.+?)\)/g));

			expect(bold).not.toHaveLength(0);
			expect(bold.filter((name) => !checks.includes(name))).toEqual([]);
			expect(tests).not.toHaveLength(0);
			for (const [, name, file] of tests) expect(read(file)).toContain(name);
		},
	);
});
