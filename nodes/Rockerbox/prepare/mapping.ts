import type { IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Fields } from '../operations/field';
import { mappingMode, otherFields } from '../operations/mappingMode';
import { labelsOf, type Operation } from '../operations/operation';
import { options } from '../operations/options';
import { extraParameters } from '../operations/shared';
import { describe } from '../values/describe';
import { InvalidValue, isNotSet, messageOf, UNREADABLE } from '../values/value';
import type { ActionOptions } from './actionMapping';
import {
	keysByName,
	mapAutomatically,
	readNames,
	type Choice,
	type OtherField,
} from './autoMapping';
import { droppedOnto } from './droppedOnto';
import { readBoolean } from './settings';

const JAVASCRIPT = /^(?:Type|Range|Reference|Syntax|URI|Eval|Internal)Error$/;

/** What the user mapped for one item, unchecked and unchanged. */
export interface MappedItem {
	/** By key on the wire. */
	fields: Record<string, unknown>;
	extraParameters: ExtraParameter[];
	/** Fields of the input that are sent under their own names. */
	otherFields: OtherField[];
	options: ActionOptions & { allowMissingAction?: unknown; dryRun?: unknown; timezone?: unknown };
	/** What n8n couldn't read, in sentences for the user. */
	problems: string[];
}

/** One row of Extra Parameters, as n8n's assignment collection holds it. */
export interface ExtraParameter {
	name?: unknown;
	type?: string;
	value?: unknown;
}

/** Reads one of the node's parameters for the item at hand; undefined if n8n can't. */
type Read = (property: INodeProperties) => unknown;

/**
 * Gives the function that maps one item as the node's parameters say, and what the user should know
 * about them; n8n evaluates the expressions.
 * @throws {InvalidValue} with a whole sentence, if there is no such mapping mode
 */
export function itemMapper(context: IExecuteFunctions, operation: Operation) {
	const { parameters } = context.getNode();
	const isAutomatic = readIsAutomatic(context);
	const mapFields = isAutomatic
		? automatic(context, operation, parameters)
		: (read: Read) => ({ fields: manual(operation, read), others: [], problems: [] });
	const dropped = droppedFields(operation, parameters);

	const item = (itemIndex: number): MappedItem => {
		const problems: string[] = [];
		const attempt = <T>(act: () => T): T | undefined => {
			try {
				return act();
			} catch (error) {
				problems.push(messageOf(error));
				return undefined;
			}
		};
		const read: Read = (property) =>
			attempt(() => {
				const expression = dropped.get(property);
				if (expression === undefined) return readParameter(context, property, itemIndex);
				return evaluate(context, property, expression, itemIndex);
			});
		const mapped = attempt(() => mapFields(read, itemIndex));
		const rows = assignmentsOf(read(extraParameters));
		if (!rows) problems.push(`${extraParameters.displayName} ${UNREADABLE}`);
		return {
			fields: mapped?.fields ?? {},
			otherFields: mapped?.others ?? [],
			extraParameters: rows ?? [],
			options: read(options) ?? {},
			problems: [...problems, ...(mapped?.problems ?? [])],
		};
	};
	const remarks = Array.from(dropped.keys(), ({ displayName, default: initially }) => {
		const before = (initially as string).slice(1);
		return `${displayName} holds ${before} besides the field that you dropped there: only that field was used. Remove ${before} from it.`;
	});
	return { item, remarks, isAutomatic };
}

/** The fields that the user dropped onto what a parameter holds by default, as expressions. */
function droppedFields({ fields }: Operation, parameters: INodeParameters) {
	const dropped = new Map<INodeProperties, string>();
	for (const { property } of Object.values<Fields[string]>(fields)) {
		const expression = droppedOnto(property.default, parameters[property.name]);
		if (expression !== undefined) dropped.set(property, expression);
	}
	return dropped;
}

/** Whether the user chose Map Automatically. */
function readIsAutomatic(context: IExecuteFunctions): boolean {
	const mode = readParameter(context, mappingMode, 0) ?? mappingMode.default;
	if (mode === 'auto' || mode === 'manual') return mode === 'auto';
	throw new InvalidValue(
		`Mapping Mode was ${describe(mode)}. Choose Map Each Field Manually or Map Automatically.`,
	);
}

function manual({ fields, collection }: Operation, read: Read): MappedItem['fields'] {
	const collected = (read(collection.property) ?? {}) as Record<string, unknown>;
	return {
		...byKey(fields, read),
		...byKey(collection.fields, ({ name }) => collected[name]),
	};
}

/**
 * Fields by their names in the input, but for those that the node shows in this mode and the user
 * set: they win, even where their expression comes up empty. What stands in the input instead could
 * mean something else, such as the date when the record was made.
 */
function automatic(context: IExecuteFunctions, operation: Operation, parameters: INodeParameters) {
	const labels = labelsOf(operation);
	const keyOf = keysByName(labels);
	const items = context.getInputData();
	const set = Object.fromEntries(
		Object.entries<Fields[string]>(operation.fields).filter(
			([, { inAutoMode, property }]) => inAutoMode && !isUntouched(parameters[property.name]),
		),
	);
	const unset = Object.fromEntries(Object.keys(labels).map((key) => [key, undefined]));

	return (read: Read, itemIndex: number) => {
		const { fields, others, problems } = mapAutomatically(
			items[itemIndex].json,
			keyOf,
			Object.keys(set),
			readChoice(read, parameters),
		);
		return { fields: { ...unset, ...fields, ...byKey(set, read) }, others, problems };
	};
}

/** Nothing, or an expression that was begun and left empty. */
function isUntouched(raw: unknown): boolean {
	return isNotSet(typeof raw === 'string' ? raw.replace(/^=/, '') : raw);
}

function readChoice(read: Read, parameters: INodeParameters): Choice {
	const { includeOtherFields, include, includeFields, excludeFields } = otherFields;
	if (!readBoolean(includeOtherFields, read(includeOtherFields))) return { include: 'none' };
	const found = read(include); // never nothing, as n8n fills in defaults; an empty one isn't "all"
	switch (found) {
		case 'all':
			return { include: 'all' };
		case 'selected':
			return {
				include: 'selected',
				names: readNames(read(includeFields), includeFields.displayName),
			};
		case 'except': {
			const names = readNames(read(excludeFields), excludeFields.displayName);
			// Private fields must not leave because the expression that names them found nothing.
			if (names.length === 0 && !isUntouched(parameters[excludeFields.name])) {
				throw new InvalidValue(
					`${excludeFields.displayName} came up empty. Open its mapping and correct it, or choose All.`,
				);
			}
			return { include: 'except', names };
		}
		default:
			throw new InvalidValue(
				`${include.displayName} was ${describe(found)}, and must be all, selected or except.`,
			);
	}
}

/**
 * Reads one of the node's parameters for an item; n8n evaluates its expressions.
 * @throws {InvalidValue} with a whole sentence, if n8n can't
 */
export function readParameter(
	context: IExecuteFunctions,
	{ name, displayName }: Pick<INodeProperties, 'name' | 'displayName'>,
	itemIndex: number,
): unknown {
	try {
		return context.getNodeParameter(name, itemIndex, null); // of an option that isn't there
	} catch (error) {
		throw unreadable(displayName, error, 'Open its mapping and correct it.');
	}
}

function evaluate(
	context: IExecuteFunctions,
	{ displayName }: INodeProperties,
	expression: string,
	itemIndex: number,
): unknown {
	try {
		return context.evaluateExpression(expression, itemIndex);
	} catch (error) {
		throw unreadable(displayName, error, 'Open its mapping and correct it.');
	}
}

/** What n8n couldn't evaluate, with n8n's own words. */
export function unreadable(what: string, error: unknown, remedy: string): InvalidValue {
	return new InvalidValue(`${what} can't be read: ${wordsOf(error)} ${remedy}`);
}

/**
 * The words of n8n's own errors, such as a reference to a node that didn't run, as a sentence.
 * JavaScript's own say nothing to a user.
 */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error) || JAVASCRIPT.test(error.name)) {
		return 'n8n could not evaluate it.';
	}
	const found = error.message;
	return `${found.replace(/\.$/, '')}.`;
}

/** The rows of an assignment collection; undefined if it is none, as only an expression can give. */
export function assignmentsOf(value: unknown): ExtraParameter[] | undefined {
	if (isNotSet(value)) return [];
	const { assignments = [] } = value as { assignments?: unknown };
	const isRow = (row: unknown) => typeof row === 'object' && row !== null;
	return Array.isArray(assignments) && assignments.every(isRow) ? assignments : undefined;
}

function byKey(fields: Fields, read: (property: INodeProperties) => unknown) {
	return Object.fromEntries(
		Object.entries(fields).map(([key, { property }]) => [key, read(property)]),
	);
}
