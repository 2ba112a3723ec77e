import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataTable, type Row } from '../harness/n8n/dataTable.js';
import { STAND_IN, STAND_IN_ADVERTISER_ID, type Rest } from '../harness/n8n/rest.js';
import { repository } from '../harness/paths.mjs';
import { until } from '../harness/until.js';

const TRIGGER = 'When clicking ‘Execute workflow’';
const HEARD_TIMEOUT_MS = 120_000;
const inputFolder = join(repository, 'tools/demo/input');

/** The only folder from which n8n lets a workflow read files, and so the place of the orders. */
export const n8nSettings = { N8N_RESTRICT_FILE_ACCESS_TO: inputFolder };

/** The events that arrived at the stand-in for Rockerbox, compared with those that should have. */
export interface Comparison {
	title: string;
	arrived: string[];
	/** One line for each missing, wrong or surplus event. Empty if all is well. */
	deviations: string[];
	/** The items that the node itself refused to send, each with its reason. */
	refused: string[];
}

/** Fills a new n8n: the stand-in for Rockerbox, a credential that points to it, two workflows. */
export async function seed(rest: Rest) {
	await rest.publish(await readStandIn());
	await waitForWebhook(`${rest.url}/webhook/data`);
	const { rockerboxApi } = await rest.addAccount(rest.url, STAND_IN_ADVERTISER_ID, STAND_IN);
	return {
		samples: await rest.addWorkflow(await readWorkflow('rockerbox-samples', rockerboxApi.id)),
		orders: await rest.addWorkflow(await readWorkflow('orders-from-a-file', rockerboxApi.id)),
	};
}

/** Runs the two samples of Rockerbox's document: they must arrive exactly as printed there. */
export async function sendSamples(rest: Rest, workflowId: string): Promise<Comparison> {
	const expected = (await readJson('tools/demo/expected/samples.json')) as object[];
	const { arrived } = await runAndCollect(rest, workflowId);
	return {
		title: "The samples of Rockerbox's document",
		arrived: arrived.map(({ payload }) => payload),
		deviations: compare(arrived, expected),
		refused: [],
	};
}

/** Sends the file of orders. All must arrive, except those that the node must refuse for the right reason. */
export async function sendOrders(rest: Rest, workflowId: string): Promise<Comparison> {
	const expected = (await readJson('tools/demo/expected/orders.json')) as {
		accepted: object[];
		refused: Array<{ order: string; field: string }>;
	};
	const { arrived, execution } = await runAndCollect(rest, workflowId);
	const refused = (execution.outputs.Rockerbox[1] ?? []).map(
		({ json }) => `${String(json['Order ID'])}: ${String(json.error)}`,
	);
	const unexplained = expected.refused
		.filter(({ order, field }) => !refused.some((line) => line.startsWith(`${order}: ${field}`)))
		.map(({ order, field }) => `${order} was not refused because of its ${field}`);
	if (refused.length !== expected.refused.length) {
		unexplained.push(`${refused.length} orders were refused, not ${expected.refused.length}`);
	}
	return {
		title: 'Orders from a file',
		arrived: arrived.map(({ payload }) => payload),
		deviations: [...compare(arrived, expected.accepted), ...unexplained],
		refused,
	};
}

async function runAndCollect(rest: Rest, workflowId: string) {
	const table = new DataTable(rest, STAND_IN);
	const before = (await table.rows()).length;
	const execution = await rest.run(workflowId, TRIGGER);
	const arrived = (await table.rows()).slice(before);
	return { arrived, execution };
}

/** A published workflow only receives events a moment after n8n says that it does. */
async function waitForWebhook(url: string) {
	const hears = async () => (await fetch(url, { method: 'OPTIONS' })).status !== 404;
	await until(hears, {
		interval: 300,
		timeout: HEARD_TIMEOUT_MS,
		failure: 'The stand-in for Rockerbox does not answer.',
	});
}

function compare(arrived: Row[], expected: object[]): string[] {
	const missing = expected.map((payload) => JSON.stringify(payload));
	const deviations: string[] = [];
	for (const { payload, problems } of arrived) {
		const at = missing.indexOf(payload);
		if (at < 0) deviations.push(`not expected: ${payload}`);
		else missing.splice(at, 1);
		if (problems !== 'none') deviations.push(`${problems} ${payload}`);
	}
	return [...deviations, ...missing.map((payload) => `missing: ${payload}`)];
}

/** The example as its note says to set it up: with the advertiser ID that it takes. */
async function readStandIn(): Promise<object> {
	const workflow = (await readJson('examples/stand-in-for-rockerbox.json')) as {
		nodes: Array<{ name: string; parameters: object }>;
	};
	const entered = workflow.nodes.find(({ name }) => name === 'Your Advertiser ID')!;
	const { assignments } = entered.parameters as {
		assignments: { assignments: Array<{ value: string }> };
	};
	assignments.assignments[0].value = STAND_IN_ADVERTISER_ID;
	return workflow;
}

async function readWorkflow(name: string, credentialId: string): Promise<object> {
	const text = JSON.stringify(await readJson(`tools/demo/workflows/${name}.json`));
	return JSON.parse(
		text
			.replaceAll('CREDENTIAL_ID', credentialId)
			.replaceAll('INPUT_FOLDER', inputFolder.replaceAll('\\', '/')),
	) as object;
}

async function readJson(path: string): Promise<object> {
	return JSON.parse(await readFile(join(repository, path), 'utf8')) as object;
}
