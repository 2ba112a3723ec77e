/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs n8n's engine, which only tests do */
import './environment';
import { PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	jsonStringify,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type ExecutionError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { additionalData, CredentialsHelper } from './server';

export const PACKAGE_ROOT = join(__dirname, '../../..');

export const NOT_BUILT = 'The built package is missing: run `npm run build` first.';

const TIMEZONE = 'America/New_York';

/** The settings of a test. The defaults are those of a user who changed nothing. */
export interface WorkflowRun {
	/** The `json` of the items that reach the Rockerbox node. */
	items: IDataObject[];
	/** The output of an earlier node named Shop, with which the items are paired one by one. */
	shop?: IDataObject[];
	/** The node's parameters, as a saved workflow holds them: expressions begin with `=`. */
	parameters: INodeParameters;
	/** The fields that the user entered in the credential. */
	credential: ICredentialDataDecryptedObject;
	/** The node's Settings tab. */
	settings?: Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	/** The workflow's time zone. */
	timezone?: string;
	/** Presses the Stop button when it settles. */
	stop?: Promise<unknown>;
}

export interface WorkflowResult {
	/** The items on the first output; with `continueRegularOutput` also those that failed. */
	success: INodeExecutionData[];
	/** The items on the error output. */
	error: INodeExecutionData[];
	hints: NodeExecutionHint[];
	/** The error that stopped the run, as the editor shows it: both texts, and the items that they name. */
	failure?: { text: string; items: number[] };
	/** How often the node asked n8n for its credential. */
	credentialReads: number;
	/** All that n8n keeps of the run. */
	run: IRun;
}

/** (Shop →) Start → Rockerbox, in n8n's own engine, with the built package as n8n loads it. */
export async function runWorkflow(options: WorkflowRun): Promise<WorkflowResult> {
	const { start } = nodesOf(options);
	const { items, shop } = options;
	const input = {
		main: [items.map((json, item) => ({ json, ...(shop && { pairedItem: { item } }) }))],
	};
	const source = shop ? { main: [{ previousNode: 'Shop' }] } : null;
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: input, source }] },
	});
	if (shop) {
		const gave = { main: [shop.map((json) => ({ json }))] };
		const task = { startTime: 0, executionIndex: 0, executionTime: 0, source: [], data: gave };
		data.resultData.runData.Shop = [task];
	}
	return await execute(options, data, 'trigger');
}

/**
 * Presses the Retry button of a failed execution, as n8n's executions service does with the saved data.
 * `options` are the current workflow, which may have been changed since.
 */
export async function retryWorkflow(
	options: WorkflowRun,
	{ run }: WorkflowResult,
): Promise<WorkflowResult> {
	const data = JSON.parse(jsonStringify(run.data, { replaceCircularRefs: true })) as IRun['data'];
	const { resultData, executionData } = data;
	delete resultData.error;
	resultData.runData[resultData.lastNodeExecuted!].pop();
	for (const waiting of executionData!.nodeExecutionStack) {
		waiting.node = nodesOf(options).rockerbox;
	}
	return await execute(options, data, 'retry');
}

async function execute(
	options: WorkflowRun,
	data: IRun['data'],
	mode: WorkflowExecuteMode,
): Promise<WorkflowResult> {
	const builtPackage = await loadBuiltPackage();
	const { timezone = TIMEZONE } = options;
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Workflow',
		nodes: Object.values(nodesOf(options)),
		connections: {
			Shop: { main: [[{ node: 'Start', type: 'main', index: 0 }]] },
			Start: { main: [[{ node: 'Rockerbox', type: 'main', index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypes(builtPackage),
		settings: { timezone, executionOrder: 'v1' },
	});
	const credentialsHelper = new CredentialsHelper(builtPackage, options.credential);
	const execution = new WorkflowExecute(
		additionalData(credentialsHelper),
		mode,
		data,
	).processRunExecutionData(workflow);
	void options.stop?.then(() => execution.cancel());
	return { ...resultOf(await execution), credentialReads: credentialsHelper.reads };
}

function nodesOf({ parameters, settings }: WorkflowRun) {
	return {
		shop: node({ name: 'Shop', type: 'test.start' }),
		start: node({ name: 'Start', type: 'test.start' }),
		rockerbox: node({
			name: 'Rockerbox',
			type: 'n8n-nodes-rockerbox.rockerbox',
			parameters,
			credentials: { rockerboxApi: { id: '1', name: 'Rockerbox account' } },
			...settings,
		}),
	};
}

let loading: Promise<PackageDirectoryLoader> | undefined;

/** The package in `dist`, loaded the way n8n loads an installed community package. */
export async function loadBuiltPackage(): Promise<PackageDirectoryLoader> {
	loading ??= load();
	return await loading;
}

async function load(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(PACKAGE_ROOT);
	const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
	if ([...nodes, ...credentials].some((file) => !existsSync(join(PACKAGE_ROOT, file)))) {
		throw new Error(NOT_BUILT);
	}
	await loader.loadAll();
	return loader;
}

function resultOf(run: IRun): Omit<WorkflowResult, 'credentialReads'> {
	const { runData, error } = run.data.resultData;
	const task = runData.Rockerbox?.at(-1);
	const [success, errors] = task?.data?.main ?? [];
	return {
		success: success ?? [],
		error: errors ?? [],
		hints: task?.hints ?? [],
		failure: error && failureOf(error),
		run,
	};
}

/** The text that the user reads. The title of an error is its first sentence, without the full stop. */
function failureOf({ message, description, context }: ExecutionError) {
	const title = /[.!?…]$/.test(message) ? message : `${message}.`;
	const text = `${title} ${description ?? ''}`.trim();
	// The editor adds the item to a title whose error has one.
	const pointedAt = context?.itemIndex as number | undefined;
	const items = [...(pointedAt === undefined ? [] : [pointedAt]), ...itemsNamedIn(text)];
	return { text, items: [...new Set(items)].sort((a, b) => a - b) };
}

/** The items of `[item 37, order 1038]`, and of `[items 0 (order 1001), 4, and 12 more]`. */
function itemsNamedIn(text: string): number[] {
	return [...text.matchAll(/\[items? (.+?)\]/g)].flatMap(([, list]) => {
		const withoutOrders = list.replace(/ \(order \S+\)|, order \S+$/g, '');
		return (withoutOrders.match(/\b\d+\b(?! more)/g) ?? []).map(Number);
	});
}

function node(given: Partial<INode> & Pick<INode, 'name' | 'type'>): INode {
	return { id: given.name, typeVersion: 1, position: [0, 0], parameters: {}, ...given };
}

/** Emits the items that it was started with. */
const startNode: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return await Promise.resolve([this.getInputData()]);
	},
};

function nodeTypes(builtPackage: PackageDirectoryLoader): INodeTypes {
	const getByName = (type: string) =>
		type === 'test.start' ? startNode : builtPackage.getNode(type.replace(/^.*\./, '')).type;
	return {
		getByName,
		getByNameAndVersion: (type, version) =>
			NodeHelpers.getVersionedNodeType(getByName(type), version),
		getKnownTypes: () => ({}),
	};
}
