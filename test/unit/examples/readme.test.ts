/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a command, which only tests do */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRockerbox, namesOfExamples, readExample } from '../../support/examples';

const REPOSITORY = join(__dirname, '../../..');
const FOLDER = join(REPOSITORY, 'examples');

describe('the page about the examples', () => {
	const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
	test('is, like the guide, up to date with their files', () => {
		const command = ['--import', 'tsx', 'tools/examples/main.mts', '--check'];
		expect(() =>
			execFileSync(process.execPath, command, { cwd: REPOSITORY, stdio: 'pipe' }),
		).not.toThrow();
	});

	test.each(namesOfExamples())('shows %s', (name) => {
		expect(page).toContain(`](${name}.json)`);
	});

	test('shows only pictures that are there', () => {
		const pictures = [...page.matchAll(/\]\(([^)]+\.png)\)/g)].map(([, picture]) => picture);
		expect(pictures.length).toBeGreaterThan(0);
		expect(pictures.filter((picture) => !existsSync(join(FOLDER, picture)))).toEqual([]);
	});
});

describe.each(['examples/README.md', 'docs/guide.md'])('the nodes to paste of %s', (name) => {
	const page = readFileSync(join(REPOSITORY, name), 'utf8');
	const blocks = [...page.matchAll(/```json\n(\{\s+"nodes":.+?)\n```/gs)].flatMap(
		([, json]) => (JSON.parse(json) as { nodes: object[] }).nodes,
	);
	const shipped = namesOfExamples()
		.flatMap((example) => readExample(example).nodes)
		.filter(isRockerbox)
		.map((node) => ({ ...node, position: expect.any(Array) as unknown }));

	test('are those of the examples', () => {
		expect(blocks.length).toBeGreaterThan(10);
		for (const node of blocks) expect(shipped).toContainEqual(node);
	});
});
