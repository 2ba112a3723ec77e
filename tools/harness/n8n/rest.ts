/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- asks a running n8n, which the published node never does */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { until } from '../until';

// By its types it can only be imported, but it can be required, too.
const { parse } = createRequire(__filename)('flatted') as { parse: (text: string) => unknown };

const RUN_TIMEOUT_MS = 120_000;
/** n8n says that a workflow is published a moment before the workflow's address answers. */
const HEARD_TIMEOUT_MS = 60_000;

/** The owner of an n8n, who may do anything in it. */
export interface Owner {
	email: string;
	password: string;
}

/**
 * An owner with a random password. Other users of this machine, and web pages that reach it through the
 * browser, must not be able to sign in, because an owner's workflows can run any code.
 */
export function newOwner(): Owner {
	const secret = randomBytes(10).toString('hex');
	return { email: 'demo@example.com', password: `Demo1${secret}` }; // n8n wants a capital and a digit
}

/**
 * The credential that sends to the demo's stand-in for Rockerbox, and the table with the events that it got.
 */
export const STAND_IN = 'Rockerbox stand-in';

/** The only advertiser ID that the demo's stand-in takes. */
export const STAND_IN_ADVERTISER_ID = 'demo-advertiser';

/** Credentials by their types, as a node of a workflow refers to them. */
export type Credentials = Record<string, { id: string; name: string }>;

/** An item as n8n keeps it. */
export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

/** How a workflow's run ended. */
export interface Execution {
	id: string;
	status: string;
	/** The text that the user reads if it failed: n8n's heading, and the text below it. */
	error?: { message: string; description?: string | null };
	/** By node: the items of each output, in all its runs. */
	outputs: Record<string, Item[][]>;
}

type Outputs = Array<Item[] | null>;

/** The API of a running n8n, used as its own editor does, by its owner. */
export class Rest {
	/**
	 * `cookie` is from `signUp` or `signIn`. It is kept because n8n refuses more than a few sign-ins a minute.
	 */
	constructor(
		readonly url: string,
		readonly cookie: string,
	) {}

	/** Sets up the owner of a new n8n. */
	static async signUp(url: string, owner: Owner): Promise<Rest> {
		const person = { ...owner, firstName: 'Demo', lastName: 'Owner' };
		return await Rest.signedInBy(url, '/owner/setup', person);
	}

	/** Signs in as the owner whom `signUp` has set up. */
	static async signIn(url: string, { email, password }: Owner): Promise<Rest> {
		const emailOrLdapLoginId = email;
		return await Rest.signedInBy(url, '/login', { emailOrLdapLoginId, password });
	}

	private static async signedInBy(url: string, path: string, body: object): Promise<Rest> {
		const nobody = new Rest(url, '');
		// Older versions of n8n say that they are ready before all addresses answer.
		const response = await heard(async () => await nobody.fetch('POST', `/rest${path}`, body));
		await answerOf(response, path);
		return new Rest(url, response.headers.getSetCookie()[0].split(';')[0]);
	}

	/** Returns the answer's `data`. */
	async ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
		return await answerOf<T>(await this.fetch(method, `/rest${path}`, body), path);
	}

	/** Adds a credential of any type. */
	async addCredential(
		type: string,
		data: object,
		name = `${type} of a test`,
	): Promise<Credentials> {
		const { id } = await this.ask<{ id: string }>('POST', '/credentials', { name, type, data });
		return { [type]: { id, name } };
	}

	/** Adds a credential of the Rockerbox node, for a stand-in for Rockerbox. */
	async addAccount(baseUrl: string, advertiserId = 'a-test', name?: string): Promise<Credentials> {
		return await this.addCredential('rockerboxApi', { advertiserId, baseUrl }, name);
	}

	/** Adds a workflow. Returns its ID. */
	async addWorkflow(workflow: object): Promise<string> {
		return (await this.saved(workflow)).id;
	}

	/** Adds a workflow, and makes its triggers listen. Returns its ID. */
	async publish(workflow: object): Promise<string> {
		const { id, versionId } = await this.saved(workflow);
		await this.ask('POST', `/workflows/${id}/activate`, { versionId });
		return id;
	}

	private async saved(workflow: object): Promise<{ id: string; versionId: string }> {
		return await this.ask('POST', '/workflows', {
			active: false, // n8n 1.x requires it
			...workflow,
		});
	}

	/** Calls a trigger of a published workflow, which only listens a moment after n8n says that it does. */
	async call(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
		return await heard(async () => await this.fetch('POST', path, body, headers));
	}

	/** Runs a workflow from one of its triggers, as the editor's Execute Workflow does. */
	async run(workflowId: string, trigger: string): Promise<Execution> {
		const { executionId } = await this.ask<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return await this.ended(executionId);
	}

	/** Presses the Retry button, with the workflow as it was then, or as it is now. Waits for the end. */
	async retry(executionId: string, withCurrentWorkflow = false): Promise<Execution> {
		const { id } = await this.ask<{ id: string }>('POST', `/executions/${executionId}/retry`, {
			loadWorkflow: withCurrentWorkflow,
		});
		return await this.ended(id);
	}

	/** Presses the Stop button. */
	async stop(executionId: string): Promise<void> {
		await this.ask('POST', `/executions/${executionId}/stop`);
	}

	/** The IDs of a workflow's executions, newest first. */
	async executionsOf(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.ask<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results.map(({ id }) => id);
	}

	/** Waits for the end of an execution. */
	async ended(id: string): Promise<Execution> {
		return await until(async () => await this.execution(id), {
			interval: 200,
			timeout: RUN_TIMEOUT_MS,
			failure: `The workflow still runs after ${RUN_TIMEOUT_MS / 1000} seconds.`,
		});
	}

	/** Reads an execution; undefined while it runs. */
	async execution(id: string): Promise<Execution | undefined> {
		const { status, finished, stoppedAt, data } = await this.ask<{
			status: string;
			finished: boolean;
			stoppedAt: string | null;
			data: string;
		}>('GET', `/executions/${id}`);
		if (!finished && !stoppedAt) return undefined;
		const { resultData } = parse(data) as {
			resultData: {
				error?: Execution['error'];
				lastNodeExecuted?: string;
				runData: Record<string, Array<{ data?: { main: Outputs } }>>;
			};
		};
		// n8n 1.x saves that an execution has ended a moment before it saves the results.
		const isSaved = resultData.lastNodeExecuted ?? resultData.error;
		if (!isSaved && ['success', 'error'].includes(status)) return undefined;
		const outputs = Object.entries(resultData.runData).map(
			([node, runs]) => [node, together(runs.map((run) => run.data?.main ?? []))] as const,
		);
		return { id, status, error: resultData.error, outputs: Object.fromEntries(outputs) };
	}

	private async fetch(
		method: string,
		path: string,
		body?: object,
		headers: Record<string, string> = {},
	): Promise<Response> {
		return await fetch(`${this.url}${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				'Content-Type': 'application/json',
				// n8n closes a connection that was idle for seconds, and a busy machine may be using it in that
				// moment.
				Connection: 'close',
				...headers,
			},
			body: body && JSON.stringify(body),
		});
	}
}

async function answerOf<T>(response: Response, path: string): Promise<T> {
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n answered ${response.status} to ${path}: ${text}`);
	return (JSON.parse(text) as { data: T }).data;
}

/** Asks until n8n answers at the address. */
async function heard(ask: () => Promise<Response>): Promise<Response> {
	const answer = async () => {
		const response = await ask();
		return response.status !== 404 && response;
	};
	return await until(answer, {
		interval: 200,
		timeout: HEARD_TIMEOUT_MS,
		failure: `n8n still answers 404 after ${HEARD_TIMEOUT_MS / 1000} seconds.`,
	});
}

/** Combines a node's runs, because in a loop it has many. */
function together(runs: Outputs[]): Item[][] {
	const outputs = Math.max(0, ...runs.map(({ length }) => length));
	return Array.from({ length: outputs }, (_, output) => runs.flatMap((run) => run[output] ?? []));
}
