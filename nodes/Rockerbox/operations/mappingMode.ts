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
			description: "Send the input fields whose names match Rockerbox's",
		},
		{
			name: 'Map Each Field Manually',
			value: 'manual',
			description: 'Drag or type a value for each field',
		},
	],
	default: 'manual',
	description: 'How to fill in the fields that Rockerbox receives',
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

/** What Map Automatically takes, where the user would otherwise map. */
export function autoNotice({ fields, identifier }: Operation): INodeProperties {
	const names = Object.keys(fields).join(', ');
	return {
		displayName: `Sent if the input has them: <b>${names}</b>. Case, spaces, _ and - don't matter ('Order ID' matches order_id). Other names, such as 'Contact Email', don't match: map those below. The <a href="https://help.rockerbox.com/docs/identify-calls" target="_blank">Identify pixel</a> on your website must collect the same ${identifier}.`,
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
			'Whether to send other input fields too, each under its own name. Make sure that they hold nothing private.',
	},
	include: {
		displayName: 'Input Fields to Include',
		name: 'include',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'Send all other input fields',
			},
			{
				name: 'All Except',
				value: 'except',
				description: "Send all other input fields except those in 'Fields to Exclude'",
			},
			{
				name: 'Selected',
				value: 'selected',
				description: "Send only the fields in 'Fields to Include' as well",
			},
		],
		default: 'all',
		displayOptions: { show: { includeOtherFields: [true] } },
		description: 'Which of the other input fields to send',
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
			'The input fields to send as well, separated by commas. You can drag them from the input panel.',
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
			'The input fields that must not be sent, separated by commas. You can drag them from the input panel.',
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
 * What holds a property's value while the panel doesn't show it: n8n's editor forgets the value of
 * each parameter that is in its list no more, so the user would lose a mapping by looking at the
 * other mode or operation. A notice is in the list, and the class (of the editor's component library)
 * hides it.
 */
export function kept({ displayName, name, default: initially }: INodeProperties): INodeProperties {
	return {
		displayName: `'${displayName}' is kept.`,
		name,
		type: 'notice',
		typeOptions: { containerClass: 'el-col-0' },
		default: initially,
	};
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
