import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { labelsOf, type Operation } from '../../operations/operation';
import { extraParameters } from '../../operations/shared';
import { describeValue } from '../../values/describeValue';
import { inWords } from '../../values/inWords';
import { isNotSet } from '../../values/value';
import { isBlankParameter, isExpression } from '../parameters/parameter';
import { keysByName } from './automatic';
import { assignmentsOf } from './extraRows';
import { describeName } from './fieldNames';
import { lookalikeNames, type Lookalike } from './lookalikes';
import type { MappedItem } from './mappedItem';

const MAX_LISTED = 3; // fields of the input

/** Where an expression may find data besides the item: in other nodes and items, or from a model. */
const ELSEWHERE = /\$(?:input|binary|node|items?|fromAI|evaluateExpression|\()/;
/** The item's own fields. */
const OF_ITEM = /\$(?:json|data)\b/;
/** A model gives a value for each of its fields, even an empty one. */
const OF_MODEL = /\$fromAI\(/i;

/** What to do with an item that has nothing to send. */
export type NothingToSend =
	| { skipped: string; payload?: undefined }
	| { problems: string[]; missing?: undefined };

/**
 * Returns a function that says what to do with an item that has nothing to send. An item without any field
 * (such as n8n's Always Output Data makes) is skipped. One with other fields gets one sentence, instead of
 * one for each field that it lacks. Undefined for all other items.
 *
 * Values that were typed into the node, and those that n8n itself knows ($now), are in every item, so they
 * don't make an item worth sending. A typed email or ID of a person does, because then somebody tries the
 * node with a trigger that has no data. In an item without fields, $json has no value, whatever else an
 * expression puts around it. Values from other nodes are data like any other.
 */
export function emptyItemFinder(
	operation: Operation,
	parameters: INodeParameters,
	isAutomatic: boolean,
) {
	const sources = sourcesOf(operation, parameters, isAutomatic);
	const isForModel = sources.some(({ raw }) => looksAt(raw, OF_MODEL));
	const ofEmptyItem = sources.filter(
		({ raw, isPersonal }) => looksAt(raw, ELSEWHERE) || (isPersonal && !looksAt(raw, OF_ITEM)),
	);
	const ofItem = sources.filter(
		({ raw, isOfInput, isPersonal }) =>
			isOfInput || looksAt(raw, OF_ITEM) || looksAt(raw, ELSEWHERE) || isPersonal,
	);
	const keyForName = keysByName(labelsOf(operation));
	const isMapped =
		isAutomatic || sources.some(({ raw }) => looksAt(raw, OF_ITEM) || looksAt(raw, ELSEWHERE));

	return (
		mapped: MappedItem,
		{ json, binary = {} }: Pick<INodeExecutionData, 'json' | 'binary'>,
		lookalikes: () => Lookalike[] = () => [],
	): NothingToSend | undefined => {
		if (isForModel || mapped.problems.length > 0) return undefined;
		const isEmpty = hasNoFields(json);
		const hasData =
			(isEmpty ? ofEmptyItem : ofItem).some(({ valueIn }) => !isNotSet(valueIn(mapped))) ||
			mapped.otherFields.some(({ value }) => !isNotSet(value));
		if (hasData) return undefined;
		if (isEmpty) {
			const [file] = Object.values(binary);
			return file ? { problems: [isFile(file)] } : { skipped: 'The item is empty.' };
		}
		if (!isMapped) return { problems: [notMapped(operation)] };
		const similar = lookalikeNames(lookalikes());
		const filled = Object.keys(json).filter(
			(name) => !isNotSet(json[name]) && !(isAutomatic && keyForName(name)),
		);
		const has = similar.length > 0 ? similar : filled.map(describeName);
		return { problems: [noValue(has, isAutomatic)] };
	};
}

/** The most common start, such as a table that was received by mail. */
function isFile({ fileName }: IBinaryData): string {
	const which = isNotSet(fileName) ? '' : ` (${describeValue(fileName)})`;
	return `This item is a file${which}, and has no fields: put n8n's node Extract From File before this one.`;
}

function notMapped({ identifier }: Operation): string {
	return `Nothing of this item is mapped: drag its fields from the input panel onto those of this node, above all the ${identifier}.`;
}

function noValue(names: string[], isAutomatic: boolean): string {
	const has =
		names.length === 0 ? 'it has no value' : `it has ${inWords(names, String, MAX_LISTED)}`;
	const leaveOut = "put n8n's node Filter before this one to leave such items out";
	return isAutomatic
		? `None of the fields that Map Automatically takes has a value in this item (${has}): rename its fields, choose Map Each Field Manually, or ${leaveOut}.`
		: `No mapped field has a value in this item (${has}): map other fields, or ${leaveOut}.`;
}

/** Where a value of the event comes from. */
interface Source {
	/** What the node's parameter holds, unevaluated. */
	raw: unknown;
	/** Whether Map Automatically takes it from the input. */
	isOfInput: boolean;
	isPersonal: boolean;
	valueIn: (item: MappedItem) => unknown;
}

function sourcesOf(
	{ fields, collection }: Operation,
	parameters: INodeParameters,
	isAutomatic: boolean,
): Source[] {
	const rawIn = (whole: unknown, name: string): unknown =>
		isExpression(whole) ? whole : (whole as INodeParameters | undefined)?.[name];
	const ofFields = Object.entries(fields).map(([key, { property, ...field }]): Source => {
		const raw = rawIn(field.inCollection ? parameters[collection.name] : parameters, property.name);
		const isShown = field.inAutoMode !== undefined || field.inCollection === true;
		const isSet = !isAutomatic || (isShown && !isBlankParameter(raw));
		return {
			raw: isSet ? raw : undefined,
			isOfInput: !isSet,
			isPersonal: field.isPersonal === true,
			valueIn: (item) => item.fields[key],
		};
	});
	const rows = parameters[extraParameters.name];
	const ofRow = (raw: unknown, row: number, name: unknown): Source => ({
		raw,
		isOfInput: false,
		isPersonal: Object.hasOwn(fields, String(name)) && fields[String(name)].isPersonal === true,
		valueIn: ({ extraParameters: values }) => values[row]?.value,
	});
	const ofRows = isExpression(rows)
		? [{ ...ofRow(rows, 0, undefined), valueIn: anyExtra }]
		: (assignmentsOf(rows) ?? []).map(({ name, value }, row) => ofRow(value, row, name));
	return [...ofFields, ...ofRows];
}

function anyExtra({ extraParameters: rows }: MappedItem): unknown {
	return rows.find(({ value }) => !isNotSet(value))?.value;
}

function looksAt(raw: unknown, place: RegExp): boolean {
	return isExpression(raw) && place.test(raw);
}

function hasNoFields(object: object): boolean {
	for (const name in object) if (Object.hasOwn(object, name)) return false;
	return true;
}
