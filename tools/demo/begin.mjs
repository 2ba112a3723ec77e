/**
 * `npm run dev`, also in a fresh clone: installs what this repository needs, and begins with n8n
 * meanwhile, because npm unpacks on one core and n8n has 250,000 files. Then `dev.mts` does the rest.
 * This file itself can need nothing but Node.js.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const UNPACK = 'unpack-n8n';
const n8n = '.demo/n8n';
const running = new Set();

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => running.forEach((child) => child.kill(signal)));
}
process.exitCode = await (process.argv[2] === UNPACK ? unpackN8n() : dev());

async function dev() {
	const env = { ...process.env };
	if (!existsSync('node_modules/.package-lock.json')) {
		const unpacking = existsSync(n8n) ? undefined : start('node', ['tools/demo/begin.mjs', UNPACK]);
		env.DEMO_UNPACKING = unpacking?.child.pid;
		console.error('Install what this repository needs …');
		const code = await start('npm', ['ci', '--no-fund'], { stdio: 'inherit' }).ended;
		if (code !== 0) unpacking?.child.kill();
		if (code !== 0) return code;
	}
	return await start('node', ['--import', 'tsx', 'tools/demo/dev.mts'], { env, stdio: 'inherit' })
		.ended;
}

/** As `n8nVersion.mts` does it, which tells by the last file that all went well, and else does it again. */
async function unpackN8n() {
	await mkdir(n8n, { recursive: true });
	const copy = async (from, to) =>
		await copyFile(join('tools/harness/n8n/pinned', from), join(n8n, to));
	await copy('package.json', 'package.json');
	await copy('package-lock.json', 'package-lock.json');
	const code = await start('npm', ['ci', '--ignore-scripts'], { cwd: n8n }).ended;
	if (code === 0) await copy('package-lock.json', 'unpacked');
	return code;
}

function start(command, parameters, options) {
	const isNode = command === 'node';
	const child = spawn(isNode ? process.execPath : command, parameters, {
		stdio: 'ignore',
		shell: !isNode && process.platform === 'win32', // where npm is a script
		...options,
	});
	running.add(child);
	const ended = new Promise((resolve) => {
		child.on('close', (code) => {
			running.delete(child);
			resolve(code ?? 1);
		});
	});
	return { child, ended };
}
