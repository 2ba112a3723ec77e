/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a command on files of its own, which only tests do */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMMAND = join(__dirname, '../../../tools/checks/lintWorkflows.mjs');
const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';

const GOOD = `on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - run: npm ci
  publish:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - run: npm publish package.tgz
`;

const MISTAKES: Array<[what: string, good: string, bad: string, report: string]> = [
	['an action by its tag', CHECKOUT, 'actions/checkout@v7', 'pin the action'],
	['a commit without its version', ' # v7.0.1', '', 'pin the action'],
	['a token that stays', 'persist-credentials: false', 'fetch-depth: 0', 'persist-credentials'],
	['no permissions', 'permissions:\n  contents: read\n', '', 'give the workflow "permissions"'],
	['rights for every job', 'contents: read', 'contents: write', 'give the workflow "permissions"'],
	['code of others with the right to publish', 'npm publish', 'npm ci && npm publish', 'must not'],
	[
		'a checkout with the right to publish',
		'run: npm publish package.tgz',
		`uses: ${CHECKOUT}`,
		'must not',
	],
	['what actionlint finds', 'ubuntu-latest', 'ubuntu-oldest', 'ubuntu-oldest'],
];

describe('The lint of the workflows', () => {
	const folders: string[] = [];
	afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

	function lint(workflows: string[]) {
		const folder = mkdtempSync(join(tmpdir(), 'rockerbox-workflows-'));
		folders.push(folder);
		for (const [index, text] of workflows.entries())
			writeFileSync(join(folder, `${index}.yml`), text);
		return spawnSync(process.execPath, [COMMAND, folder], { encoding: 'utf8' });
	}

	test('finds nothing in a workflow with pinned actions and the least rights', () => {
		expect(lint([GOOD])).toMatchObject({ stderr: '', status: 0 });
	});

	describe('in workflows with a mistake each', () => {
		let reports: string[];
		beforeAll(() => {
			const { stderr, status } = lint(MISTAKES.map(([, good, bad]) => GOOD.replace(good, bad)));
			expect(status).toBe(1);
			reports = stderr.split('\n');
		});

		test.each(MISTAKES.map(([what, , , report], index) => ({ what, report, index })))(
			'finds $what',
			({ report, index }) => {
				const mine = reports.filter((line) => line.startsWith(`${index}.yml:`));

				expect(mine).toContainEqual(expect.stringContaining(report));
			},
		);
	});
});
