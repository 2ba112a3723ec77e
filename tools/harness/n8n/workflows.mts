import { ORDERS } from './orders.mjs';
import type { Credentials } from './rest.js';

/** Builds workflows in the form that n8n imports. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
	[setting: string]: unknown;
}

/** From one node's output to another node; the first output by default. */
type Connection = [from: string, to: string, output?: number];

export function workflow(
	name: string,
	nodes: WorkflowNode[],
	connections: Connection[],
	settings: object = {},
) {
	const byNode: Record<string, { main: Array<Array<{ node: string; type: 'main'; index: 0 }>> }> =
		{};
	for (const [from, to, output = 0] of connections) {
		const { main } = (byNode[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output].push({ node: to, type: 'main', index: 0 });
	}
	return {
		name,
		nodes: nodes.map((node, index) => ({ id: node.name, position: [index * 200, 0], ...node })),
		connections: byNode,
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** A workflow that passes a webhook's orders, as items, through nodes in a row. */
export function inARow(path: string, nodes: WorkflowNode[]) {
	const all = [webhook(path), splitOut, ...nodes];
	const connections = all.slice(1).map(({ name }, index): Connection => [all[index].name, name]);
	return workflow(path, all, connections);
}

/** A workflow that passes all of a webhook's orders, as items, to each of the nodes. */
export function inParallel(path: string, nodes: WorkflowNode[]) {
	const connections = nodes.map(({ name }): Connection => [splitOut.name, name]);
	return workflow(
		path,
		[webhook(path), splitOut, ...nodes],
		[['Webhook', splitOut.name], ...connections],
	);
}

/** A workflow that passes a webhook's orders, as items, in batches through nodes in a row. */
export function inBatches(
	path: string,
	batchSize: number,
	nodes: WorkflowNode[],
	settings: object = {},
) {
	const loop = loopOverItems(batchSize);
	const inLoop = nodes.map(
		({ name }, index): Connection => [name, (nodes[index + 1] ?? loop).name],
	);
	return workflow(
		path,
		[webhook(path), splitOut, loop, ...nodes],
		[
			['Webhook', splitOut.name],
			[splitOut.name, loop.name],
			[loop.name, nodes[0].name, BATCH],
			...inLoop,
		],
		settings,
	);
}

/** Starts the workflow with the orders that are sent to its path, and answers at once. */
export function webhook(path: string): WorkflowNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		webhookId: path,
	};
}

/** Makes an item of each order. */
const splitOut: WorkflowNode = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: `body.${ORDERS}`, options: {} },
};

const loopOverItems = (batchSize: number): WorkflowNode => ({
	name: 'Loop Over Items',
	type: 'n8n-nodes-base.splitInBatches',
	typeVersion: 3,
	parameters: { batchSize, options: {} },
});

/** The second output of Loop Over Items returns a batch, the first returns everything at the end. */
const BATCH = 1;

/** A node that sends an order as a purchase, or, with another name, as another action. */
export function rockerbox(
	credentials: Credentials,
	settings: object = {},
	{ name = 'Rockerbox', action = 'purchase', from = '$json' } = {},
): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-rockerbox.rockerbox',
		typeVersion: 1,
		parameters: {
			operation: 'sendConversion',
			email: `={{ ${from}.email }}`,
			action,
			timestamp: '1535147451',
			additionalFields: { orderId: `={{ ${from}.order_id }}` },
			options: {},
		},
		credentials,
		...settings,
	};
}
