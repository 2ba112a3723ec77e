/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The parts that a measurement's command knows. They are the properties of one object. */
function partsOf(command: string): string[] {
	const found = /^(?<indent>\t+)const parts = \{\n(?<parts>[^]*?)^\k<indent>\};/m.exec(command);
	if (!found) return [/runParts\(\s*\{ (\w+): part/.exec(command)![1]];
	const { indent, parts } = found.groups!;
	return Array.from(
		parts.matchAll(new RegExp(`^${indent}\t(\\w+)[,:(]`, 'gm')),
		([, name]) => name,
	);
}

describe.each(['bench', 'compatibility', 'reliability', 'scale'])(
	'The document that npm run %s writes',
	(name) => {
		const command = read(`tools/${name}/main.mts`);
		const [, document] = /'(measurements\/[\w-]+\.md)'/.exec(command)!;
		const marks = Array.from(
			read(`docs/${document}`).matchAll(/^<!-- (\w+):(start|end) -->$/gm),
			([, part, end]) => `${part}:${end}`,
		);

		test('has a place for each part’s table, and no others', () => {
			const places = partsOf(command).flatMap((part) => [`${part}:start`, `${part}:end`]);

			expect(places).not.toHaveLength(0);
			expect([...marks].sort()).toEqual([...places].sort());
		});

		test('has the end of each place right after its start', () => {
			expect(marks.filter((_, index) => index % 2 === 1)).toEqual(
				marks.filter((_, index) => index % 2 === 0).map((mark) => mark.replace(/start$/, 'end')),
			);
		});
	},
);
