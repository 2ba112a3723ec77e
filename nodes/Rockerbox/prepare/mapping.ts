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
import { compiler, type Reader } from './compile';
import { droppedOnto } from './droppedOnto';
import { readParameter } from './parameter';
import { readBoolean } from './settings';

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

type Compile = (property: INodeProperties) => Reader;

/** By key on the wire. */
type Readers = Array<[key: string, reader: Reader]>;

/** Reads a compiled parameter for the item at hand; undefined if n8n can't. */
type Read = (reader: Reader) => unknown;

/**
 * Gives the function that maps one item as the node's parameters say, and what the user should know
 * about them; n8n evaluates the expressions.
 * @throws {InvalidValue} with a whole sentence, if there is no such mapping mode
 */
export function itemMapper(context: IExecuteFunctions, operation: Operation) {
	const { parameters } = context.getNode();
	const isAutomatic = readIsAutomatic(context);
	const compile = compiler(context);
	const dropped = droppedFields(operation, parameters);
	const fields = compiled(operation.fields, (property) => compile(property, dropped.get(property)));
	const mapFields = isAutomatic
		? automatic(context, operation, fields, compile)
		: manual(operation, fields, compile);
	const extras = compile(extraParameters);
	const itemOptions = compile(options);

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
		const read: Read = (reader) => attempt(() => reader.read(itemIndex));
		const mapped = attempt(() => mapFields(read, itemIndex));
		const rows = assignmentsOf(read(extras));
		if (!rows) problems.push(`${extraParameters.displayName} ${UNREADABLE}`);
		return {
			fields: mapped?.fields ?? {},
			otherFields: mapped?.others ?? [],
			extraParameters: rows ?? [],
			options: read(itemOptions) ?? {},
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

/** How a mode comes to the fields of an item; what it throws is a problem of the whole mapping. */
type MapFields = (
	read: Read,
	itemIndex: number,
) => { fields: MappedItem['fields']; others: OtherField[]; problems: string[] };

function manual({ collection }: Operation, fields: Readers, compile: Compile): MapFields {
	const optional = compile(collection.property);
	const optionalNames = Object.entries(collection.fields).map(
		([key, { property }]) => [key, property.name] as const,
	);
	return (read) => {
		const collected = (read(optional) ?? {}) as Record<string, unknown>;
		const mapped = Object.fromEntries([
			...fields.map(([key, reader]) => [key, read(reader)] as const),
			...optionalNames.map(([key, name]) => [key, collected[name]] as const),
		]);
		return { fields: mapped, others: [], problems: [] };
	};
}

/**
 * Fields by their names in the input, but for those that the node shows in this mode and the user
 * set: they win, even where their expression comes up empty. What stands in the input instead could
 * mean something else, such as the date when the record was made.
 */
function automatic(
	context: IExecuteFunctions,
	operation: Operation,
	fields: Readers,
	compile: Compile,
): MapFields {
	const { parameters } = context.getNode();
	const labels = labelsOf(operation);
	const keyOf = keysByName(labels);
	const items = context.getInputData();
	const set = fields.filter(([key]) => {
		const { inAutoMode, property } = operation.fields[key];
		return inAutoMode && !isUntouched(parameters[property.name]);
	});
	const setKeys = set.map(([key]) => key);
	const unset = Object.fromEntries(Object.keys(labels).map((key) => [key, undefined]));
	const choose = choiceReader(parameters, compile);

	return (read, itemIndex) => {
		const { json } = items[itemIndex];
		const {
			fields: found,
			others,
			problems,
		} = mapAutomatically(json, keyOf, setKeys, choose(read));
		const own = Object.fromEntries(set.map(([key, reader]) => [key, read(reader)]));
		return { fields: { ...unset, ...found, ...own }, others, problems };
	};
}

/** Nothing, or an expression that was begun and left empty. */
function isUntouched(raw: unknown): boolean {
	return isNotSet(typeof raw === 'string' ? raw.replace(/^=/, '') : raw);
}

/** Gives the function that reads for an item which other fields to send. */
function choiceReader(parameters: INodeParameters, compile: Compile): (read: Read) => Choice {
	const { includeOtherFields, include, includeFields, excludeFields } = otherFields;
	const readers = {
		isWanted: compile(includeOtherFields),
		include: compile(include),
		included: compile(includeFields),
		excluded: compile(excludeFields),
	};
	return (read) => {
		if (!readBoolean(includeOtherFields, read(readers.isWanted))) return { include: 'none' };
		const found = read(readers.include); // never nothing, as n8n fills in defaults; an empty one isn't "all"
		switch (found) {
			case 'all':
				return { include: 'all' };
			case 'selected':
				return {
					include: 'selected',
					names: readNames(read(readers.included), includeFields.displayName),
				};
			case 'except': {
				const names = readNames(read(readers.excluded), excludeFields.displayName);
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
	};
}

/** The rows of an assignment collection; undefined if it is none, as only an expression can give. */
export function assignmentsOf(value: unknown): ExtraParameter[] | undefined {
	if (isNotSet(value)) return [];
	const { assignments = [] } = value as { assignments?: unknown };
	const isRow = (row: unknown) => typeof row === 'object' && row !== null;
	return Array.isArray(assignments) && assignments.every(isRow) ? assignments : undefined;
}

function compiled(fields: Fields, compile: Compile): Readers {
	return Object.entries(fields).map(([key, { property }]) => [key, compile(property)]);
}
