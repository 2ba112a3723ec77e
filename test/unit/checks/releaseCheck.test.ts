/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a command on a repository of its own, which only tests do */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const COMMAND = join(__dirname, '../../../tools/checks/releaseCheck.mjs');
const ADDRESS = 'https://github.com/acme/n8n-nodes-rockerbox';

const manifest = {
	name: 'n8n-nodes-rockerbox',
	version: '1.2.3',
	author: { name: 'Jane Doe', email: 'jane@example.com' },
	homepage: `${ADDRESS}#readme`,
	repository: { type: 'git', url: `git+${ADDRESS}.git` },
};
const lock = { version: '1.2.3', packages: { '': { version: '1.2.3' } } };
const workflow = 'permissions:\n  id-token: write\nrun: npm publish --provenance\n';

/** A repository that can be released. */
const READY: Record<string, string> = {
	'package.json': JSON.stringify(manifest),
	'package-lock.json': JSON.stringify(lock),
	'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n- The node.\n',
	'nodes/Rockerbox/Rockerbox.node.json': `{ "url": "${ADDRESS}/blob/main/docs/guide.md" }`,
	'credentials/RockerboxApi.credentials.ts': `documentationUrl = '${ADDRESS}#the-credential';`,
	'nodes/Rockerbox/stopError.ts': `const GUIDE = '${ADDRESS}/blob/main/docs/guide.md';`,
	'.github/workflows/release.yml': workflow,
};

describe('npm run release:check', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rockerbox-release-'));
	const ready = `${folder}-ready`;
	afterAll(() => {
		for (const one of [folder, ready]) rmSync(one, { recursive: true, force: true });
	});

	function git(...parameters: string[]) {
		const settings = ['user.name=Jane', 'user.email=jane@example.com', 'commit.gpgSign=false'];
		const all = [...settings.flatMap((setting) => ['-c', setting]), ...parameters];
		execFileSync('git', all, { cwd: folder, stdio: 'ignore' });
	}

	beforeAll(() => {
		for (const [file, text] of Object.entries(READY)) write(file, text);
		git('init');
		git('remote', 'add', 'origin', `${ADDRESS}.git`);
		git('add', '--all');
		git('commit', '--message', 'A version');
		git('update-ref', 'refs/remotes/origin/main', 'HEAD'); // as if it were pushed
		git('tag', '1.2.3');
		cpSync(folder, ready, { recursive: true });
	});
	beforeEach(() => {
		rmSync(folder, { recursive: true, force: true });
		cpSync(ready, folder, { recursive: true });
	});

	function write(file: string, text: string) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	}

	function check(env: Record<string, string> = {}) {
		const elsewhere = { GITHUB_REPOSITORY: undefined, GITHUB_REF_NAME: undefined };
		return spawnSync(process.execPath, [COMMAND, '--offline'], {
			cwd: folder,
			env: { ...process.env, ...elsewhere, ...env },
			encoding: 'utf8',
		});
	}

	test('finds nothing open in a version that is ready', () => {
		const { stdout, stderr, status } = check();

		expect(stderr).toBe('');
		expect(stdout).not.toContain('✖');
		expect(status).toBe(0);
	});

	test.each<[string, Partial<typeof manifest>, string]>([
		['an address that reaches nobody', author({ email: 'a@b.example' }), 'author.email'],
		['no address', author({ email: '' }), 'author.email'],
		[
			'an author named after the package',
			author({ name: `${manifest.name} maintainers` }),
			'author.name',
		],
		[
			'another repository',
			{ repository: { type: 'git', url: 'git+https://github.com/n8n-nodes-rockerbox/other.git' } },
			'package.json names n8n-nodes-rockerbox/other, and this is acme/n8n-nodes-rockerbox.',
		],
		['no repository', { repository: undefined }, 'repository.url'],
		['another version than the lock and the tag', { version: '1.2.4' }, 'Run npm install'],
		['a version before a release', { version: '1.2.3-beta.1' }, 'this is 1.2.3-beta.1'],
	])('refuses %s in package.json', (_what, change, open) => {
		write('package.json', JSON.stringify({ ...manifest, ...change }));

		expectOpen(check(), open);
	});

	test.each<[string, string, string, string]>([
		[
			'a changelog without an entry',
			'CHANGELOG.md',
			'## [Unreleased]\n\n- The node.\n',
			'Move the entries',
		],
		['an empty entry', 'CHANGELOG.md', '## [1.2.3] - 2026-12-01\n', 'Move the entries'],
		[
			'an entry without a date',
			'CHANGELOG.md',
			'## [1.2.3]\n\n- The node.\n',
			'day of the release',
		],
		[
			'an entry that was forgotten',
			'CHANGELOG.md',
			'## [Unreleased]\n\n- More.\n\n## [1.2.3] - 2026-12-01\n\n- The node.\n',
			'left under',
		],
		[
			'a codex that leads elsewhere',
			'nodes/Rockerbox/Rockerbox.node.json',
			'{ "url": "https://github.com/other/name#readme" }',
			'Rockerbox.node.json names other/name',
		],
		[
			'a credential that leads elsewhere',
			'credentials/RockerboxApi.credentials.ts',
			"documentationUrl = 'https://github.com/other/name#the-credential';",
			'RockerboxApi.credentials.ts names other/name',
		],
		[
			'a message that leads elsewhere',
			'nodes/Rockerbox/stopError.ts',
			"const GUIDE = 'https://github.com/other/name/blob/main/docs/guide.md';",
			'stopError.ts names other/name',
		],
		[
			'a workflow without provenance',
			'.github/workflows/release.yml',
			'run: npm publish\n',
			'--provenance',
		],
	])('refuses %s', (_what, file, text, open) => {
		write(file, text);

		expectOpen(check(), open);
	});

	test('refuses uncommitted changes', () => {
		write('README.md', 'More.');

		expectOpen(check(), 'Commit what has changed.');
	});

	test('refuses a commit that is not on main', () => {
		write('README.md', 'More.');
		git('add', '--all');
		git('commit', '--message', 'Elsewhere');
		git('tag', '--force', '1.2.3');

		expectOpen(check(), 'Push the commit to main');
	});

	test('refuses a commit without a tag', () => {
		git('tag', '--delete', '1.2.3');

		expectOpen(check(), 'git tag 1.2.3');
	});

	test('goes by the tag and the repository of the workflow that runs it', () => {
		expectOpen(check({ GITHUB_REF_NAME: '1.2.4' }), 'The tag is 1.2.4.');
		expectOpen(check({ GITHUB_REPOSITORY: 'fork/name' }), 'and this is fork/name.');
		expect(
			check({ GITHUB_REF_NAME: '1.2.3', GITHUB_REPOSITORY: 'acme/n8n-nodes-rockerbox' }).status,
		).toBe(0);
	});

	test('asks for the repository if there is none to compare with', () => {
		git('remote', 'remove', 'origin');

		expectOpen(check(), 'no remote "origin" on GitHub');
	});
});

function author(change: Partial<typeof manifest.author>) {
	return { author: { ...manifest.author, ...change } };
}

function expectOpen({ stdout, status }: { stdout: string; status: number | null }, open: string) {
	expect(stdout).toContain(open);
	expect(status).toBe(1);
}
