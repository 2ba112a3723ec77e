import type { INodeProperties } from 'n8n-workflow';
import type { Field, Fields } from './field';
import type { Operation } from './operation';
import { options } from './options';
import { sendConversion } from './sendConversion';
import { sendMarketingEvent } from './sendMarketingEvent';
import { extraParameters, identifyNotice } from './shared';

const operations: Operation[] = [sendConversion, sendMarketingEvent];

/** The operation of this name, if it is one of the node's. */
export function findOperation(name: unknown): Operation | undefined {
	return operations.find(({ option }) => option.value === name);
}

/** Everything the editor shows, from top to bottom. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operations.map(({ option }) => option),
		description: 'Which kind of event to send',
		default: 'sendConversion',
	},
	...operations.flatMap(operationProperties),
	extraParameters,
	options,
];

function operationProperties({
	option,
	identifier,
	fields,
	collection,
}: Operation): INodeProperties[] {
	const show = { operation: [option.value] };
	return [
		identifyNotice(identifier),
		...Object.values(fields).flatMap((field) => variants(field)),
		{ ...collection.property, options: alphabetical(collection.fields) },
	].map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, ...show },
		},
	}));
}

/**
 * n8n refuses to publish a workflow in which a required parameter is empty. So a field that an
 * option makes optional is two properties of one name, of which the editor shows the right one.
 */
function variants({ property, optionalBy }: Field): INodeProperties[] {
	if (!optionalBy) return [property];
	const optional = { [`/options.${optionalBy}`]: [true] };
	return [
		{ ...property, displayOptions: { hide: optional } },
		{ ...property, required: undefined, displayOptions: { show: optional } },
	];
}

function alphabetical(fields: Fields): INodeProperties[] {
	return Object.values(fields)
		.map(({ property }) => property)
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
}
