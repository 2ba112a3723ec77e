import type { Cluster, Worker } from '../harness/cluster/cluster.mjs';
import { EXAMPLE_BATCH, readExample } from '../harness/n8n/example.mjs';
import { FakeRockerbox } from '../harness/rockerbox/fakeRockerbox.mjs';
import { nothingLost } from '../harness/rockerbox/tally.mjs';
import { accountFor } from './accounting.mjs';
import { failed } from './executions.mjs';
import { Load, type LoadOptions } from './load.mjs';
import { nothingSilent, type OutageResult } from './outages.mjs';
import type { FaultSize } from './sizes.mjs';
import { startedBy } from './workerLog.mjs';
import { sending } from './workflow.mjs';

/** Enough that the worker is killed in the middle of them. */
const EXAMPLE_ITEMS = 4 * EXAMPLE_BATCH;

interface Killed {
	cluster: Cluster;
	standIn: FakeRockerbox;
	loads: { atOnce: Load; whenDone: Load; small: Load; example: Load };
	/** When, in milliseconds since 1970. */
	at: number;
}

/**
 * Kills one of two workers (`kill -9`) in the middle of its work, for several ways of sending conversions at
 * once. Then tries what a user can do.
 */
export async function workerKilled(cluster: Cluster, size: FaultSize): Promise<OutageResult[]> {
	await cluster.haveWorkers(2);
	return await FakeRockerbox.use([], async (standIn) => {
		const loads = await prepare(cluster, standIn, size);
		const { atOnce, whenDone, small, example } = loads;
		const reached = (load: Load) => standIn.tally(load.conversions).reached;
		await example.send();
		const victim = await workerOf(cluster, example);
		await cluster.main.until(() => reached(example) >= 1.5 * EXAMPLE_BATCH);
		await atOnce.send();
		// n8n runs executions with waiting callers first, so these are sent little by little.
		const answered = Promise.all([whenDone.sendSteadily(), small.sendSteadily()]);
		const isBusyWithAll = async () => {
			const started = await startedBy(victim);
			const running = await Promise.all(
				[atOnce, whenDone, small].map(async ({ executions }) => await executions.running()),
			);
			return running.every((ids) => ids.some((id) => started.includes(id)));
		};
		await cluster.main.until(
			async () =>
				(reached(atOnce) >= size.items / 4 && (await isBusyWithAll())) ||
				reached(atOnce) >= size.items / 2,
		);
		// The batches are read now, because n8n forgets the data of executions that are cut off.
		for (const { executions } of Object.values(loads)) await executions.list();
		await cluster.killWorker(victim);
		const at = Date.now();
		await Promise.all(Object.values(loads).map(async (load) => await load.ended()));
		await answered;
		return await makeUpFor({ cluster, standIn, loads, at });
	});
}

async function prepare(
	cluster: Cluster,
	standIn: FakeRockerbox,
	size: FaultSize,
): Promise<Killed['loads']> {
	const load = async (name: string, firstId: number, rest: Omit<LoadOptions, 'path' | 'firstId'>) =>
		await Load.prepare(cluster, standIn, { path: `kill-${name}`, firstId, ...rest });
	const tenth = { items: size.items / 10, perExecution: size.perExecution / 10 };
	return {
		atOnce: await load('at-once', 1e6, { ...size, build: sending('onReceived') }),
		whenDone: await load('when-done', 2e6, { ...size, build: sending('lastNode') }),
		small: await load('small', 3e6, { ...tenth, build: sending('lastNode') }),
		example: await load('example', 4e6, {
			items: EXAMPLE_ITEMS,
			perExecution: EXAMPLE_ITEMS,
			build: readExample,
		}),
	};
}

/** The worker that runs a load's only execution. */
async function workerOf(cluster: Cluster, load: Load): Promise<Worker> {
	let found: Worker | undefined;
	await cluster.main.until(async () => {
		const [execution] = await load.executions.list();
		for (const worker of cluster.workers) {
			if ((await startedBy(worker)).includes(execution?.id)) found = worker;
		}
		return found !== undefined;
	});
	return found!;
}

/** The state that n8n shows once it has noticed, and after each way of making up for it. */
async function makeUpFor({ cluster, standIn, loads, at }: Killed): Promise<OutageResult[]> {
	const { atOnce, whenDone, small, example } = loads;
	const perExecution = atOnce.batches[0].orders.length;
	const find = async (what: string, load: Load, remark: string): Promise<OutageResult> => {
		const accounting = await accountFor(load, standIn);
		return { what, accounting, remark, deviations: nothingSilent(accounting) };
	};
	const madeUp = async (what: string, load: Load, mostTwice: number): Promise<OutageResult> => {
		const accounting = await accountFor(load, standIn);
		return { what, accounting, deviations: nothingLost(accounting, mostTwice) };
	};

	const cutOff = failed(await atOnce.executions.list());
	const noticed = Math.round(((await atOnce.executions.lastEnd()) - at) / 1000);
	const error =
		cutOff.length > 0 && (await cluster.main.rest.execution(cutOff[0].id))?.error?.message;
	const results = [
		await find(
			`One of two workers is killed (\`kill -9\`): webhook that answers at once, ${perExecution} conversions in an execution`,
			atOnce,
			`Noticed after ${noticed} s. Error: “${error}”`,
		),
	];
	const retried = await atOnce.retry(cutOff);
	const afterRetry = await accountFor(atOnce, standIn);
	results.push({
		what: '… then Retry of the failed executions',
		accounting: afterRetry,
		remark: `Retry ends as: ${[...new Set(retried)].join(', ')}`,
		// There is no promise, because n8n has overwritten the data that the executions were to send.
		deviations: [],
	});
	await atOnce.send(atOnce.batchesOf(cutOff));
	await atOnce.ended();
	results.push(
		await madeUp(
			'… then their orders sent to the webhook again',
			atOnce,
			cutOff.length * perExecution,
		),
	);

	for (const [load, what] of [
		[whenDone, 'The same, but the webhook answers when the last node is done'],
		[small, 'The same, and a tenth as many conversions in an execution'],
	] as const) {
		const mostTwice = failed(await load.executions.list()).length * load.batches[0].orders.length;
		results.push(await find(what, load, ''));
		await load.sendSteadily(load.refused);
		await load.ended();
		const resent = '… then each caller that was not answered 200 sends its orders again';
		results.push(await madeUp(resent, load, mostTwice));
	}

	results.push(await find('The same with the example for large runs', example, ''));
	await example.send();
	await example.ended();
	results.push(await madeUp('… then a run with the same orders', example, EXAMPLE_BATCH));
	return results;
}
