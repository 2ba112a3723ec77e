import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../paths.mjs';
import { ORDERS } from './orders.mjs';
import type { Credentials } from './rest.js';
import { webhook, type WorkflowNode } from './workflows.mjs';

/** How many orders the example sends before it notes how they ended. */
export const EXAMPLE_BATCH = 100;

/** The same file that users import for large runs, but with orders from a webhook, and with Dry Run off. */
export async function readExample(path: string, credentials: Credentials): Promise<object> {
	const file = join(repository, 'examples/large-runs-that-survive-a-crash.json');
	const example = JSON.parse(await readFile(file, 'utf8')) as { nodes: WorkflowNode[] };
	const parametersOf = (name: string) =>
		example.nodes.find((node) => node.name === name)?.parameters;
	const trigger = 'Every night';
	const substitutes: Record<string, object> = {
		[trigger]: { ...webhook(path), name: trigger },
		'Your orders': {
			parameters: {
				jsCode: `return $('${trigger}').first().json.body.${ORDERS}.map((json) => ({ json }));`,
			},
		},
		Rockerbox: { credentials, parameters: { ...parametersOf('Rockerbox'), dryRun: false } },
	};
	const nodes = example.nodes.map((node) => ({ ...node, ...substitutes[node.name] }));
	return { ...example, nodes };
}
