import type { INodeParameters } from 'n8n-workflow';
import type { Field } from '../../nodes/Rockerbox/operations/field';
import type { Operation } from '../../nodes/Rockerbox/operations/operation';

/** A value for the field: the example that the editor shows in it. */
export function exampleOf({ property: { placeholder = '' } }: Field): string {
	return placeholder.replace(/^e\.g\. /, '');
}

/** The node's parameters with a value for every field of an operation. */
export function everyField({ option, fields, collection }: Operation): INodeParameters {
	const shown: INodeParameters = { operation: option.value };
	const collected: INodeParameters = {};
	for (const field of Object.values(fields)) {
		const place = field.inCollection ? collected : shown;
		place[field.property.name] = exampleOf(field);
	}
	return { ...shown, [collection.name]: collected };
}
