/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const pinned = readdirSync(join(root, 'tools/harness/n8n/pinned')).map(
	(name) => `tools/harness/n8n/pinned/${name}`,
);

interface Locked {
	version: string;
	integrity?: string;
	resolved?: string;
	link?: boolean;
}

/** By their paths in node_modules. */
function packagesOf(folder: string): Map<string, Locked> {
	const text = readFileSync(join(root, folder, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
	return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

describe('Everything that npm installs here, and for the n8n of the tools,', () => {
	test.each(['.', ...pinned])('is locked by its hash in %s', (folder) => {
		const packages = [...packagesOf(folder)];
		const unlocked = packages.filter(
			([, { integrity, link }]) => link || !integrity?.startsWith('sha512-'),
		);

		expect(packages).not.toHaveLength(0);
		expect(unlocked).toEqual([]);
	});

	test.each(['.', ...pinned])('comes from the registry that the user has chosen: %s', (folder) => {
		const elsewhere = [...packagesOf(folder).values()].filter(({ resolved }) => resolved);

		expect(elsewhere).toEqual([]);
	});

	test('has one SQLite for every n8n', () => {
		const sqlite = pinned
			.map((folder) => packagesOf(folder).get('node_modules/sqlite3')?.version)
			.filter(Boolean);

		expect(new Set(sqlite).size).toBe(1);
	});
});
