import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { kept } from './mappingMode';

/** A number that the user can set; the editor enforces its limits, and so does the run. */
export interface NumberOption extends INodeProperties {
	default: number;
	typeOptions: { minValue: number; maxValue: number };
}

const forConversions = { show: { '/operation': ['sendConversion'] } };

/** For an option that has no effect without another one. */
const forConversionsWith = (option: string) => ({
	show: { ...forConversions.show, [option]: [{ _cnd: { exists: true } }] },
});

/** For an option that has no effect if each run sends one event. */
const notForTools = { show: { '@tool': [false] } };

/**
 * The IANA names that this n8n's Node.js knows, without abbreviations such as EET. They are shown with
 * blanks, as in n8n's own settings, so that a search for "new york" finds them.
 */
export const timezones: INodePropertyOptions[] = [
	{ name: "The Workflow's Timezone", value: '' },
	...['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'))].map(
		(value) => ({ name: value.replaceAll('_', ' '), value }),
	),
];

const concurrency: NumberOption = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200 },
	default: 200,
	displayOptions: notForTools,
	description:
		"The most requests that are open at the same time. A run starts with up to 20, opens more while that is faster, and fewer when Rockerbox can't keep up. With 1, events are sent one by one, in order.",
};

const conversionKey: INodeProperties = {
	displayName: 'Conversion Key',
	name: 'conversionKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_id',
	displayOptions: forConversions,
	description:
		'The fields by which Rockerbox recognizes duplicates, as entered there under Settings &gt; Conversions, such as order_id or email,date,action. Items that lack one of them fail, duplicates within a run are skipped, and the output shows each key.',
};

const maxRetries: NumberOption = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10 },
	default: 4,
	description:
		'How many times to retry when Rockerbox is busy, unavailable or unreachable. The longest wait doubles from 1 second to 30; with the default of 4, the waits add up to 15 seconds at most. Rockerbox can ask for another wait; if it asks for more than a minute, the run stops, and each remaining item says when to run again.',
};

const onDuplicate: INodeProperties = {
	displayName: 'On Duplicate',
	name: 'onDuplicate',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'error',
			description: "Mark the item as failed. If 'On Error' is 'Stop Workflow', nothing is sent.",
		},
		{
			name: 'Send Anyway',
			value: 'send',
			description: 'Send the item. Rockerbox decides which one counts.',
		},
		{
			name: 'Skip',
			value: 'skip',
			description: "Don't send the item. The output says why.",
		},
	],
	default: 'skip',
	displayOptions: {
		show: { ...forConversionsWith('conversionKey').show, ...notForTools.show },
	},
	description:
		'What to do with an item whose conversion key appeared earlier in the same run. If Rockerbox counts duplicates on different days, because Cross-Day Deduplication is off, add date to the conversion key.',
};

const requestsPerSecond: NumberOption = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: 0,
	displayOptions: notForTools,
	description:
		'The most requests that one run of this node sends in a second, retries included. 0 means no limit.',
};

const timeout: NumberOption = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: 30,
	description: 'How long to wait for an answer before the event is sent again',
};

/** Those that hold for a whole run. */
export const runOptions = {
	concurrency,
	conversionKey,
	maxRetries,
	onDuplicate,
	requestsPerSecond,
	timeout,
};

/** Those that can differ from item to item. */
export const itemOptions = {
	actionMapping: {
		displayName: 'Action Mapping',
		name: 'actionMapping',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add action',
		default: {},
		displayOptions: forConversions,
		description:
			"Translates names: on the left the action in your data, on the right the conversion in Rockerbox, such as Closed Won and purchase. Upper and lower case don't matter on the left. Other actions are sent unchanged, unless you add 'On Unmapped Action'.",
		options: [
			{
				displayName: 'Actions',
				name: 'values',
				values: [
					{
						displayName: 'In Your Data',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. Closed Won',
						description: 'The action as your data has it',
					},
					{
						displayName: 'In Rockerbox',
						name: 'to',
						type: 'string',
						default: '',
						placeholder: 'e.g. purchase',
						description: 'The name of the conversion in Rockerbox, spelled exactly the same',
					},
				],
			},
		],
	},
	allowMissingAction: {
		displayName: 'Allow Missing Action',
		name: 'allowMissingAction',
		type: 'boolean',
		default: false,
		noDataExpression: true,
		displayOptions: forConversions,
		description:
			'Whether to send conversions without an action. Rockerbox lists the action as required, but its own subscription sample has none. Ask your account manager before you use this.',
	},
	dateOrder: {
		displayName: 'Date Order',
		name: 'dateOrder',
		type: 'options',
		options: [
			{
				name: 'Day First (31/12/2024)',
				value: 'dayFirst',
				description: '07/08/2024 is August 7',
			},
			{
				name: 'Month First (12/31/2024)',
				value: 'monthFirst',
				description: '07/08/2024 is July 8',
			},
			{
				name: 'Unknown',
				value: '',
				description: 'Items whose date can be read in both ways fail',
			},
		],
		default: '',
		description:
			'How to read dates whose year comes last and whose month is a number, such as 07/08/2024 or 7.8.24. Without this option, items with such a date fail.',
	},
	decimalSeparator: {
		displayName: 'Decimal Separator',
		name: 'decimalSeparator',
		type: 'options',
		options: [
			{
				name: 'Comma (1.234,50)',
				value: 'comma',
				description: 'Commas are followed by decimals, and points group thousands',
			},
			{
				name: 'Point (1,234.50)',
				value: 'point',
				description: 'Points are followed by decimals, and commas group thousands',
			},
			{
				name: 'Unknown',
				value: '',
				description: 'Items whose amount can be read in both ways fail',
			},
		],
		default: '',
		displayOptions: forConversions,
		description:
			"How 'Revenue' is written where it is text. Without this option, items with an amount that can be read in two ways, such as 1,234, fail. Numbers are not affected.",
	},
	onUnmappedAction: {
		displayName: 'On Unmapped Action',
		name: 'onUnmappedAction',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'error',
				description: "Mark the item as failed. If 'On Error' is 'Stop Workflow', nothing is sent.",
			},
			{
				name: 'Send as It Is',
				value: 'send',
				description: 'Send the item with its action unchanged',
			},
			{
				name: 'Skip',
				value: 'skip',
				description: "Don't send the item. The output says why.",
			},
		],
		default: 'send',
		displayOptions: forConversionsWith('actionMapping'),
		description: "What to do with an item whose action is not in 'Action Mapping'",
	},
	revenueInCents: {
		displayName: 'Revenue in Cents',
		name: 'revenueInCents',
		type: 'boolean',
		default: false,
		displayOptions: forConversions,
		description:
			"Whether 'Revenue' is in the smallest unit of the currency, as Stripe and Square deliver it: 2750 is sent as 27.50. Only whole numbers are accepted. Turn this off for currencies without decimals, such as JPY and KRW: their smallest unit is the currency itself, so 2750 is already the amount.",
	},
	timezone: {
		displayName: 'Timezone Name or ID',
		name: 'timezone',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTimezones' },
		default: '',
		description:
			'The time zone of dates that don\'t include one, such as 2024-08-07 14:30:00. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
} satisfies Record<string, INodeProperties>;

const all: INodeProperties[] = [
	itemOptions.actionMapping,
	itemOptions.allowMissingAction,
	runOptions.concurrency,
	runOptions.conversionKey,
	itemOptions.dateOrder,
	itemOptions.decimalSeparator,
	runOptions.maxRetries,
	runOptions.onDuplicate,
	itemOptions.onUnmappedAction,
	runOptions.requestsPerSecond,
	itemOptions.revenueInCents,
	runOptions.timeout,
	itemOptions.timezone,
];

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description: 'How values are read, duplicates are handled, and events are sent',
	options: [
		...all,
		...all.filter((option) => !isForOperation(option, 'sendMarketingEvent')).flatMap(keepers),
	],
};

/** Whether an option has an effect on the events of this operation. */
export function isForOperation({ displayOptions }: INodeProperties, operation: string): boolean {
	return displayOptions?.show?.['/operation']?.includes(operation) ?? true;
}

/**
 * Keep an option's value while the editor doesn't show the option, so that a look at the other operation
 * loses nothing. The hidden property is for n8n's workflow, which drops values that it believes not to be
 * shown, even of an option that depends on a table, because it decides that before it has read any table. The
 * notice is for the editor's panel, which removes a value once it stops showing it. No menu offers the
 * notice, because its own value is there.
 */
function keepers(option: INodeProperties): INodeProperties[] {
	const { displayName, name, default: initially } = option;
	const exists = { [name]: [{ _cnd: { exists: true as const } }] };
	return [
		{ displayName, name, type: 'hidden', default: initially },
		{
			...kept(option),
			displayOptions: { show: { ...exists }, hide: forConversions.show },
		},
	];
}
