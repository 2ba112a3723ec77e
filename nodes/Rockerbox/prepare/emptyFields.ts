import type { INodeParameters } from 'n8n-workflow';
import type { Fields } from '../operations/field';
import type { Operation } from '../operations/operation';
import { extraParameters } from '../operations/shared';
import { describe } from '../values/describe';
import { isNotSet } from '../values/value';
import { assignmentsOf, type MappedItem } from './mapping';
import { isExpression } from './parameter';

/** A field that the user mapped, but that had no value in so many of the items. */
export interface EmptyField {
	label: string;
	items: number;
}

/**
 * Counts the items in which a mapped field came up empty: a typo in an expression gives nothing,
 * and n8n says nothing. `parameters` are the node's, with their expressions unevaluated. Where
 * fields are mapped automatically, those count that the user set or named.
 */
export function emptyFieldCounter(
	operation: Operation,
	parameters: INodeParameters,
	isAutomatic = false,
) {
	const mapped = isAutomatic
		? automaticFields(operation, parameters)
		: manualFields(operation, parameters);
	const counts = mapped.map(() => 0);
	const named = new Map<string, number>();
	return {
		count(item: MappedItem): void {
			mapped.forEach(({ valueIn }, index) => {
				if (isNotSet(valueIn(item))) counts[index]++;
			});
			for (const { name, value, isNamed } of item.otherFields) {
				if (isNamed && isNotSet(value)) named.set(name, (named.get(name) ?? 0) + 1);
			}
		},
		emptyFields(): EmptyField[] {
			return [
				...mapped.map(({ label }, index) => ({ label, items: counts[index] })),
				...Array.from(named, ([name, items]) => ({ label: describe(name), items })),
			].filter(({ items }) => items > 0);
		},
	};
}

interface MappedField {
	label: string;
	valueIn: (item: MappedItem) => unknown;
}

function manualFields({ fields, collection }: Operation, parameters: INodeParameters) {
	const collected = parameters[collection.property.name] as INodeParameters | undefined;
	return [
		...documentedFields(fields, parameters),
		...documentedFields(collection.fields, collected ?? {}),
		...extraFields(parameters),
	];
}

function automaticFields({ fields }: Operation, parameters: INodeParameters): MappedField[] {
	const shown = Object.fromEntries(
		Object.entries(fields).filter(([, { inAutoMode }]) => inAutoMode !== undefined),
	);
	return [...documentedFields(shown, parameters), ...extraFields(parameters)];
}

function extraFields(parameters: INodeParameters): MappedField[] {
	return (assignmentsOf(parameters[extraParameters.name]) ?? []).flatMap(({ name, value }, row) =>
		isExpression(value)
			? [
					{
						label: describe(name),
						valueIn: (item: MappedItem) => item.extraParameters[row]?.value,
					},
				]
			: [],
	);
}

function documentedFields(fields: Fields, parameters: INodeParameters): MappedField[] {
	return Object.entries(fields)
		.filter(([, { property }]) => isExpression(parameters[property.name]))
		.map(([key, { property }]) => ({
			label: property.displayName,
			valueIn: ({ fields: values }) => values[key],
		}));
}
