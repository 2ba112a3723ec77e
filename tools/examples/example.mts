import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../harness/userError.mjs';

const ROCKERBOX = 'n8n-nodes-rockerbox.rockerbox';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** The names that n8n's editor shows for the triggers of the examples. */
const TRIGGERS: Record<string, string> = {
	errorTrigger: 'Error Trigger',
	executeWorkflowTrigger: 'Execute Workflow Trigger',
	formTrigger: 'n8n Form Trigger',
	hubspotTrigger: 'HubSpot Trigger',
	salesforceTrigger: 'Salesforce Trigger',
	scheduleTrigger: 'Schedule Trigger',
	shopifyTrigger: 'Shopify Trigger',
	stripeTrigger: 'Stripe Trigger',
	webhook: 'Webhook',
	wooCommerceTrigger: 'WooCommerce Trigger',
};

/** A node, as n8n keeps it in a file. */
export interface Node {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Parameters;
	position: [number, number];
}

interface Parameters {
	content?: string;
	action?: string;
	options?: { actionMapping?: { values: Array<{ from: string; to: string }> } };
}

interface Workflow {
	name: string;
	nodes: Node[];
}

/** A file of `examples/`, as it describes itself. */
export interface Example {
	/** The file's name without `.json`. */
	name: string;
	/** The workflow's name. */
	title: string;
	/** The sentences below the heading. */
	description: string;
	/** Its trigger, by the name in n8n's editor. */
	triggers: string[];
	/** The actions that it sends to Rockerbox. */
	actions: string[];
	/** The nodes that the reader opens in the steps of its note. */
	toChange: string[];
	/** The version of n8n that it needs, and what to do in an older one. */
	n8n: string;
	rockerbox: Node[];
	/** The other nodes from which its Rockerbox nodes read. */
	readsFrom: string[];
}

/** The examples in this folder, by name. Throws a `UserError` for one that lacks a note or its parts. */
export async function readExamples(folder: string): Promise<Example[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const workflow = JSON.parse(await readFile(join(folder, file), 'utf8')) as Workflow;
			return toExample(basename(file, '.json'), workflow);
		}),
	);
}

function toExample(name: string, { name: title, nodes }: Workflow): Example {
	const part = (found: string | undefined, what: string): string => {
		if (found) return found;
		throw new UserError(`examples/${name}.json lacks ${what}.`);
	};
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	const note = part(
		notes.find((one) => one.name === 'Read me first')?.parameters.content,
		'the note "Read me first"',
	);
	const [, description] = /^## .+\n\n(.+)/.exec(note) ?? [];
	const steps = note.split('\n').filter((line) => /^\d\. /.test(line));
	const opened = steps.flatMap((step) =>
		[...step.matchAll(/\*\*(.+?)\*\*/g)].map(([, bold]) => bold),
	);
	const others = nodes.filter(({ type }) => type !== STICKY_NOTE);
	const rockerbox = others.filter(({ type }) => type === ROCKERBOX);
	const triggers = others.flatMap(({ type }) => TRIGGERS[type.split('.')[1]] ?? []);
	const readsFrom = [...JSON.stringify(rockerbox).matchAll(/\$\('(.+?)'\)/g)].map(
		([, node]) => node,
	);
	const n8n = notes.flatMap(
		({ parameters }) => /\*\*n8n:\*\* (.+)/.exec(parameters.content ?? '')?.[1] ?? [],
	);
	return {
		name,
		title,
		description: part(description, 'a sentence below the heading of "Read me first"'),
		triggers: [
			...new Set([part(triggers[0], 'a trigger whose name tools/examples knows'), ...triggers]),
		],
		actions: [...new Set(rockerbox.flatMap(actionsOf))],
		toChange: others
			.map((node) => node.name)
			.filter((node) => opened.includes(node) && !node.startsWith('Create ')),
		n8n: part(n8n[0], 'a line "**n8n:** …" in a note'),
		rockerbox,
		readsFrom: [...new Set(readsFrom)],
	};
}

function actionsOf({ parameters: { action = '', options } }: Node): string[] {
	const mapped = options?.actionMapping?.values.map(({ to }) => to) ?? [];
	return action.startsWith('=') ? mapped : [action, ...mapped];
}
