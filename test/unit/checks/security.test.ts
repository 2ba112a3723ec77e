/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const document = read('SECURITY.md');
const promises = document.slice(
	document.indexOf('## What the package guarantees'),
	document.indexOf('## Good to know'),
);

/** The tests that SECURITY.md names, by their labels there: the file, and the name of a test in it. */
const tests = new Map(
	Array.from(
		document.matchAll(/^\[(.+?)\]: (\S+)(?: (['"])(.+)\3)?$/gm),
		([, call, path, , name]) => [call, { path, name }],
	),
);

/** Each item of a list, with its nested items. */
const points = Array.from(promises.matchAll(/^- [^]*?(?=\n(?:- |\n|$))/gm), ([point]) => point);

function testsIn(text: string): string[] {
	return Array.from(text.matchAll(/\]\[(.+?)\]/g), ([, call]) => call.replace(/\s+/g, ' '));
}

describe('In SECURITY.md', () => {
	test('there are promises, and tests', () => {
		expect(points.length).toBeGreaterThan(25);
		expect(tests.size).toBeGreaterThan(25);
	});

	test.each(points.map((point) => [point.split('\n')[0], point]))(
		'a promise names a test: %s',
		(_, point) => {
			const named = testsIn(point);

			expect(named).not.toEqual([]);
			expect(named.filter((call) => !tests.has(call))).toEqual([]);
		},
	);

	test.each([...tests])('the test exists, and a promise names it: %s', (call, { path, name }) => {
		expect(path).toMatch(/^test\/(?:unit|engine|e2e)\/.+\.test\.ts$/);
		expect(existsSync(join(root, path))).toBe(true);
		expect(read(path)).toContain(name ?? '');
		expect(testsIn(promises)).toContain(call);
	});
});
