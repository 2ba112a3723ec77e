import type { IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';
import { mappingMode } from '../../operations/mappingMode';
import { fieldsIn, type Operation } from '../../operations/operation';
import { itemOptions, options } from '../../operations/options';
import { extraParameters } from '../../operations/shared';
import type { Remark } from '../../remark';
import { unexpectedLogger } from '../../unexpectedLogger';
import { describeValue } from '../../values/describeValue';
import { InvalidValue, problemOf, UNREADABLE } from '../../values/value';
import { droppedField } from '../parameters/droppedField';
import { readParameter } from '../parameters/parameter';
import { parameterReaders, type ReaderFor } from '../parameters/parameterReader';
import { automatic } from './automatic';
import { assignmentsOf } from './extraRows';
import type { Lookalike } from './lookalikes';
import type { MappedFields, MappedItem, ReadForItem } from './mappedItem';

/**
 * Gives the function that maps one item as the node's parameters say, the one that tells what the user
 * should know about them and the items mapped so far, and the one that tells which input fields of an
 * item look like those it lacks; n8n evaluates the expressions.
 * @throws {InvalidValue} with a whole sentence, if there is no such mapping mode
 */
export function itemMapper(context: IExecuteFunctions, operation: Operation) {
	const { parameters } = context.getNode();
	const dropped = droppedFields(operation, parameters);
	const readerFor = parameterReaders(context, dropped);
	const isAutomatic = readIsAutomatic(context);
	const mode = isAutomatic
		? automatic(context, operation, readerFor)
		: {
				mapFields: manual(operation, readerFor),
				remarks: () => [],
				lookalikesOf: (): Lookalike[] => [],
			};
	const extras = readerFor(extraParameters);
	const readOptions = readerFor(options, Object.keys(itemOptions));
	const logUnexpected = unexpectedLogger(context);

	const item = (itemIndex: number): MappedItem => {
		const unreadable: string[] = [];
		const read: ReadForItem = (reader) => {
			try {
				return reader.read(itemIndex);
			} catch (error) {
				logUnexpected(error);
				unreadable.push(problemOf(error));
				return undefined;
			}
		};
		const { fields, otherFields, problems } = mode.mapFields(read, itemIndex);
		const rows = assignmentsOf(read(extras));
		if (!rows) unreadable.push(`${extraParameters.displayName} ${UNREADABLE}`);
		return {
			fields,
			otherFields,
			extraParameters: rows ?? [],
			options: read(readOptions) ?? {},
			problems: [...unreadable, ...problems],
		};
	};
	const remarks = (): Remark[] => [...[...dropped.keys()].map(droppedRemark), ...mode.remarks()];
	return { item, remarks, lookalikesOf: mode.lookalikesOf, isAutomatic };
}

/** Each field as the user set it in the node. */
function manual({ fields, collection }: Operation, readerFor: ReaderFor) {
	const optional = readerFor(collection);
	const readers = Object.entries(fields).map(([key, { property, inCollection }]) => ({
		key,
		name: property.name,
		reader: inCollection ? undefined : readerFor(property),
	}));
	return (read: ReadForItem): MappedFields => {
		const collected = (read(optional) ?? {}) as Record<string, unknown>;
		const fieldOf = ({ key, name, reader }: (typeof readers)[number]): [string, unknown] => [
			key,
			reader ? read(reader) : collected[name],
		];
		return { fields: Object.fromEntries(readers.map(fieldOf)), otherFields: [], problems: [] };
	};
}

/** The fields that the user dropped onto what a parameter holds by default, as expressions. */
function droppedFields(operation: Operation, parameters: INodeParameters) {
	const dropped = new Map<INodeProperties, string>();
	for (const { property } of fieldsIn(operation, 'panel')) {
		const expression = droppedField(property.default, parameters[property.name]);
		if (expression !== undefined) dropped.set(property, expression);
	}
	return dropped;
}

/** What to know about a parameter that still holds its default expression. */
function droppedRemark({ displayName, default: initially }: INodeProperties): Remark {
	const before = (initially as string).slice(1);
	const sentence = `${displayName} holds ${before} besides the field that you dropped there: only that field was used, so remove ${before} from it.`;
	return { topic: 'droppedField', sentence };
}

/** Whether the user chose Map Automatically. */
function readIsAutomatic(context: IExecuteFunctions): boolean {
	const mode = readParameter(context, mappingMode, 0) ?? mappingMode.default;
	if (mode === 'auto' || mode === 'manual') return mode === 'auto';
	throw new InvalidValue(
		`Mapping Mode was ${describeValue(mode)}. Choose Map Each Field Manually or Map Automatically.`,
	);
}
