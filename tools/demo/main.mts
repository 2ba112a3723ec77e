/**
 * `npm run demo`: a real n8n with this package, and a workflow that sends conversions to a stand-in for
 * Rockerbox. Stays up until Ctrl-C. With `--exit` it ends automatically, with exit code 0 only if every event
 * arrived as expected. With `--download` it only downloads n8n.
 */
import { join } from 'node:path';
import { Listr, type ListrTask, type ListrTaskWrapper } from 'listr2';
import { checkNode } from '../harness/checkNode.mjs';
import { N8n } from '../harness/n8n/n8n.mjs';
import { installNode, packNode } from '../harness/n8n/package.mjs';
import { STAND_IN, type Owner } from '../harness/n8n/rest.js';
import { install, isInstalled, pinned } from '../harness/n8n/version.mjs';
import { workFolder } from '../harness/paths.mjs';
import { UserError } from '../harness/userError.mjs';
import { n8nSettings, seed, sendOrders, sendSamples, type Comparison } from './scenario.mjs';

interface Progress {
	packedNode: string;
	n8n: N8n;
	comparisons: Comparison[];
}

const dataFolder = join(workFolder, 'data');
const logFile = join(workFolder, 'n8n.log');

const exitByItself = process.argv.includes('--exit');
const onlyDownload = process.argv.includes('--download');
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => stopped.abort());
}
const untilStopped = new Promise<void>((resolve) => {
	stopped.signal.addEventListener('abort', () => resolve());
});

const download: Array<ListrTask<Progress>> = [
	{
		title: 'Check what this machine has',
		task: checkNode,
	},
	{
		title: 'Download n8n (once; takes several minutes)',
		skip: async () => (await isInstalled(pinned)) && 'Already done',
		task: (_, task) => showingTime(task, install(pinned, stopped.signal)),
	},
];
const demo: Array<ListrTask<Progress>> = [
	{
		title: 'Build and pack the Rockerbox node',
		task: async (context) => {
			context.packedNode = await packNode(stopped.signal);
		},
	},
	{
		title: 'Install it in an empty n8n as a community node',
		task: ({ packedNode }) => installNode(packedNode, dataFolder, stopped.signal),
	},
	{
		title: 'Start n8n',
		task: async (context, task) => {
			context.n8n = await showingTime(task, N8n.start({ dataFolder, logFile, env: n8nSettings }));
		},
	},
	{
		title: 'Send conversions from workflows to a stand-in for Rockerbox',
		task: async (context) => {
			const { rest } = context.n8n;
			const { samples, orders } = await seed(rest);
			context.comparisons = [await sendSamples(rest, samples), await sendOrders(rest, orders)];
		},
	},
];

const progress: Partial<Progress> = {};
try {
	await new Listr<Progress>(onlyDownload ? download : [...download, ...demo], {
		rendererOptions: { collapseSkips: false },
	}).run(progress as Progress);
	if (!onlyDownload) await show(progress as Progress);
} catch (error) {
	process.exitCode = 1;
	if (!stopped.signal.aborted)
		console.error(`\n${error instanceof UserError ? error.message : String(error)}`);
} finally {
	await progress.n8n?.stop();
	console.log(
		process.exitCode ? '\nThe demo ended.' : '\nThe demo ended; nothing of it is running.',
	);
}

/** Prints what arrived, and stays until it is stopped or, with `--exit`, says how it went. */
async function show({ n8n, comparisons }: Progress): Promise<void> {
	comparisons.forEach(print);
	if (exitByItself) {
		const allWell = comparisons.every(({ deviations }) => deviations.length === 0);
		process.exitCode = allWell ? 0 : 1;
		return;
	}
	printInvitation(n8n.url, n8n.owner);
	await Promise.race([untilStopped, n8n.ended]);
}

/** Shows that work still goes on, and for how long it has. */
async function showingTime<T>(
	task: Pick<ListrTaskWrapper<Progress, never, never>, 'output'>,
	work: Promise<T>,
): Promise<T> {
	const start = Date.now();
	const timer = setInterval(
		() => {
			task.output = `${Math.round((Date.now() - start) / 1000)} s`;
		},
		process.stdout.isTTY ? 1000 : 30_000,
	);
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}

function print({ title, arrived, deviations, refused }: Comparison) {
	const mark = deviations.length === 0 ? '✔' : '✖';
	console.log(`\n${mark} ${title}: ${arrived.length} events arrived.`);
	for (const payload of arrived.slice(0, 3)) console.log(`    ${payload}`);
	if (arrived.length > 3) console.log(`    … and ${arrived.length - 3} more`);
	if (refused.length > 0) {
		console.log(`  ${refused.length} were not sent, as they should not be:`);
		for (const line of refused) console.log(`    ${line}`);
	}
	for (const deviation of deviations) console.log(`  ✖ ${deviation}`);
}

function printInvitation(url: string, { email, password }: Owner) {
	console.log(`
n8n is running, with the Rockerbox node in it:

    Editor     ${url}
    Sign in    ${email}
    Password   ${password}

Look at the workflows, run them again, map fields of your own. What arrives is kept in the data
table "${STAND_IN}". Each start of the demo begins with an empty n8n.

Press Ctrl-C to stop.`);
}
