/**
 * `npm run dev`: a real n8n with this package, which is compiled again whenever a source file is saved. n8n
 * loads it at once, and an open editor shows it after a reload of the page. Icons and the codex
 * (`Rockerbox.node.json`) are only read at the start. Stays up until Ctrl-C.
 *
 * It doesn't use `n8n-node dev`, which downloads the newest n8n instead of the pinned one, and gives the node
 * another type (`CUSTOM.rockerbox`), so no workflow of the demo would find it.
 */
import { join } from 'node:path';
import ts from 'typescript';
import { runCommand } from '../harness/measure/command.mjs';
import { N8n } from '../harness/n8n/n8n.mjs';
import { installNode, prepare } from '../harness/n8n/package.mjs';
import { repository, workFolder } from '../harness/paths.mjs';
import { n8nSettings, seed } from './scenario.mjs';

const dataFolder = join(workFolder, 'dev');
const logFile = join(workFolder, 'dev.log');
const installed = join(dataFolder, '.n8n/nodes/node_modules/n8n-nodes-rockerbox');

await runCommand(async (stopped) => {
	await installNode(await prepare(stopped), dataFolder, stopped);
	const compiler = compileOnSave(join(installed, 'dist'));
	try {
		await runN8n(stopped);
	} finally {
		compiler.close();
	}
});
// If a file is saved in the moment of Ctrl-C, TypeScript can be left with a watcher that `close` doesn't
// know.
process.exit();

/** Like `tsc --watch`: compiles at once and after each change, and prints errors. */
function compileOnSave(outDir: string) {
	const project = join(repository, 'tsconfig.json');
	const options = { outDir, preserveWatchOutput: true };
	return ts.createWatchProgram(ts.createWatchCompilerHost(project, options, ts.sys));
}

async function runN8n(stopped: AbortSignal): Promise<void> {
	console.error('Start n8n …');
	const env = { ...n8nSettings, NODE_ENV: 'development', N8N_DEV_RELOAD: 'true' };
	const n8n = await N8n.start({ dataFolder, logFile, env, cancelSignal: stopped });
	try {
		await seed(n8n.rest);
		const { email, password } = n8n.owner;
		console.log(`\nOpen ${n8n.url} and sign in with ${email}, ${password}`);
		console.log('Change a file under nodes/, save it, and reload the page. Ctrl-C ends it.\n');
		await n8n.ended;
	} finally {
		await n8n.stop();
	}
}
