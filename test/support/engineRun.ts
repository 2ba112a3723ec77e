/* eslint-disable @n8n/community-nodes/no-restricted-imports -- helpers that only tests use */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
	runWorkflow,
	type WorkflowResult,
	type WorkflowRun,
} from '../../tools/harness/engine/engine';
import { removeFolder } from '../../tools/harness/engine/environment';
import { useReceiver } from './useReceiver';

export { pause };

afterAll(removeFolder);
jest.setTimeout(60_000); // for slow machines

export const ADVERTISER_ID = 'MOx2ZmMw+YzQz/NTk=';

/** A conversion that needs only an email in each item. */
export const PURCHASE: INodeParameters = {
	operation: 'sendConversion',
	email: '={{ $json.email }}',
	action: 'purchase',
	timestamp: '1535147451',
};

/** Items for `PURCHASE`: person-0@example.com, person-1@example.com and so on. */
export function people(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		email: `person-${index}@example.com`,
		plan: `plan ${index}`,
	}));
}

/** A receiver, and a function that runs the node with its address in the credential. */
export function useRockerbox() {
	const receiver = useReceiver();
	const run = async (items: IDataObject[], overrides: Partial<WorkflowRun> = {}) =>
		await runWorkflow({
			items,
			parameters: PURCHASE,
			credential: { advertiserId: ADVERTISER_ID, baseUrl: receiver.url },
			...overrides,
		});
	/** The body that is sent for one item with these parameters. The item must be accepted. */
	const bodyOf = async (
		parameters: INodeParameters,
		item: IDataObject = {},
		overrides: Partial<WorkflowRun> = {},
	) => {
		const before = receiver.ledger.length;
		const { failure } = await run([item], { parameters, ...overrides });
		if (failure) throw new Error(failure.text);
		expect(receiver.ledger).toHaveLength(before + 1);
		return receiver.ledger[before].body;
	};
	/** The same as JSON. */
	const payloadOf = async (...given: Parameters<typeof bodyOf>) =>
		JSON.parse(await bodyOf(...given)) as IDataObject;
	/** The error's text in a run with one item that sends nothing. */
	const refusalOf = async (parameters: INodeParameters, item: IDataObject) => {
		const { failure, success } = await run([item], { parameters });
		expect(receiver.ledger).toEqual([]);
		expect(success).toEqual([]);
		return failure?.text;
	};
	return { receiver, run, bodyOf, payloadOf, refusalOf };
}

/** Map Automatically, as the editor saves a node in which only the mode was changed. */
export const AUTO: INodeParameters = { operation: 'sendConversion', mappingMode: 'auto' };

/** The same with Include Other Input Fields. */
export function including(parameters: INodeParameters): INodeParameters {
	return { ...AUTO, includeOtherFields: true, ...parameters };
}

/** Waits before retries are random. Here they are 0. */
export function withoutWaits(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}

/** Extra Parameters as the editor saves them. */
export function extraParameters(rows: Array<{ name: string; value: unknown; type?: string }>) {
	const assignments = rows.map((row, index) => ({ id: String(index), type: 'string', ...row }));
	return { extraParameters: { assignments } as INodeParameters };
}

/**
 * All traces of a run, as text: the saved data, and the hidden properties of error objects. Times of the
 * clock and the receiver's port are left out, because any few digits can be in them by chance.
 */
export function tracesOf({ run }: WorkflowResult): string {
	const { error } = run.data.resultData;
	return [JSON.stringify(run), inspect(error, { depth: Infinity, showHidden: true })]
		.join('\n')
		.replace(/\b\d{13}\b/g, (digits) => (isOfThisHour(Number(digits)) ? 'now' : digits))
		.replace(/\b127\.0\.0\.1:\d+\b/g, '127.0.0.1');
}

/** Whether epoch milliseconds are within the last hour. */
function isOfThisHour(milliseconds: number): boolean {
	const ago = Date.now() - milliseconds;
	return ago >= 0 && ago < 3_600_000;
}

/** Lets all open work in this process (requests, answers) make progress. */
export async function settle(): Promise<void> {
	// Short pauses one after the other. Each is a turn of the event loop, however busy the machine is.
	for (let turn = 0; turn < 50; turn++) await pause(2);
}

/** The text above the output, line by line. */
export function linesOf({ hints }: Pick<WorkflowResult, 'hints'>): string[] {
	return hints.flatMap(({ message }) => message.split(/(?:<br>)+/));
}

/** The remarks, which follow the summary of the accepted items. */
export function remarksIn(result: Pick<WorkflowResult, 'hints'>): string[] {
	const lines = linesOf(result);
	const end = lines.findIndex((line) => line.includes('Webhooks page'));
	if (end < 0) throw new Error(`No summary: ${lines.join(' ')}`);
	return lines.slice(end + 1);
}

/** Sorts payloads by email, because their order of arrival is chance. */
export function byEmail(a: unknown, b: unknown): number {
	return (a as { email: string }).email.localeCompare((b as { email: string }).email);
}

/** The choices of n8n's setting On Error. */
export const STOP = { settings: { onError: 'stopWorkflow' as const } };
export const CONTINUE = { settings: { onError: 'continueRegularOutput' as const } };
export const ERROR_OUTPUT = { settings: { onError: 'continueErrorOutput' as const } };
export const MODES = [STOP, CONTINUE, ERROR_OUTPUT];

/** The items of `people`, with invalid emails for these indexes. */
export function peopleBut(count: number, ...bad: number[]): IDataObject[] {
	return people(count).map((person, index) =>
		bad.includes(index) ? { ...person, email: `wrong ${index}` } : person,
	);
}
