// n8n's own scan for verified community packages, run on the source and on the packed package. Only npm's
// provenance can't be checked before publishing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { extract } from 'tar';

const repository = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'rockerbox-scan-'));
try {
	const packed = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: repository, encoding: 'utf8', shell: process.platform === 'win32' },
	);
	await extract({ file: join(folder, JSON.parse(packed)[0].filename), cwd: folder });

	for (const [what, path, patterns] of [
		['source', repository, SOURCE_FILE_PATTERNS],
		['package', join(folder, 'package'), ['**/*.js', 'package.json']],
	]) {
		const { passed, message, details } = await analyzePackage(path, patterns);
		console.log(`n8n's scan of the ${what}: ${passed ? 'passed' : `${message}\n${details}`}`);
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
