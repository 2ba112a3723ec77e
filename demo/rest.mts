import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';

const LONGEST_RUN = 120; // seconds
const LONGEST_START = 60; // seconds

/** Who signs in to the demo's n8n, which only this machine can reach. */
export const owner = { email: 'demo@example.com', password: 'Rockerbox-demo-1' };

/** One way to ask n8n what its own editor asks: gives the answer's `data`. */
export type Rest = <T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<T>;

/** How a workflow's run ended, with the output of each node: lists of items by output. */
export interface Execution {
	id: string;
	status: string;
	/** What the user reads if it failed. */
	error?: string;
	outputs: Record<string, Array<Array<{ json: Record<string, unknown> }>>>;
}

/** Sets up the owner of a new n8n. */
export async function signUp(url: string): Promise<Rest> {
	let cookie = '';
	const rest: Rest = async <T,>(method: string, path: string, body?: object) => {
		const response = await fetch(`${url}/rest${path}`, {
			method,
			headers: { cookie, 'Content-Type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${response.status} to ${path}: ${text}`);
		cookie = response.headers.getSetCookie().map((set) => set.split(';')[0])[0] ?? cookie;
		return (JSON.parse(text) as { data: T }).data;
	};
	const person = { ...owner, firstName: 'Demo', lastName: 'Owner' };
	await patiently(async () => await rest('POST', '/owner/setup', person));
	return rest;
}

/** Older versions of n8n say that they are ready before they hear all addresses. */
async function patiently(ask: () => Promise<unknown>): Promise<void> {
	for (const start = Date.now(); ; await sleep(300)) {
		try {
			await ask();
			return;
		} catch (error) {
			const isTooLate = Date.now() - start > LONGEST_START * 1000;
			if (isTooLate || !String(error).includes('answered 404')) throw error;
		}
	}
}

/** Adds a credential for a stand-in for Rockerbox. Gives its ID. */
export async function addCredential(
	rest: Rest,
	name: string,
	advertiserId: string,
	baseUrl: string,
): Promise<string> {
	const data = { advertiserId, baseUrl };
	const credential = { name, type: 'rockerboxApi', data };
	return (await rest<{ id: string }>('POST', '/credentials', credential)).id;
}

/** Adds a workflow, and publishes it if it is to listen for events. Gives its ID. */
export async function addWorkflow(rest: Rest, workflow: object, publish = false): Promise<string> {
	const { id, versionId } = await rest<{ id: string; versionId: string }>('POST', '/workflows', {
		active: false, // n8n 1.x wants it said
		...workflow,
	});
	if (publish) await rest('POST', `/workflows/${id}/activate`, { versionId });
	return id;
}

/** Runs a workflow as the editor's Execute Workflow button does. Gives the execution's ID. */
export async function runWorkflow(rest: Rest, workflowId: string, trigger: string) {
	const { executionId } = await rest<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: trigger } },
	);
	return executionId;
}

/** Reads an execution; undefined while it runs. */
export async function readExecution(rest: Rest, id: string): Promise<Execution | undefined> {
	const { status, finished, stoppedAt, data } = await rest<{
		status: string;
		finished: boolean;
		stoppedAt: string | null;
		data: string;
	}>('GET', `/executions/${id}`);
	if (!finished && !stoppedAt) return undefined;
	const { resultData } = parse(data) as {
		resultData: {
			error?: { message: string };
			runData: Record<string, Array<{ data?: { main: Execution['outputs'][string] } }>>;
		};
	};
	const outputs = Object.entries(resultData.runData).map(
		([node, runs]) => [node, runs.at(-1)?.data?.main ?? []] as const,
	);
	return {
		id,
		status,
		error: resultData.error?.message,
		outputs: Object.fromEntries(outputs),
	};
}

/** Waits for the end of an execution. */
export async function waitForExecution(rest: Rest, id: string): Promise<Execution> {
	for (const start = Date.now(); Date.now() - start < LONGEST_RUN * 1000; await sleep(300)) {
		const execution = await readExecution(rest, id);
		if (execution) return execution;
	}
	throw new Error(`The workflow still runs after ${LONGEST_RUN} seconds.`);
}

/** The rows of a data table, oldest first. */
export async function readTable(rest: Rest, name: string): Promise<Array<Record<string, string>>> {
	const project = await rest<{ id: string }>('GET', '/projects/personal');
	const tables = await rest<{ data: Array<{ id: string; name: string }> }>(
		'GET',
		`/projects/${project.id}/data-tables`,
	);
	const table = tables.data.find((one) => one.name === name);
	if (!table) return [];
	const { data } = await rest<{ data: Array<Record<string, string>> }>(
		'GET',
		`/projects/${project.id}/data-tables/${table.id}/rows?take=1000&sortBy=id:asc`,
	);
	return data;
}
