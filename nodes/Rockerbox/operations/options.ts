import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** A number that the user can set; the editor enforces its limits, and so does the run. */
export interface NumberOption extends INodeProperties {
	default: number;
	typeOptions: { minValue: number; maxValue: number };
}

const forConversions = { show: { '/operation': ['sendConversion'] } };

/** IANA names, as this n8n's Node.js knows them; without letters such as EET, if it lists any. */
export const timezones: INodePropertyOptions[] = [
	'UTC',
	...Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/')),
].map((name) => ({ name, value: name }));

const concurrency: NumberOption = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200 },
	default: 200,
	description:
		"The most events that are on their way to Rockerbox at the same time. A run begins with 20 at most, sends more at once while that is faster, and fewer when Rockerbox can't keep up. With 1, one is sent after the other, in order.",
};

const conversionKey: INodeProperties = {
	displayName: 'Conversion Key',
	name: 'conversionKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_id',
	displayOptions: forConversions,
	description:
		'The conversion key of your Rockerbox account, exactly as entered there under Settings &gt; Conversions, such as order_id or email,date,action. Each conversion is then checked for these fields, repeats within a run are caught, and the output shows each key.',
};

const maxRetries: NumberOption = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10 },
	default: 4,
	description:
		"How many times an event is sent again when Rockerbox is busy, out of order or can't be reached. The waits in between grow from one second to half a minute, or last as long as Rockerbox asks. If it asks for more than a minute, the run stops, and each remaining item says when to run again.",
};

const onDuplicate: INodeProperties = {
	displayName: 'On Duplicate',
	name: 'onDuplicate',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'error',
			description: 'The item fails; with On Error set to Stop Workflow, nothing is sent at all',
		},
		{
			name: 'Send Anyway',
			value: 'send',
			description: 'The item is sent, and Rockerbox decides which one counts',
		},
		{
			name: 'Skip',
			value: 'skip',
			description: 'The item is not sent, and the output says why',
		},
	],
	default: 'skip',
	displayOptions: forConversions,
	description:
		'What to do with an item whose conversion key was in the same run before. Has an effect only together with Conversion Key. If Rockerbox counts repeats on different days, because Cross-Day Deduplication is off, add date to that key.',
};

const requestsPerSecond: NumberOption = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: 0,
	description:
		'The most events that one run of this node sends in a second, retries included. 0 means no limit.',
};

const timeout: NumberOption = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: 30,
	description: 'How long to wait for the answer to an event before it is sent again',
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
			'What your data calls an action, and what Rockerbox calls it, such as Closed Won and purchase. Capital letters make no difference on the left side. Other actions are sent as they are, unless you add On Unmapped Action.',
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
						description: 'What Action is in your data',
					},
					{
						displayName: 'In Rockerbox',
						name: 'to',
						type: 'string',
						default: '',
						placeholder: 'e.g. purchase',
						description: 'The name of the conversion, exactly as your Rockerbox account knows it',
					},
				],
			},
		],
	},
	allowMissingAction: {
		displayName: 'Allow Missing Action',
		name: 'allowMissingAction',
		type: 'boolean',
		default: true,
		noDataExpression: true,
		displayOptions: forConversions,
		description:
			'Whether to send conversions that have no action. Rockerbox lists the action as required, but its own subscription sample has none: ask your account manager before you use this.',
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
		],
		default: 'dayFirst',
		description:
			'How to read timestamps whose year comes last and whose month is a number, such as 07/08/2024 or 7.8.24. Without this option, they are refused.',
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
		],
		default: 'point',
		displayOptions: forConversions,
		description:
			'How Revenue is written where it is text. Without this option, amounts that can be read in two ways, such as 1,234, fail. Numbers are not affected.',
	},
	dryRun: {
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to show what would be sent, and send nothing. The output then has the exact request for each item, with the Advertiser ID masked.',
	},
	onUnmappedAction: {
		displayName: 'On Unmapped Action',
		name: 'onUnmappedAction',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'error',
				description: 'The item fails; with On Error set to Stop Workflow, nothing is sent at all',
			},
			{
				name: 'Send as It Is',
				value: 'send',
				description: 'The item is sent with the action that the input has',
			},
			{
				name: 'Skip',
				value: 'skip',
				description: 'The item is not sent, and the output says why',
			},
		],
		default: 'send',
		displayOptions: forConversions,
		description:
			'What to do with an item whose action is not in the table. Has an effect only together with Action Mapping.',
	},
	revenueInCents: {
		displayName: 'Revenue in Cents',
		name: 'revenueInCents',
		type: 'boolean',
		default: true,
		displayOptions: forConversions,
		description:
			'Whether Revenue is in the smallest unit of the currency, as Stripe and Square deliver it: 2750 is sent as 27.50. Only whole numbers are accepted. Turn it off for currencies without decimals, such as JPY and KRW: their smallest unit is the currency itself, so 2750 is already the amount.',
	},
	timezone: {
		displayName: 'Timezone Name or ID',
		name: 'timezone',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTimezones' },
		default: 'UTC',
		description:
			'The time zone of timestamps that carry none, such as 2024-08-07 14:30:00. Without this option, the workflow\'s time zone applies. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
} satisfies Record<string, INodeProperties>;

/** Above the mapping, where nobody overlooks it. */
export const dryRunNotice: INodeProperties = {
	displayName:
		'Dry run: this node sends nothing. When its output looks right, remove the option Dry Run.',
	name: 'dryRunNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '/options.dryRun': [true] } },
};

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description: 'How values are read, repeats are handled, and events are sent',
	options: [
		itemOptions.actionMapping,
		itemOptions.allowMissingAction,
		runOptions.concurrency,
		runOptions.conversionKey,
		itemOptions.dateOrder,
		itemOptions.decimalSeparator,
		itemOptions.dryRun,
		runOptions.maxRetries,
		runOptions.onDuplicate,
		itemOptions.onUnmappedAction,
		runOptions.requestsPerSecond,
		itemOptions.revenueInCents,
		runOptions.timeout,
		itemOptions.timezone,
	],
};
