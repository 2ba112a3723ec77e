/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from '../../tools/harness/n8n/rest';

const EXAMPLES = join(__dirname, '../../examples');
const ROCKERBOX = 'n8n-nodes-rockerbox.rockerbox';

/** An example, as its file holds it. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: object;
	settings: object;
	pinData: object;
}

interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	position: [number, number];
	parameters: {
		width?: number;
		height?: number;
		content?: string;
		tableName?: string;
		dryRun?: boolean;
	};
	credentials?: object;
}

/** The names of all examples, without `.json`. */
export function namesOfExamples(): string[] {
	return namesIn(EXAMPLES);
}

/** The names of the JSON files in a folder, without `.json`. */
export function namesIn(folder: string): string[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
}

/** Reads an example's file anew. */
export function readExample(name: string): Workflow {
	return JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8')) as Workflow;
}

export function isRockerbox({ type }: { type: string }): boolean {
	return type === ROCKERBOX;
}

/** The example as a user sets it up: with a credential, and with Dry Run off. */
export function madeReady(
	workflow: Workflow,
	credentials: Credentials,
	parameters: object = { dryRun: false },
): Workflow {
	const nodes = workflow.nodes.map((node) =>
		isRockerbox(node)
			? { ...node, credentials, parameters: { ...node.parameters, ...parameters } }
			: node,
	);
	return { ...workflow, nodes };
}
