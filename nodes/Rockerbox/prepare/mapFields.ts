import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { labelsOf, type Operation } from '../operations/operation';
import { keysByName, mapAutomatically } from './autoMapping';
import { choiceReader } from './choice';
import type { OtherField } from './chosenFields';
import type { Compiled } from './compile';
import type { MappedItem } from './mapping';
import { isUntouched } from './parameter';

/** Compiles one of the node's parameters. */
export type Compile = (property: INodeProperties) => Compiled;

/** By key on the wire. */
export type CompiledFields = Array<[key: string, field: Compiled]>;

/** Reads a compiled parameter for the item at hand; undefined if n8n can't. */
export type Read = (parameter: Compiled) => unknown;

/** How a mode comes to the fields of an item; what it throws is a problem of the whole mapping. */
export type MapFields = (
	read: Read,
	itemIndex: number,
) => { fields: MappedItem['fields']; others: OtherField[]; problems: string[] };

/** Each field as the user set it in the node. */
export function manual(
	{ collection }: Operation,
	fields: CompiledFields,
	compile: Compile,
): MapFields {
	const optional = compile(collection.property);
	const optionalNames = Object.entries(collection.fields).map(
		([key, { property }]) => [key, property.name] as const,
	);
	return (read) => {
		const collected = (read(optional) ?? {}) as Record<string, unknown>;
		const mapped = Object.fromEntries([
			...fields.map(([key, field]) => [key, read(field)] as const),
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
export function automatic(
	context: IExecuteFunctions,
	operation: Operation,
	fields: CompiledFields,
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
		const own = Object.fromEntries(set.map(([key, field]) => [key, read(field)]));
		return { fields: { ...unset, ...found, ...own }, others, problems };
	};
}
