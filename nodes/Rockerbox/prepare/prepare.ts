import type { IExecuteFunctions } from 'n8n-workflow';
import { findOperation } from '../operations';
import { publicKeysOf, type Operation } from '../operations/operation';
import { runOptions } from '../operations/options';
import type { EmptyField, Event, Failed, Readable, Skipped } from '../outcome';
import { beginPreflight, noPreflight, type Preflight } from '../preflight/preflight';
import { unexpectedLogger } from '../unexpectedLogger';
import { ofItems } from '../values/inWords';
import { InvalidValue, problemOf } from '../values/value';
import { accountReader, type Destination } from './account';
import { emptyFieldCounter } from './mapping/emptyFields';
import { itemMapper } from './mapping/mapping';
import { readParameter } from './parameters/parameter';
import { keyReader, type ConversionKey } from './payload/conversionKey';
import { leftOutCounter } from './payload/leftOut';
import { payloadBuilder } from './payload/payload';
import { zonelessDateCounter } from './payload/zonelessDates';
import { readDryRun, readSettings, type Settings } from './settings';
import { eventLoopYielder } from './yieldToEventLoop';

const MAX_LISTED = 10; // problems of one item

/** All that is needed to send an item. */
export interface Sendable extends Event, Destination, Partial<ConversionKey> {
	/** Whether the user only wants to see the request. */
	isDryRun: boolean;
	/** For a dry run. */
	readable?: Readable;
}

/** An item ready to be sent, or how it ends without. */
export type Prepared = Sendable | Failed | Skipped;

/** A whole run, ready to be sent. */
export interface PreparedRun {
	items: Prepared[];
	settings: Settings;
	/** The keys of payloads whose values tell nothing about a person. */
	publicKeys: string[];
	preflight: Preflight;
	emptyFields: EmptyField[];
	/** What else the user should know about the mapping, in sentences. */
	remarks: string[];
}

/**
 * Prepares every item of the run; nothing is sent. Never throws: in the continue modes of On Error,
 * n8n would take a node that throws for one whose items all succeeded.
 */
export async function prepareRun(context: IExecuteFunctions): Promise<PreparedRun> {
	try {
		return await prepareItems(
			context,
			readOperation(context),
			readSettings(readRunOptions(context)),
		);
	} catch (error) {
		unexpectedLogger(context)(error);
		const reason = problemOf(error);
		const items = context.getInputData().map(() => failed(reason));
		return {
			items,
			settings: readSettings({}),
			publicKeys: [],
			preflight: noPreflight(context.getNode()),
			emptyFields: [],
			remarks: [],
		};
	}
}

async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	settings: Settings,
): Promise<PreparedRun> {
	const run = { timezone: context.getTimezone(), now: Date.now() / 1000 };
	const { outputKey } = operation;
	const build = payloadBuilder(operation, run);
	const map = itemMapper(context, operation);
	const node = context.getNode();
	const empty = emptyFieldCounter(operation, node.parameters, map.isAutomatic);
	const leftOut = leftOutCounter();
	const zonelessDates = zonelessDateCounter();
	const preflight = beginPreflight(operation, node, run);
	const keyOf = keyReader(operation, settings);
	const destinationOf = accountReader(context);
	const yieldToEventLoop = eventLoopYielder();
	const logUnexpected = unexpectedLogger(context);
	let unmapped = 0;

	const prepareItem = async (itemIndex: number): Promise<Prepared> => {
		try {
			const mapped = map.item(itemIndex);
			preflight.see(mapped.options);
			const built = build(mapped);
			if ('problems' in built) return failed(problemsReason(built.problems));
			if ('skipped' in built) {
				const event = built.payload && { outputKey, payload: built.payload };
				return { status: 'skipped', reason: built.skipped, ...event };
			}
			const { payload } = built;
			const isDryRun = readDryRun(mapped.options);
			const destination = await destinationOf(itemIndex);
			const key = keyOf(payload, destination.account, isDryRun, itemIndex);
			empty.count(mapped);
			leftOut.count(built.leftOut);
			if (built.isUnmapped) unmapped++;
			if (built.zonelessDate) zonelessDates.count(built.zonelessDate);
			const readable = preflight.check({ ...built, ...mapped, itemIndex }, isDryRun);
			return { outputKey, payload, ...key, isDryRun, ...readable, ...destination };
		} catch (error) {
			logUnexpected(error);
			return failed(problemOf(error));
		}
	};

	const items: Prepared[] = [];
	const { length } = context.getInputData();
	while (items.length < length) {
		items.push(await prepareItem(items.length));
		await yieldToEventLoop();
	}
	return {
		items,
		settings,
		publicKeys: publicKeysOf(operation),
		preflight: preflight.result(),
		emptyFields: empty.emptyFields(),
		remarks: [
			...map.remarks(),
			...leftOut.remarks(),
			...zonelessDates.remarks(),
			...(unmapped > 0 ? [unmappedRemark(unmapped, length)] : []),
		],
	};
}

/** Not for "Custom API Call", which n8n adds to the list, nor for what n8n can't evaluate. */
function readOperation(context: IExecuteFunctions): Operation {
	const name = readParameter(context, { name: 'operation', displayName: 'Operation' }, 0);
	const operation = findOperation(name);
	if (operation) return operation;
	throw new InvalidValue(
		'This node has no such operation. Choose Send Conversion or Send Marketing Event.',
	);
}

/** One by one, so that an expression in an option of the items can't fail the whole run. */
function readRunOptions(context: IExecuteFunctions) {
	return Object.fromEntries(
		Object.values(runOptions).map(({ name, displayName }) => [
			name,
			readParameter(context, { name: `options.${name}`, displayName }, 0),
		]),
	);
}

/** What is wrong with an item, in one text that a user still reads. */
function problemsReason(problems: string[]): string {
	const more = problems.length - MAX_LISTED;
	const listed = problems.slice(0, MAX_LISTED).join(' ');
	return more > 0 ? `${listed} And ${more} more like these.` : listed;
}

/** What to know about items whose action is not in the table, if the user didn't say what to do. */
function unmappedRemark(items: number, total: number): string {
	return `${ofItems(items, total)} ${items === 1 ? 'has' : 'have'} an action that is not in Action Mapping, which is sent as it is. To change that, add the option On Unmapped Action.`;
}

function failed(reason: string): Failed {
	return { status: 'failed', reason };
}
