import type { IExecuteFunctions } from 'n8n-workflow';
import { findOperation } from '../operations';
import type { Operation } from '../operations/operation';
import { runOptions } from '../operations/options';
import { eventOf, type Failed, type Skipped } from '../result/outcome';
import { problemsReason, unmappedRemark } from '../result/reasons';
import { InvalidValue } from '../values/value';
import { accountReader, type Addressed } from './account';
import { keyReader } from './conversionKey';
import { emptyFieldCounter, type EmptyField } from './emptyFields';
import { givingWay } from './giveWay';
import { itemMapper } from './mapping';
import { readParameter, unreadable } from './parameter';
import { payloadBuilder, type Payload } from './payload';
import { readDryRun, readSettings, type Settings } from './settings';

/** All that is needed to send an item. */
export interface Sendable extends Addressed {
	operation: Operation;
	payload: Payload;
	/** The values by which Rockerbox recognizes a repeat, if the user named its conversion key. */
	conversionKey?: string;
	/** Whether the user only wants to see the request. */
	isDryRun: boolean;
}

/** An item ready to be sent, or how it ends without. */
export type Prepared = Sendable | Failed | Skipped;

/** A whole run, ready to be sent. */
export interface PreparedRun {
	items: Prepared[];
	settings: Settings;
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
		const reason = reasonOf(error);
		const items = context.getInputData().map(() => failed(reason));
		return { items, settings: readSettings({}), emptyFields: [], remarks: [] };
	}
}

async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	settings: Settings,
): Promise<PreparedRun> {
	const run = { timezone: context.getTimezone(), now: Date.now() / 1000 };
	const build = payloadBuilder(operation, run);
	const map = itemMapper(context, operation);
	const { parameters } = context.getNode();
	const empty = emptyFieldCounter(operation, parameters, map.isAutomatic);
	const keyOf = keyReader(operation, settings);
	const accountOf = accountReader(context);
	const giveWay = givingWay();
	let unmapped = 0;

	const prepareItem = async (itemIndex: number): Promise<Prepared> => {
		try {
			const mapped = map.item(itemIndex);
			const built = build(mapped);
			if ('problems' in built) return failed(problemsReason(built.problems));
			if ('skipped' in built) {
				const shown = built.payload && eventOf({ operation, payload: built.payload });
				return { status: 'skipped', reason: built.skipped, ...shown };
			}
			const isDryRun = readDryRun(mapped.options);
			const addressed = await accountOf(itemIndex);
			const conversionKey = keyOf(built.payload, addressed.account, itemIndex);
			empty.count(mapped);
			if (built.isUnmapped) unmapped++;
			return { operation, payload: built.payload, conversionKey, isDryRun, ...addressed };
		} catch (error) {
			return failed(reasonOf(error));
		}
	};

	const items: Prepared[] = [];
	const { length } = context.getInputData();
	while (items.length < length) {
		items.push(await prepareItem(items.length));
		await giveWay();
	}
	const remarks = unmapped > 0 ? [...map.remarks, unmappedRemark(unmapped, length)] : map.remarks;
	return { items, settings, emptyFields: empty.emptyFields(), remarks };
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

function failed(reason: string): Failed {
	return { status: 'failed', reason };
}

function reasonOf(error: unknown): string {
	if (error instanceof InvalidValue) return error.message;
	return unreadable('The item', error, 'Check its mapping.').message;
}
