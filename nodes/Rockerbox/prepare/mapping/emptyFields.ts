import type { INodeParameters } from 'n8n-workflow';
import type { Operation } from '../../operations/operation';
import { extraParameters } from '../../operations/shared';
import type { Remark } from '../../remark';
import { describeValue } from '../../values/describeValue';
import { counted, inDigits, inWords } from '../../values/inWords';
import { isNotSet } from '../../values/value';
import { isBlankParameter, isExpression } from '../parameters/parameter';
import { assignmentsOf } from './extraRows';
import type { MappedItem } from './mappedItem';

/**
 * Counts the items in which a mapped field was empty, because n8n doesn't report a typo in an expression,
 * which then gives nothing. `parameters` are the node's, with their expressions unevaluated. If fields are
 * mapped automatically, only those count that the user set or named.
 */
export function emptyFieldCounter(
	operation: Operation,
	parameters: INodeParameters,
	isAutomatic = false,
) {
	const mapped = [
		...documentedFields(operation, parameters, isAutomatic),
		...extraFields(parameters),
	];
	const counts = mapped.map(() => 0);
	const named = new Map<string, number>();
	let items = 0;
	return {
		/** Call it for each item that can be sent. */
		count(item: MappedItem): void {
			items++;
			mapped.forEach(({ valueIn }, index) => {
				if (isNotSet(valueIn(item))) counts[index]++;
			});
			for (const { name, value, isNamed } of item.otherFields) {
				if (isNamed && isNotSet(value)) named.set(name, (named.get(name) ?? 0) + 1);
			}
		},
		/** What to tell the user about a run of `total` items. */
		remarks(total: number): Remark[] {
			const empty = [
				...mapped.map(({ label }, index) => ({ label, items: counts[index] })),
				...Array.from(named, ([name, items]) => ({ label: describeValue(name), items })),
			].filter((field) => field.items > 0);
			if (empty.length === 0) return [];
			const of =
				items < total ? `${counted(items, 'item')} that can be sent` : counted(items, 'item');
			return [{ topic: 'emptyFields', sentence: inOne(empty, of) }];
		},
	};
}

/** Not if the expression was emptied. */
function isMapped(raw: unknown): boolean {
	return isExpression(raw) && !isBlankParameter(raw);
}

/** A field that the user mapped, and the number of items in which it was empty. */
interface EmptyField {
	label: string;
	items: number;
}

/** All of them in one sentence, the most often empty first. */
function inOne(empty: EmptyField[], of: string): string {
	const [first, ...others] = [...empty].sort((a, b) => b.items - a.items);
	const firstItems = `${inDigits(first.items)} of ${of}`;
	if (others.length === 0) return `${first.label} is mapped but was empty in ${firstItems}.`;
	const listed = [
		`${first.label} (${firstItems})`,
		...others.map(({ label, items }) => `${label} (${inDigits(items)})`),
	];
	return `${inWords(listed, String)} are mapped but were empty.`;
}

interface MappedField {
	label: string;
	valueIn: (item: MappedItem) => unknown;
}

function extraFields(parameters: INodeParameters): MappedField[] {
	return (assignmentsOf(parameters[extraParameters.name]) ?? []).flatMap(({ name, value }, row) =>
		isMapped(value)
			? [
					{
						label: describeValue(name),
						valueIn: (item: MappedItem) => item.extraParameters[row]?.value,
					},
				]
			: [],
	);
}

/** The documented fields that hold an expression where this mode shows them. */
function documentedFields(
	{ fields, collection }: Operation,
	parameters: INodeParameters,
	isAutomatic: boolean,
): MappedField[] {
	const collected = parameters[collection.name] as INodeParameters | undefined;
	return Object.entries(fields)
		.filter(([, { inAutoMode, inCollection }]) => !isAutomatic || inAutoMode || inCollection)
		.filter(([, { property, inCollection }]) =>
			isMapped((inCollection ? collected : parameters)?.[property.name]),
		)
		.map(([key, { property }]) => ({
			label: property.displayName,
			valueIn: ({ fields: values }) => values[key],
		}));
}
