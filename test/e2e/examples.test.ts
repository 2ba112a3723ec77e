/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials, Execution, Item } from '../../tools/harness/n8n/rest';
import {
	isRockerbox,
	madeReady,
	namesIn,
	namesOfExamples,
	readExample,
	type Workflow,
} from '../support/examples';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const FIXTURES = join(__dirname, 'examples');
/** The trigger of the one-time set-up, which creates an example's data tables. */
const SET_UP = 'Run once';

/** Examples about the delivery itself, which have no source of orders. */
const WITHOUT_SOURCE = [
	'alert-when-something-fails',
	'failed-conversions-sent-again',
	'large-runs-that-survive-a-crash',
	'stand-in-for-rockerbox',
	'weekly-reconciliation',
];

/**
 * A source's data, and the expected result. The file has the example's name, with a second word if the
 * example has more than one run: `shopify-order-paid.test-order.json`.
 */
interface Fixture {
	/** The public documentation that shows the shape of the data. */
	source: string;
	/**
	 * The output of the nodes that would query the source, in its original form. The first is the trigger.
	 * `{ json, pairedItem }` says which item of the node before an item is from, and may have files (`binary`).
	 */
	pinData: Record<string, Array<Record<string, unknown> | Item>>;
	/** The payloads that reach Rockerbox. */
	arrives: Array<Record<string, unknown>>;
	/** A part of the reason of each skipped item. */
	skipped?: string[];
	/** A part of the error of each failed item; if the node stops the run, a part of the run's error. */
	failed?: string[];
	/** How n8n lists the execution, if it isn't a success. */
	ends?: 'error';
	/** A part of n8n's message about it. */
	says?: string;
	/** Whether it runs as it is shipped, with Dry Run on. */
	dryRun?: true;
	/** The payloads that reach Rockerbox if the source returns the same data once more. */
	again?: Array<Record<string, unknown>>;
	/** By node, at least a part of each item of its output. */
	outputs?: Record<string, object[]>;
}

const fixtures = namesIn(FIXTURES);

describe('the example workflows', () => {
	const receiver = useReceiver();
	const rest = demo();
	let credentials: Credentials;

	beforeAll(async () => {
		credentials = await rest.addAccount(receiver.url);
	});

	test('all have data of their source for a run', () => {
		const tested = fixtures.map((name) => name.split('.')[0]);
		expect(namesOfExamples()).toEqual([...new Set([...tested, ...WITHOUT_SOURCE])].sort());
	});

	test.each(fixtures)('%s', async (name) => {
		const fixture = readFixture(name);
		const workflow = withOwnTables(readExample(name.split('.')[0]), name);
		const [trigger] = Object.keys(fixture.pinData);
		const id = await rest.addWorkflow(prepared(workflow, fixture, credentials));
		if (workflow.nodes.some((node) => node.name === SET_UP)) await rest.run(id, SET_UP);
		const execution = await rest.run(id, trigger);

		expect({
			arrives: sorted(receiver.ledger.map(({ json }) => json)),
			...outcome(execution, workflow),
		}).toEqual({
			arrives: sorted(fixture.arrives),
			skipped: (fixture.skipped ?? []).map(containing),
			failed: (fixture.failed ?? []).map(containing),
			ends: fixture.ends ?? 'success',
			says: containing(fixture.says ?? ''),
		});
		for (const [node, items] of Object.entries(fixture.outputs ?? {})) {
			const put = execution.outputs[node].flat().map(({ json }) => json);
			expect({ [node]: put }).toMatchObject({ [node]: items });
		}
		if (!fixture.again) return;
		const before = receiver.ledger.length;
		await rest.run(id, trigger);
		expect(receiver.ledger.slice(before).map(({ json }) => json)).toEqual(fixture.again);
	});
});

/** The same workflow with data tables of its own, because tables outlast a run, as they should. */
function withOwnTables(workflow: Workflow, name: string): Workflow {
	const tables = workflow.nodes.flatMap(({ parameters }) => parameters.tableName ?? []);
	const own = `${name.slice(-40)} ${randomBytes(4).toString('hex')}`;
	return tables.reduce<Workflow>(
		(before, table) =>
			JSON.parse(
				JSON.stringify(before).replaceAll(JSON.stringify(table), JSON.stringify(`${table} ${own}`)),
			) as Workflow,
		workflow,
	);
}

/** The workflow as a user sets it up, with its source's data. */
function prepared(
	workflow: Workflow,
	{ pinData, dryRun }: Pick<Fixture, 'pinData' | 'dryRun'>,
	credentials: Credentials,
): Workflow {
	return {
		...madeReady(workflow, credentials, { dryRun: dryRun ?? false }),
		pinData: Object.fromEntries(
			Object.entries(pinData).map(([node, items]) => [
				node,
				items.map((item) => ('json' in item && 'pairedItem' in item ? item : { json: item })),
			]),
		),
	};
}

/** The fate of the items that didn't arrive. Without an error output, the run's error tells it. */
function outcome({ status, error, outputs }: Execution, { nodes }: Workflow) {
	const says = [error?.message, error?.description].filter(Boolean).join('\n');
	const results = nodes
		.filter(isRockerbox)
		.flatMap(({ name }) => outputs[name]?.flat() ?? [])
		.map(({ json }) => json);
	const errors = results.flatMap((json) => (json.error ? [json.error] : []));
	return {
		skipped: results.filter((json) => json.status === 'skipped').map(({ reason }) => reason),
		failed: errors.length === 0 && status === 'error' ? [says] : errors,
		ends: status,
		says,
	};
}

/** Several events are in transit at the same time, so their order is chance. */
function sorted(payloads: unknown[]): unknown[] {
	const key = (payload: unknown) => JSON.stringify(Object.entries(payload ?? {}).sort());
	return [...payloads].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function containing(part: string): string {
	return expect.stringContaining(part) as string;
}

function readFixture(name: string): Fixture {
	return JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Fixture;
}
