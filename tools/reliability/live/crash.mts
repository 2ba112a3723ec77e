import { EXAMPLE_BATCH, readExample } from '../../harness/n8n/example.mjs';
import type { N8n } from '../../harness/n8n/n8n.mjs';
import { makeOrders } from '../../harness/n8n/orders.mjs';
import type { Credentials } from '../../harness/n8n/rest.js';
import {
	inARow,
	inBatches,
	rockerbox,
	workflow,
	type WorkflowNode,
} from '../../harness/n8n/workflows.mjs';
import { purchaseOf, FakeRockerbox } from '../../harness/rockerbox/fakeRockerbox.mjs';
import { type Tally, nothingLost } from '../../harness/rockerbox/tally.mjs';
import { endedAs, type ScenarioResult, type Scenario } from '../../harness/scenarios/scenario.mjs';

const COUNT = 2000;
const BATCH_SIZE = 100;
/** The worst moment is the end of a batch, when n8n has noted nothing of it yet. */
const SENT_BEFORE = 8 * BATCH_SIZE;

/** `kill -9` of n8n in the middle of a run, and what a user can do then. */
export const crashes: Scenario[] = [
	async function crashAndRetry(n8n) {
		const path = 'crash';
		const build = (credentials: Credentials) => inARow(path, [rockerbox(credentials)]);
		return await crash(n8n, path, build, async ({ executionId, resultOf }) => {
			const crashed = resultOf('n8n is killed in the middle of a run', 'crashed', []);
			const { status } = await n8n.rest.retry(executionId);
			// n8n has no record of how far the node was.
			const mostTwice = crashed.tally.reached;
			return [crashed, resultOf('… then Retry', status, promises(status, mostTwice))];
		});
	},

	async function crashWithSavedProgress(n8n) {
		const path = 'crash-saved-progress';
		const build = (credentials: Credentials) =>
			inBatches(path, BATCH_SIZE, [rockerbox(credentials)], { saveExecutionProgress: true });
		return await crash(n8n, path, build, async ({ executionId, resultOf }) => {
			const { status } = await n8n.rest.retry(executionId);
			const scenario = `Loop Over Items (batches of ${BATCH_SIZE}), setting “Save execution progress” on: killed, then Retry`;
			return [resultOf(scenario, status, promises(status, BATCH_SIZE))];
		});
	},

	async function crashWithSubWorkflows(n8n) {
		const path = 'crash-sub-workflows';
		const build = async (credentials: Credentials) => {
			const send = await n8n.rest.publish(sendingSubWorkflow(credentials));
			return inBatches(path, BATCH_SIZE, [executeSubWorkflow(send)]);
		};
		return await crash(n8n, path, build, async ({ executionId, sent, resultOf }) => {
			const { status } = await n8n.rest.retry(executionId);
			const scenario = `Loop Over Items (batches of ${BATCH_SIZE}), a sub-workflow for each: killed, then Retry`;
			return [resultOf(scenario, status, promises(status, sent))];
		});
	},

	async function crashWithRemoveDuplicates(n8n) {
		const path = 'crash-remove-duplicates';
		const build = (credentials: Credentials) =>
			inARow(path, [removeDuplicates, rockerbox(credentials)]);
		return await crash(n8n, path, build, async ({ again, resultOf }) => {
			const { status } = await again();
			const scenario =
				'Remove Duplicates (previous executions) before the node: killed, then a run with the same orders';
			// There is no promise, because n8n notes an order as processed before it is sent, and never lets it
			// pass again.
			return [resultOf(scenario, status, [])];
		});
	},

	async function crashWithExample(n8n) {
		const path = 'crash-example';
		const build = async (credentials: Credentials) => await readExample(path, credentials);
		const goOn = async ({ executionId, again, resultOf }: Crashed) => {
			const next = await again();
			const first = resultOf(
				'The example for large runs: killed, then a run with the same orders',
				next.status,
				promises(next.status, EXAMPLE_BATCH),
			);
			const { status } = await n8n.rest.retry(executionId);
			const second = resultOf(
				'… then Retry of the killed run as well',
				status,
				promises(status, EXAMPLE_BATCH),
			);
			return [first, second];
		};
		return await crash(n8n, path, build, goOn, COUNT / 2);
	},
];

/** A run that was ended by n8n's crash. n8n is up again. */
interface Crashed {
	executionId: string;
	/** How many were recorded before the crash. */
	sent: number;
	/** Sends the same orders to the workflow once more. */
	again: () => Promise<{ status: string }>;
	/** The conversions recorded so far, and whether the promises are kept. */
	resultOf: (scenario: string, seen: string, promised: Promised[]) => ScenarioResult;
}

type Promised = (tally: Tally) => string[];

/** Nothing is lost, at most `mostTwice` arrive twice, and the run that makes up for it succeeds. */
function promises(status: string, mostTwice: number): Promised[] {
	return [(tally) => nothingLost(tally, mostTwice), () => endedAs('success', status)];
}

/** Runs a workflow, kills n8n in the middle of it, starts n8n again, and goes on from there. */
async function crash(
	n8n: N8n,
	path: string,
	build: (credentials: Credentials) => object | Promise<object>,
	goOn: (crashed: Crashed) => Promise<ScenarioResult[]>,
	count = COUNT,
): Promise<ScenarioResult[]> {
	const orders = makeOrders(count);
	const conversions = orders.map(purchaseOf);
	return await FakeRockerbox.use([], async (standIn) => {
		const id = await n8n.rest.publish(await build(await n8n.rest.addAccount(standIn.url)));
		const executionId = await n8n.trigger(id, path, orders);
		await n8n.until(() => standIn.recorded >= SENT_BEFORE);
		await n8n.kill();
		await n8n.startAgain();
		const { status } = await n8n.rest.ended(executionId);
		const results = await goOn({
			executionId,
			sent: standIn.tally(conversions).reached,
			again: async () => await n8n.rest.ended(await n8n.trigger(id, path, orders)),
			resultOf: (scenario, seen, promised) => {
				const tally = standIn.tally(conversions);
				return { scenario, tally, seen, deviations: promised.flatMap((check) => check(tally)) };
			},
		});
		results[0].deviations.push(...endedAs('crashed', status));
		return results;
	});
}

const removeDuplicates: WorkflowNode = {
	name: 'Remove Duplicates',
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		logic: 'removeItemsWithAlreadySeenKeyValues',
		dedupeValue: '={{ $json.order_id }}',
		options: {},
	},
};

function executeSubWorkflow(id: string): WorkflowNode {
	return {
		name: 'Send a batch',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: {
			workflowId: { __rl: true, mode: 'id', value: id },
			workflowInputs: { mappingMode: 'defineBelow', value: {} },
			mode: 'once',
			options: { waitForSubWorkflow: true },
		},
	};
}

function sendingSubWorkflow(credentials: Credentials): object {
	const trigger: WorkflowNode = {
		name: 'When a batch comes',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	};
	const nodes = [trigger, rockerbox(credentials)];
	return workflow('Send a batch', nodes, [[trigger.name, 'Rockerbox']]);
}
