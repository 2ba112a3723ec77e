import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { ROCKERBOX_URL } from '../nodes/Rockerbox/prepare/account';
import { authenticate, TEST_MARK } from '../nodes/Rockerbox/prepare/authenticate';
import { rawFieldsExpression } from '../nodes/Rockerbox/prepare/rawFields';

export class RockerboxApi implements ICredentialType {
	name = 'rockerboxApi';

	displayName = 'Rockerbox API';

	icon: Icon = {
		light: 'file:../nodes/Rockerbox/rockerbox.svg',
		dark: 'file:../nodes/Rockerbox/rockerbox.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-rockerbox/n8n-nodes-rockerbox/blob/main/docs/guide.md';

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
				"The ID of your Rockerbox account. Ask your account manager for it. You can also paste the whole webhook address from Rockerbox's Webhooks page.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: ROCKERBOX_URL,
			placeholder: `e.g. ${ROCKERBOX_URL}`,
			description:
				'Where events are sent. Change it only if Rockerbox tells you to, or to try a mapping with a stand-in for Rockerbox.',
		},
		{
			displayName:
				"Saving checks how these two are written, and sends an empty HEAD request to the Base URL to see whether a server answers. It sends neither an event nor your ID. You know that the ID is right when your first event appears on Rockerbox's Webhooks page. A code such as ENOTFOUND means that no server was reached: check the Base URL.",
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
	];

	/** A function, because n8n evaluates a declarative description anew for each request. */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => await Promise.resolve(authenticate(credential, request));

	/**
	 * Asks only whether something answers, because Rockerbox can't check an ID without recording an event.
	 * Before that, `authenticate` checks how the fields are written.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'HEAD', // changes nothing, by HTTP's own rules
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/',
			ignoreHttpStatusErrors: true, // any status counts as an answer
			disableFollowRedirect: true, // as the node doesn't follow them either
			...TEST_MARK,
		},
	};
}
