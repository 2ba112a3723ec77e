import type { IExecuteFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Fields } from '../operations/field';
import { mappingMode } from '../operations/mappingMode';
import type { Operation } from '../operations/operation';
import { options } from '../operations/options';
import { extraParameters } from '../operations/shared';
import { describe } from '../values/describe';
import { InvalidValue, isNotSet, UNREADABLE } from '../values/value';
import type { ActionOptions } from './actionMapping';
import type { OtherField } from './chosenFields';
import { compiler } from './compile';
import { droppedOnto } from './droppedOnto';
import { automatic, manual, type Compile, type CompiledFields, type Read } from './mapFields';
import { readParameter } from './parameter';

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
	const fields = compileEach(operation.fields, (property) =>
		compile(property, dropped.get(property)),
	);
	const mapFields = isAutomatic
		? automatic(context, operation, fields, compile)
		: manual(operation, fields, compile);
	const extras = compile(extraParameters);
	const compiledOptions = compile(options);

	const item = (itemIndex: number): MappedItem => {
		const problems: string[] = [];
		const attempt = <T>(act: () => T): T | undefined => {
			try {
				return act();
			} catch (error) {
				problems.push(error instanceof InvalidValue ? error.message : `The item ${UNREADABLE}`);
				return undefined;
			}
		};
		const read: Read = (parameter) => attempt(() => parameter.read(itemIndex));
		const mapped = attempt(() => mapFields(read, itemIndex));
		const rows = assignmentsOf(read(extras));
		if (!rows) problems.push(`${extraParameters.displayName} ${UNREADABLE}`);
		return {
			fields: mapped?.fields ?? {},
			otherFields: mapped?.others ?? [],
			extraParameters: rows ?? [],
			options: read(compiledOptions) ?? {},
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

/** The rows of an assignment collection; undefined if it is none, as only an expression can give. */
export function assignmentsOf(value: unknown): ExtraParameter[] | undefined {
	if (isNotSet(value)) return [];
	const { assignments = [] } = value as { assignments?: unknown };
	const isRow = (row: unknown) => typeof row === 'object' && row !== null;
	return Array.isArray(assignments) && assignments.every(isRow) ? assignments : undefined;
}

function compileEach(fields: Fields, compile: Compile): CompiledFields {
	return Object.entries(fields).map(([key, { property }]) => [key, compile(property)]);
}
