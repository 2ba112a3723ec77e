import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from './operation';

/** How the user maps: field by field, or by the names that the input's fields have anyway. */
export type MappingMode = 'manual' | 'auto';

export const mappingMode: INodeProperties = {
	displayName: 'Mapping Mode',
	name: 'mappingMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Automatically',
			value: 'auto',
			description: 'Input fields that have the names of Rockerbox fields are sent',
		},
		{
			name: 'Map Each Field Manually',
			value: 'manual',
			description: 'Set the value of each field, by dragging input fields or by typing',
		},
	],
	default: 'manual',
	description: 'How the fields that Rockerbox receives get their values',
};

/**
 * An agent's tool has no choice of the mode: its input is what the agent was given, and of a chat
 * that is a message with an `action` of its own ("sendMessage"), which doesn't name a conversion.
 */
export const mappingModes: INodeProperties[] = [
	withShow(mappingMode, { '@tool': [false] }),
	withShow(
		{
			displayName: mappingMode.displayName,
			name: mappingMode.name,
			type: 'hidden',
			default: 'manual',
		},
		{ '@tool': [true] },
	),
];

/** What Map Automatically does, and what Rockerbox needs for it, where the user would otherwise map. */
export function autoNotice({ fields, identifier }: Operation): INodeProperties {
	const names = Object.keys(fields).join(', ');
	return {
		displayName: `Input fields named ${names} are sent; capitals, spaces, _ and - make no difference ("Order ID" is order_id, but "Contact Email" is not email). Nothing else leaves, unless you add it below. Your website's <a href="https://help.rockerbox.com/docs/identify-calls" target="_blank">Identify pixel</a> must fire with the same ${identifier}. To try it without sending, add Dry Run under Options.`,
		name: 'autoNotice',
		type: 'notice',
		default: '',
	};
}

/** What else of the input is sent; worded and built as in n8n's Edit Fields. */
export const otherFields = {
	includeOtherFields: {
		displayName: 'Include Other Input Fields',
		name: 'includeOtherFields',
		type: 'boolean',
		default: false,
		description:
			'Whether to send other fields of the input as well, each under its own name. Mind what is private in them.',
	},
	include: {
		displayName: 'Input Fields to Include',
		name: 'include',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'Send all other fields of the input as well',
			},
			{
				name: 'All Except',
				value: 'except',
				description: 'Send all other fields but those listed in "Fields to Exclude"',
			},
			{
				name: 'Selected',
				value: 'selected',
				description: 'Also send the fields listed in "Fields to Include"',
			},
		],
		default: 'all',
		displayOptions: { show: { includeOtherFields: [true] } },
		description: 'How to select the input fields that are sent as well',
	},
	includeFields: {
		displayName: 'Fields to Include',
		name: 'includeFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. coupon,store_id',
		requiresDataPath: 'multiple',
		displayOptions: { show: { includeOtherFields: [true], include: ['selected'] } },
		description:
			'Comma-separated list of the input fields to send as well. You can drag them from the input panel.',
	},
	excludeFields: {
		displayName: 'Fields to Exclude',
		name: 'excludeFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. notes,staff_name',
		requiresDataPath: 'multiple',
		displayOptions: { show: { includeOtherFields: [true], include: ['except'] } },
		description:
			'Comma-separated list of the input fields that must not be sent. You can drag them from the input panel.',
	},
} satisfies Record<string, INodeProperties>;

/**
 * The same property, shown in one mode only. The slash keeps n8n's editor from dropping the
 * property's value when the mode changes.
 */
export function shownIn(mode: MappingMode, property: INodeProperties): INodeProperties {
	return withShow(property, { '/mappingMode': [mode] });
}

/**
 * What holds a property's value in the mode that doesn't show it: n8n's editor forgets the value of
 * each parameter that is in its list no more, so the user would lose a mapping by looking at the
 * other mode. A notice is in the list, and the class (of the editor's component library) hides it.
 */
export function keptIn(
	mode: MappingMode,
	{ displayName, name, default: initially }: INodeProperties,
): INodeProperties {
	return shownIn(mode, {
		displayName: `${displayName} is kept for the other mapping mode.`,
		name,
		type: 'notice',
		typeOptions: { containerClass: 'el-col-0' },
		default: initially,
	});
}

/** The same property, shown only if this holds besides what it asks for itself. */
export function withShow(
	property: INodeProperties,
	show: NonNullable<INodeProperties['displayOptions']>['show'],
): INodeProperties {
	const { displayOptions } = property;
	return {
		...property,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, ...show } },
	};
}
