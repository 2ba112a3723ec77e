import type { IExecuteFunctions } from 'n8n-workflow';
import { dryRun } from '../../operations/dryRun';
import { mappingMode } from '../../operations/mappingMode';
import { fieldsIn, type Operation } from '../../operations/operation';
import { isForOperation, itemOptions, options } from '../../operations/options';
import { extraParameters } from '../../operations/shared';
import type { Remark } from '../../remark';
import { unexpectedLogger } from '../../unexpectedLogger';
import { describeValue } from '../../values/describeValue';
import { InvalidValue, problemOf, UNREADABLE } from '../../values/value';
import { isBlankParameter, readParameter } from '../parameters/parameter';
import { parameterReaders, type ReaderFor } from '../parameters/parameterReader';
import { automatic } from './automatic';
import { assignmentsOf } from './extraRows';
import type { Lookalike } from './lookalikes';
import type { MappedFields, MappedItem, ReadForItem } from './mappedItem';
import { mappingRemarks } from './mappingRemarks';
import { ownFieldsReader } from './ownFields';

/**
 * Returns three functions: one maps an item as the node's parameters say, one says what the user should know
 * about the parameters and the items mapped so far, and one finds an item's input fields that look like those
 * it lacks. n8n evaluates the expressions.
 * @throws {InvalidValue} with a whole sentence, if there is no such mapping mode
 */
export function itemMapper(context: IExecuteFunctions, operation: Operation) {
	const { parameters } = context.getNode();
	const readerFor = parameterReaders(context);
	const isAutomatic = readIsAutomatic(context);
	const mode = isAutomatic
		? automatic(context, operation, readerFor)
		: {
				mapFields: manual(operation, readerFor),
				remarks: () => [],
				lookalikesOf: (): Lookalike[] => [],
			};
	const readDryRun = readerFor(dryRun);
	const extras = readerFor(extraParameters);
	const applicable = Object.values(itemOptions).filter((one) =>
		isForOperation(one, operation.option.value),
	);
	const readOptions = readerFor(
		options,
		applicable.map(({ name }) => name),
	);
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
			dryRun: dryRun.name in parameters ? read(readDryRun) : dryRun.default,
			problems: [...unreadable, ...problems],
		};
	};
	const remarks = (): Remark[] => [...mappingRemarks(operation, parameters), ...mode.remarks()];
	const isPersonMapped = fieldsIn(operation, 'panel').some(
		({ isPersonal, property }) => isPersonal && !isBlankParameter(parameters[property.name]),
	);
	return { item, remarks, lookalikesOf: mode.lookalikesOf, isAutomatic, isPersonMapped };
}

/** Each field as the user set it in the node. */
function manual(operation: Operation, readerFor: ReaderFor) {
	const readFields = ownFieldsReader(operation, readerFor);
	return (read: ReadForItem): MappedFields => ({
		fields: readFields(read),
		otherFields: [],
		problems: [],
	});
}

/** Whether the user chose Map Automatically. */
function readIsAutomatic(context: IExecuteFunctions): boolean {
	const mode = readParameter(context, mappingMode, 0) ?? mappingMode.default;
	if (mode === 'auto' || mode === 'manual') return mode === 'auto';
	throw new InvalidValue(
		`Mapping Mode was ${describeValue(mode)}. Choose Map Each Field Manually or Map Automatically.`,
	);
}
