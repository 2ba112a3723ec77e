import type { INodeProperties } from 'n8n-workflow';
import type { Field } from './field';
import { autoNotice, keptIn, mappingModes, otherFields, shownIn, withShow } from './mappingMode';
import { fieldsIn, type Operation } from './operation';
import { dryRunNotice, options } from './options';
import { sendConversion } from './sendConversion';
import { sendMarketingEvent } from './sendMarketingEvent';
import { extraParameters, identifyNotice } from './shared';

/** Every kind of event that the node can send, in the order of the menu. */
export const operations: Operation[] = [sendConversion, sendMarketingEvent];

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
	...operations.map(toolDescriptionOf),
	dryRunNotice,
	...mappingModes,
	...operations.flatMap(operationProperties),
	extraParameters,
	...Object.values(otherFields).map((property) => shownIn('auto', property)),
	options,
	...Object.values(otherFields).map((property) => keptIn('manual', property)),
	...operations.flatMap(keptProperties),
];

/**
 * What n8n would tell a model by itself is the node's description, the same for both operations. It
 * leaves out its own property of this name where a node has one.
 */
function toolDescriptionOf({ option, toolDescription }: Operation): INodeProperties {
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: toolDescription,
		placeholder: 'e.g. Reports a phone order to Rockerbox. Use it when the customer has paid.',
		displayOptions: { show: { '@tool': [true], operation: [option.value] } },
		description:
			'What the model is told about this tool. Add when to use it, and which actions your Rockerbox account knows.',
	};
}

function operationProperties(operation: Operation): INodeProperties[] {
	const { option, identifier, collection } = operation;
	const optional = { ...collection, options: alphabetical(fieldsIn(operation, 'collection')) };
	return [
		shownIn('manual', identifyNotice(identifier)),
		shownIn('auto', autoNotice(operation)),
		...fieldsIn(operation, 'panel').flatMap(variants),
		shownIn('manual', optional),
	].map((property) => withShow(property, { operation: [option.value] }));
}

/** What holds the mapping of an operation while Map Automatically is chosen. */
function keptProperties(operation: Operation): INodeProperties[] {
	return [
		...fieldsIn(operation, 'panel')
			.filter(({ inAutoMode }) => !inAutoMode)
			.map(({ property }) => property),
		operation.collection,
	].map((property) => withShow(keptIn('auto', property), { operation: [operation.option.value] }));
}

/** A field as each mode shows it, if it does. */
function variants(field: Field): INodeProperties[] {
	const { property, inAutoMode } = field;
	const manual = manualVariants(field).map((variant) => shownIn('manual', variant));
	if (!inAutoMode) return manual;
	return [
		...manual,
		shownIn('auto', { ...property, ...inAutoMode, default: '', required: undefined }),
	];
}

/**
 * n8n refuses to publish a workflow in which a required parameter is empty. So a field that an
 * option makes optional is two properties of one name, of which the editor shows the right one.
 */
function manualVariants({ property, optionalBy }: Field): INodeProperties[] {
	if (!optionalBy) return [property];
	const optional = { [`/options.${optionalBy}`]: [true] };
	return [
		{ ...property, displayOptions: { hide: optional } },
		{ ...property, required: undefined, displayOptions: { show: optional } },
	];
}

function alphabetical(fields: Field[]): INodeProperties[] {
	return fields
		.map(({ property }) => property)
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
}
