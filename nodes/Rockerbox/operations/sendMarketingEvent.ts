import { identifier } from '../values/text';
import { tidyId, tidyPersonId } from '../values/tidy';
import { optional, required } from '../values/value';
import type { Fields } from './field';
import type { Operation } from './operation';
import { timestampField, toolDescription } from './shared';

/** A marketing event, after the sample payload on Rockerbox's Webhooks page. */
const fields: Fields = {
	user_id: {
		property: {
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ce395cc1-9f1f-4fe1-a8a0-a279a8c33ab4',
			description:
				'Your ID for the person who saw or clicked the ad. It must be the one that your Identify pixel collects.',
		},
		isPersonal: true,
		tidy: tidyPersonId,
		schema: () =>
			required(identifier, "Map the person's ID, the same as the Identify pixel collects."),
	},
	timestamp: timestampField('event'),
	ad_campaignid: {
		property: {
			displayName: 'Ad Campaign ID',
			name: 'adCampaignId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1035987215',
			description: "The campaign's ID at the ad platform",
		},
		inCollection: true,
		tidy: tidyId,
		schema: () => optional(identifier),
	},
	ad_adgroupid: {
		property: {
			displayName: 'Ad Group ID',
			name: 'adAdgroupId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2358097292',
			description: "The ad group's ID at the ad platform",
		},
		inCollection: true,
		tidy: tidyId,
		schema: () => optional(identifier),
	},
	ad_creativeid: {
		property: {
			displayName: 'Ad Creative ID',
			name: 'adCreativeId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 88902099811',
			description: "The creative's ID at the ad platform",
		},
		inCollection: true,
		tidy: tidyId,
		schema: () => optional(identifier),
	},
};

export const sendMarketingEvent: Operation = {
	option: {
		name: 'Send Marketing Event',
		value: 'sendMarketingEvent',
		description: "Send an ad view or click that Rockerbox doesn't see",
		action: 'Send marketing event',
	},
	outputKey: 'event',
	toolDescription: toolDescription(
		"Reports to Rockerbox that a person saw or clicked an ad, where Rockerbox doesn't see it.",
		'one view or click',
		'The user ID must be there.',
	),
	identifier: 'user ID',
	fields,
	collection: {
		displayName: 'Ad Fields',
		name: 'adFields',
		type: 'collection',
		placeholder: 'Add ad campaign, ad group or creative',
		default: {},
		description: 'The ad that the person saw or clicked',
	},
};
