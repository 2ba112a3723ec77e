import type { INodeProperties } from 'n8n-workflow';

/** Whether the user only wants to see the requests. */
export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to test without sending. The output shows the exact request for each item, with the Advertiser ID masked.',
};

/** Above the mapping, where nobody overlooks it. */
export const dryRunNotice: INodeProperties = {
	displayName: 'Dry Run is on: nothing is sent. Switch it off when the output looks right.',
	name: 'dryRunNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { dryRun: [true] } },
};
