import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../demo/paths.mjs';
import type { N8n } from '../n8n.mjs';
import { purchaseOf, Rockerbox, type Tally } from '../rockerbox.mjs';
import { endedAs, nothingLost, type Finding, type Scenario } from '../scenario.mjs';
import {
	inARow,
	inBatches,
	makeOrders,
	ORDERS,
	rockerbox,
	webhook,
	workflow,
	type WorkflowNode,
} from '../workflows.mjs';

const COUNT = 2000;
const BATCH_SIZE = 100;
/** In the middle of a batch: the worst moment for what comes twice. */
const SENT_BEFORE = 750;

/** `kill -9` of n8n in the middle of a run, and what a user can do then. */
export const crashes: Scenario[] = [
	async function crashAndRetry(n8n) {
		const path = 'crash';
		const build = async (credential: string) =>
			await Promise.resolve(inARow(path, [rockerbox(credential)]));
		return await crash(n8n, path, build, async ({ executionId, finding }) => {
			const before = finding('n8n is killed in the middle of a run', 'crashed');
			const { status } = await n8n.retry(executionId);
			// n8n has no record of how far the node was.
			return [before, finding('… then Retry', status, before.tally.reached)];
		});
	},
	async function crashWithSavedProgress(n8n) {
		const path = 'crash-saved-progress';
		const build = async (credential: string) =>
			await Promise.resolve(
				inBatches(path, BATCH_SIZE, [rockerbox(credential)], { saveExecutionProgress: true }),
			);
		return await crash(n8n, path, build, async ({ executionId, finding }) => {
			const { status } = await n8n.retry(executionId);
			return [
				finding(
					`Loop Over Items (${BATCH_SIZE}) and the setting “Save execution progress”: killed, then Retry`,
					status,
					BATCH_SIZE,
				),
			];
		});
	},
	async function crashWithSubWorkflows(n8n) {
		const path = 'crash-sub-workflows';
		const build = async (credential: string) => {
			const send = await n8n.addWorkflow(sendingSubWorkflow(credential));
			return inBatches(path, BATCH_SIZE, [executeSubWorkflow(send)]);
		};
		return await crash(n8n, path, build, async ({ executionId, before, finding }) => {
			const { status } = await n8n.retry(executionId);
			return [
				finding(
					`Loop Over Items (${BATCH_SIZE}) with a sub-workflow for each batch: killed, then Retry`,
					status,
					before.reached,
				),
			];
		});
	},
	async function crashWithRemoveDuplicates(n8n) {
		const path = 'crash-remove-duplicates';
		const build = async (credential: string) =>
			await Promise.resolve(inARow(path, [removeDuplicates, rockerbox(credential)]));
		return await crash(n8n, path, build, async ({ again, finding }) => {
			const { status } = await again();
			const scenario =
				'Remove Duplicates (previous executions) before the node: killed, then the next run with the same orders';
			// No promise: n8n takes an order for processed before it was sent.
			return [{ ...finding(scenario, status), deviations: [] }];
		});
	},
	async function crashWithTable(n8n) {
		const path = 'crash-table';
		const build = async (credential: string) => await readExample(path, credential);
		return await crash(n8n, path, build, async ({ executionId, again, finding }) => {
			const next = await again();
			const first = finding(
				'The example that survives a crash: killed, then the next run with the same orders',
				next.status,
				BATCH_SIZE,
			);
			const retried = await n8n.retry(executionId);
			return [
				first,
				finding('… then Retry of the crashed run as well', retried.status, BATCH_SIZE),
			];
		});
	},
];

interface Crashed {
	executionId: string;
	/** What had been recorded at the crash. */
	before: Tally;
	/** Sends the same orders to the workflow again. */
	again: () => Promise<{ status: string }>;
	/** What has been recorded by now. Without a bound for what came twice, some may be missing. */
	finding: (scenario: string, seen: string, mostTwice?: number) => Finding;
}

/** Runs a workflow, kills n8n in the middle of it, starts n8n again, and goes on from there. */
async function crash(
	n8n: N8n,
	path: string,
	build: (credential: string) => Promise<object>,
	goOn: (crashed: Crashed) => Promise<Finding[]>,
): Promise<Finding[]> {
	const orders = makeOrders(COUNT);
	const conversions = orders.map(purchaseOf);
	return await Rockerbox.use([], async (standIn) => {
		const id = await n8n.addWorkflow(await build(await n8n.addCredential(standIn.url)));
		const executionId = await n8n.trigger(id, path, orders);
		await n8n.until(() => standIn.recorded >= SENT_BEFORE);
		await n8n.crashAndStartAgain();
		const { status } = await n8n.ended(executionId);
		const findings = await goOn({
			executionId,
			before: standIn.tally(conversions),
			again: async () => await n8n.ended(await n8n.trigger(id, path, orders)),
			finding: (scenario, seen, mostTwice) => {
				const tally = standIn.tally(conversions);
				const deviations =
					mostTwice === undefined
						? nothingCameTwice(tally)
						: [...nothingLost(tally, mostTwice), ...endedAs('success', seen)];
				return { scenario, tally, seen, deviations };
			},
		});
		findings[0].deviations.push(...endedAs('crashed', status));
		return findings;
	});
}

function nothingCameTwice({ twice }: Tally): string[] {
	return twice > 0 ? [`${twice} came twice or more`] : [];
}

/** The very file that users import, but with orders from a webhook. */
async function readExample(path: string, credentialId: string): Promise<object> {
	const file = join(repository, 'examples/large-runs-that-survive-a-crash.json');
	const example = JSON.parse(await readFile(file, 'utf8')) as { nodes: WorkflowNode[] };
	const substitutes: Record<string, object> = {
		'Every night': { ...webhook(path), name: 'Every night' },
		'Your orders': {
			parameters: {
				jsCode: `return $('Every night').first().json.body.${ORDERS}.map((json) => ({ json }));`,
			},
		},
		Rockerbox: { credentials: rockerbox(credentialId).credentials },
	};
	const nodes = example.nodes.map((node) => ({ ...node, ...substitutes[node.name] }));
	return { ...example, nodes };
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

function sendingSubWorkflow(credentialId: string): object {
	const trigger: WorkflowNode = {
		name: 'When a batch comes',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	};
	return workflow(
		'Send a batch',
		[trigger, rockerbox(credentialId)],
		[[trigger.name, 'Rockerbox']],
	);
}
