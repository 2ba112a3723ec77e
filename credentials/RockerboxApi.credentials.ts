import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { rawFieldsExpression } from '../nodes/Rockerbox/prepare/rawFields';

/** Tested by `rockerboxApiTest` of the Rockerbox node: Rockerbox has nothing to ask without effect. */
export class RockerboxApi implements ICredentialType {
	name = 'rockerboxApi';

	displayName = 'Rockerbox API';

	icon: Icon = {
		light: 'file:../nodes/Rockerbox/rockerbox.svg',
		dark: 'file:../nodes/Rockerbox/rockerbox.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-rockerbox/n8n-nodes-rockerbox#the-credential';

	properties: INodeProperties[] = [
		// First, so that it never sees a field that n8n has evaluated already: see `rawFieldsExpression`.
		{
			displayName: 'Raw Fields',
			name: 'rawFields',
			type: 'hidden',
			default: rawFieldsExpression,
		},
		{
			displayName: 'Advertiser ID',
			name: 'advertiserId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. MOx2ZmMwYzQzNTk',
			description:
				'The ID of your Rockerbox account, which your account manager tells you. Only the ID, not a web address.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://webhooks.getrockerbox.com',
			placeholder: 'e.g. https://webhooks.getrockerbox.com',
			description:
				'Where events are sent. Change it only if Rockerbox tells you to, or to try a mapping with a stand-in for Rockerbox.',
		},
		{
			displayName:
				"The test on saving checks only how these two are written: it sends nothing to Rockerbox, and Rockerbox doesn't confirm an ID. You know that the ID is right when your first event shows on Rockerbox's Webhooks page.",
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
	];

	/** A function, because n8n evaluates what a description says anew for each request. */
	authenticate = (
		{ advertiserId }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		Promise.resolve({ ...request, qs: { ...request.qs, advertiser: advertiserId } });
}
