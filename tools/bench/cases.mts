import type { Credentials } from '../harness/n8n/rest.js';
import { webhook, workflow, type WorkflowNode } from '../harness/n8n/workflows.mjs';

/** The cases that are compared, by their names in the results. */
export const CASES = [
	'http-request',
	'http-request-batched',
	'manual',
	'auto',
	'floor',
	'raw',
] as const;
export type Case = (typeof CASES)[number];

/** The same in words. */
export const TITLES: Record<Case, string> = {
	'http-request': 'HTTP Request',
	'http-request-batched': 'HTTP Request, Batching',
	manual: 'Rockerbox, mapped manually',
	auto: 'Rockerbox, mapped automatically',
	floor: "Floor: a bare loop over n8n's HTTP helper",
	raw: 'Keep-alive client outside n8n',
};

/** The fields of the items, all of which every case sends. */
const FIELDS = ['email', 'customer_id', 'action', 'timestamp', 'order_id', 'revenue'];

/** The data to send, and the receiver's behavior. */
export interface Workload {
	items: number;
	/** Milliseconds before the receiver answers. */
	delayMs: number;
	/** Milliseconds from n8n to the receiver and back. */
	roundTripMs: number;
	tls: boolean;
	/** Undefined leaves the node's default. */
	concurrency?: number;
}

/** The address to which a case sends, and how many requests it may have under way. */
export interface Target {
	/** Without a path. */
	baseUrl: string;
	advertiserId: string;
	/** The address for the clock's reading. */
	reportUrl: string;
	/** Undefined leaves the node's default. */
	concurrency?: number;
}

/** A workflow that runs a case with the number of items that its webhook is asked for. */
export function workflowOf(name: Case, path: string, target: Target, credentials: Credentials) {
	const nodes: WorkflowNode[] = [
		webhook(path),
		{ name: 'Items', type: 'n8n-nodes-rockerbox-bench.benchItems', typeVersion: 1, parameters: {} },
		{ typeVersion: 1, ...measured(name, target, credentials), name: 'Measured' },
		{
			name: 'Done',
			type: 'n8n-nodes-rockerbox-bench.benchDone',
			typeVersion: 1,
			parameters: { reportTo: target.reportUrl },
		},
	];
	return workflow(
		`Bench: ${TITLES[name]}`,
		nodes,
		nodes.slice(1).map((node, index) => [nodes[index].name, node.name]),
	);
}

type Measured = Pick<WorkflowNode, 'type' | 'parameters'> & Partial<WorkflowNode>;

function measured(name: Case, target: Target, credentials: Credentials): Measured {
	switch (name) {
		case 'http-request':
			return httpRequest(target, {});
		case 'http-request-batched': // n8n's own defaults: 50 items, then a second of rest
			return httpRequest(target, { batching: { batch: { batchSize: 50, batchInterval: 1000 } } });
		case 'manual':
			return rockerbox(target, credentials, {
				email: '={{ $json.email }}',
				customerId: '={{ $json.customer_id }}',
				action: '={{ $json.action }}',
				timestamp: '={{ $json.timestamp }}',
				additionalFields: {
					orderId: '={{ $json.order_id }}',
					revenue: '={{ $json.revenue }}',
				},
			});
		case 'auto':
			return rockerbox(target, credentials, { mappingMode: 'auto', action: '', timestamp: '' });
		case 'floor':
			return {
				type: 'n8n-nodes-rockerbox-bench.benchFloor',
				parameters: { url: addressOf(target), concurrency: target.concurrency },
			};
		case 'raw':
			throw new Error('This case runs outside n8n.');
	}
}

/** The address of the webhook, as a user would type it. */
export function addressOf({ baseUrl, advertiserId }: Target): string {
	return `${baseUrl}/webhook/data?advertiser=${advertiserId}`;
}

function httpRequest(target: Target, options: object): Measured {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: addressOf(target),
			sendBody: true,
			specifyBody: 'keypair',
			bodyParameters: {
				parameters: FIELDS.map((name) => ({ name, value: `={{ $json.${name} }}` })),
			},
			options,
		},
	};
}

function rockerbox({ concurrency }: Target, credentials: Credentials, mapping: object): Measured {
	return {
		type: 'n8n-nodes-rockerbox.rockerbox',
		parameters: {
			operation: 'sendConversion',
			...mapping,
			options: concurrency === undefined ? {} : { concurrency },
		},
		credentials,
	};
}
