import type { INodeProperties } from 'n8n-workflow';
import { dryRun, dryRunNotice } from './dryRun';
import type { Field } from './field';
import { autoNotice, kept, mappingModes, otherFields, shownIn, withShow } from './mappingMode';
import { fieldsIn, type Operation } from './operation';
import { options } from './options';
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
		description: 'The kind of event to send',
		default: 'sendConversion',
	},
	...operations.map(toolDescriptionOf),
	dryRun,
	dryRunNotice,
	...mappingModes,
	...operations.flatMap(operationProperties),
	...Object.values(otherFields).map((property) => shownIn('auto', property)),
	extraParameters,
	options,
	...Object.values(otherFields).map((property) => shownIn('manual', kept(property))),
	...operations.flatMap(keptProperties),
];

/**
 * Without this, n8n gives a model the node's description, which is the same for both operations. n8n omits
 * its own property of this name if a node has one.
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
			"What the AI model reads about this tool. Say when to use it, and which actions your Rockerbox account knows, or type the 'Action' yourself.",
	};
}

function operationProperties(operation: Operation): INodeProperties[] {
	const { identifier, collection } = operation;
	const optional = { ...collection, options: alphabetical(fieldsIn(operation, 'collection')) };
	return [
		shownIn('manual', identifyNotice(identifier)),
		shownIn('auto', autoNotice(operation)),
		...fieldsIn(operation, 'panel').flatMap(variants),
		optional,
	].map((property) => shownFor([operation], property));
}

/**
 * The same property, shown for some operations only. The slash keeps n8n's editor from dropping the
 * property's value when the operation changes.
 */
function shownFor(those: Operation[], property: INodeProperties): INodeProperties {
	return withShow(property, { '/operation': those.map(({ option }) => option.value) });
}

/**
 * Properties that keep an operation's mapping while the panel shows the other operation, or Map
 * Automatically.
 */
function keptProperties(operation: Operation): INodeProperties[] {
	const panel = fieldsIn(operation, 'panel');
	const unseen = panel.filter(({ inAutoMode }) => !inAutoMode).map(({ property }) => property);
	const own = [...panel.map(({ property }) => property), operation.collection];
	const others = operations.filter((other) => other !== operation);
	const isShared = ({ name }: INodeProperties) =>
		others.some(({ fields }) => Object.values(fields).some((one) => one.property.name === name));
	return [
		...unseen.map((property) => shownFor([operation], shownIn('auto', kept(property)))),
		...own
			.filter((property) => !isShared(property))
			.map((property) => shownFor(others, kept(property))),
	];
}

/** A field in the form of each mode that shows it. */
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
 * n8n refuses to publish a workflow in which a required parameter is empty. So a field that an option makes
 * optional is two properties with one name, and the editor shows the right one.
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
