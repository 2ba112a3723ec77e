import type { IExecuteFunctions } from 'n8n-workflow';
import { findOperation } from '../operations';
import { publicKeysOf, type Operation } from '../operations/operation';
import { isForOperation, runOptions } from '../operations/options';
import { orderNamed, type Event, type Failed, type Readable, type Skipped } from '../outcome';
import { beginPreflight, noPreflight, type Preflight } from '../preflight/preflight';
import type { Remark } from '../remark';
import { unexpectedLogger } from '../unexpectedLogger';
import { InvalidValue, problemOf } from '../values/value';
import { eventLoopYielder } from '../yieldToEventLoop';
import { accountReader, type Destination } from './account';
import { emptyFieldCounter } from './mapping/emptyFields';
import { emptyItemFinder } from './mapping/emptyItems';
import { lookalikeSentence } from './mapping/lookalikes';
import type { MappedItem } from './mapping/mappedItem';
import { itemMapper } from './mapping/mapping';
import { readParameter } from './parameters/parameter';
import { keyReader, type ConversionKey } from './payload/conversionKey';
import { keysOnTheWire } from './payload/keyNames';
import { leftOutCounter } from './payload/leftOut';
import { payloadBuilder } from './payload/payload';
import { unmappedActionCounter } from './payload/unmappedActions';
import { zonelessDateCounter } from './payload/zonelessDates';
import { readDryRun, readSettings, type Settings } from './settings';

const MAX_LISTED = 10; // problems of one item

/** All that is needed to send an item. */
export interface Sendable extends Event, Destination, Partial<ConversionKey> {
	/** Whether the user only wants to see the request. */
	isDryRun: boolean;
	/** For a dry run. */
	readable?: Readable;
}

/** An item that is ready to be sent, or how it ends if it isn't. */
export type Prepared = Sendable | Failed | Skipped;

/** A whole run, ready to be sent. */
export interface PreparedRun {
	items: Prepared[];
	settings: Settings;
	/** The keys of payloads whose values tell nothing about a person. */
	publicKeys: string[];
	preflight: Preflight;
	/** What the user should know about the mapping and the values. */
	remarks: Remark[];
}

/**
 * Prepares every item of the run, and sends nothing. Never throws: in the continue modes of On Error, n8n
 * would treat a node that throws as if all of its items had succeeded.
 */
export async function prepareRun(context: IExecuteFunctions): Promise<PreparedRun> {
	try {
		const operation = readOperation(context);
		return await prepareItems(context, operation, readSettings(readRunOptions(context, operation)));
	} catch (error) {
		unexpectedLogger(context)(error);
		const reason = problemOf(error);
		const items = context.getInputData().map(() => failed(reason));
		const preflight = noPreflight(context.getNode());
		return { items, settings: readSettings({}), publicKeys: [], preflight, remarks: [] };
	}
}

async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	read: Settings,
): Promise<PreparedRun> {
	const map = itemMapper(context, operation);
	const { isAutomatic, isPersonMapped } = map;
	const now = Date.now() / 1000;
	const run = { timezone: context.getTimezone(), now, isAutomatic, isPersonMapped };
	const { outputKey } = operation;
	const logUnexpected = unexpectedLogger(context);
	const build = payloadBuilder(operation, run, logUnexpected);
	const node = context.getNode();
	const { parameters } = node;
	const empty = emptyFieldCounter(operation, parameters, isAutomatic);
	const nothingIn = emptyItemFinder(operation, parameters, isAutomatic);
	const leftOut = leftOutCounter();
	const zonelessDates = zonelessDateCounter();
	const preflight = beginPreflight(operation, node, run);
	const settings = {
		...read,
		keyNames: keysOnTheWire(read.keyNames, operation, parameters),
	};
	const keyOf = keyReader(operation, settings);
	const destinationOf = accountReader(context);
	const yieldToEventLoop = eventLoopYielder();
	const input = context.getInputData();
	const unmapped = unmappedActionCounter();

	const prepareItem = async (itemIndex: number): Promise<Prepared> => {
		let mapped: MappedItem | undefined;
		try {
			mapped = map.item(itemIndex);
			preflight.see(mapped);
			const lookalikes = () => map.lookalikesOf(itemIndex);
			const nothing = nothingIn(mapped, input[itemIndex], lookalikes);
			const built = nothing ?? build(mapped);
			if ('problems' in built) {
				const { problems, missing = [] } = built;
				const similar =
					missing.length > 0 ? lookalikes().filter(({ key }) => missing.includes(key)) : [];
				return failed(problemsReason([...problems, ...lookalikeSentence(similar)]), mapped);
			}
			if ('skipped' in built) {
				const event = built.payload && { outputKey, payload: built.payload };
				const cause = nothing ? 'emptyItem' : 'unmappedAction';
				return { status: 'skipped', reason: built.skipped, cause, ...event };
			}
			const { payload } = built;
			const isDryRun = readDryRun(mapped.dryRun);
			const destination = await destinationOf(itemIndex);
			const key = keyOf(payload, destination.account, isDryRun, itemIndex);
			empty.count(mapped);
			leftOut.count(built.leftOut);
			if (built.isUnmapped) unmapped.count(payload.action);
			if (built.zonelessDate) zonelessDates.count(built.zonelessDate);
			const readable = preflight.check({ ...built, ...mapped, itemIndex }, isDryRun);
			return { outputKey, payload, ...key, isDryRun, ...readable, ...destination };
		} catch (error) {
			logUnexpected(error);
			return failed(problemOf(error), mapped);
		}
	};

	const items: Prepared[] = [];
	while (items.length < input.length) {
		items.push(await prepareItem(items.length));
		await yieldToEventLoop();
	}
	return {
		items,
		settings,
		publicKeys: publicKeysOf(operation),
		preflight: preflight.result(),
		// Their order doesn't matter, because each has its rank.
		remarks: [
			...map.remarks(),
			...empty.remarks(input.length),
			...leftOut.remarks(),
			...zonelessDates.remarks(),
			...unmapped.remarks(),
		],
	};
}

/** Throws for "Custom API Call", which n8n adds to the list, and if n8n can't evaluate an expression. */
function readOperation(context: IExecuteFunctions): Operation {
	const name = readParameter(context, { name: 'operation', displayName: 'Operation' }, 0);
	const operation = findOperation(name);
	if (operation) return operation;
	throw new InvalidValue(
		'This node has no such operation. Choose Send Conversion or Send Marketing Event.',
	);
}

/** One by one, so that an expression in an option of the items can't fail the whole run. */
function readRunOptions(context: IExecuteFunctions, { option }: Operation) {
	const applicable = Object.values(runOptions).filter((one) => isForOperation(one, option.value));
	return Object.fromEntries(
		applicable.map(({ name, displayName }) => [
			name,
			readParameter(context, { name: `options.${name}`, displayName }, 0),
		]),
	);
}

/** What is wrong with an item, in text that is short enough to be read. */
function problemsReason(problems: string[]): string {
	const more = problems.length - MAX_LISTED;
	const listed = problems.slice(0, MAX_LISTED).join(' ');
	return more > 0 ? `${listed} And ${more} more like these.` : listed;
}

function failed(reason: string, mapped?: MappedItem): Failed {
	return { status: 'failed', reason, ...orderNamed(mapped?.fields.order_id) };
}
