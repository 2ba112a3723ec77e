import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import {
	authenticate,
	TEST_MARK,
	type AnyRequest,
} from '../../../nodes/Rockerbox/prepare/authenticate';
import { refusalOf } from '../../support/refusal';

const ROCKERBOX = 'https://webhooks.getrockerbox.com';
const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: ROCKERBOX };

describe('a request of a node', () => {
	test('gets the advertiser ID in addition to its own content', () => {
		const request: AnyRequest = {
			method: 'POST',
			url: `${ROCKERBOX}/webhook/data`,
			qs: { more: 'x' },
			body: { email: 'jane@example.com' },
		};
		expect(authenticate(account, request)).toEqual({
			...request,
			qs: { more: 'x', advertiser: 'MOx2ZmMwYzQzNTk' },
		});
	});

	test.each<[string, AnyRequest]>([
		['to the base URL', { url: 'http://localhost:5678/webhook/data' }],
		['to another path there', { url: 'http://localhost:5678/x' }],
		['to the base URL, in other words', { url: 'HTTP://LOCALHOST:5678' }],
		['to Rockerbox', { url: `${ROCKERBOX}/webhook/data` }],
		['to Rockerbox, with its port', { url: `${ROCKERBOX}:443/` }],
		['of the HTTP Request node', { url: undefined!, uri: `${ROCKERBOX}/webhook/data` }],
		['that begins at another URL', { url: '/webhook/data', baseURL: ROCKERBOX }],
		['that is a HEAD to the base URL', { method: 'HEAD', url: 'http://localhost:5678/' }],
	])('gets the ID if it is sent %s', (_, request) => {
		const credential = { ...account, baseUrl: 'http://localhost:5678/webhook/data' };
		expect(authenticate(credential, request).qs).toEqual({ advertiser: 'MOx2ZmMwYzQzNTk' });
	});

	test.each<[string, AnyRequest, string]>([
		['another host', { url: 'https://evil.example/x?y=z' }, 'https://evil.example'],
		[
			'a subdomain',
			{ url: `https://x.webhooks.getrockerbox.com` },
			'https://x.webhooks.getrockerbox.com',
		],
		['a look-alike', { url: `${ROCKERBOX}.evil.example` }, `${ROCKERBOX}.evil.example`],
		['a host behind a sign-in', { url: `${ROCKERBOX}@evil.example` }, 'https://evil.example'],
		['another port', { url: `${ROCKERBOX}:8443` }, `${ROCKERBOX}:8443`],
		['http', { url: 'http://webhooks.getrockerbox.com' }, 'http://webhooks.getrockerbox.com'],
		['this machine', { url: 'http://localhost:5678' }, 'http://localhost:5678'],
		['nowhere', { url: 'x' }, 'an unknown address'],
		['nowhere at all', { url: undefined! }, 'an unknown address'],
		[
			'another host by its other name',
			{ url: undefined!, uri: 'https://evil.example' },
			'https://evil.example',
		],
		['two addresses', { url: ROCKERBOX, uri: 'https://evil.example' }, 'https://evil.example'],
		[
			'two addresses, the other way round',
			{ url: 'https://evil.example', uri: ROCKERBOX },
			'https://evil.example',
		],
		[
			'a host that outdoes a base URL',
			{ url: '//evil.example', baseURL: ROCKERBOX },
			'https://evil.example',
		],
	])('is refused if it is sent to %s', (_, request, origin) => {
		const refusal = refusalOf(() => authenticate(account, request));
		expect(refusal).toBe(
			`This credential sends the Advertiser ID only to https://webhooks.getrockerbox.com and to its own Base URL, but this request goes to ${origin}. Correct the URL of the request, or use another credential for it.`,
		);
	});
});

describe('the request of the test', () => {
	const request: AnyRequest = {
		method: 'HEAD',
		url: '/',
		baseURL: ' https://proxy.example.com/rockerbox/webhook/data/ ',
		qs: {},
		timeout: 300_000,
		...TEST_MARK,
	};

	test('is sent to the base URL as the node reads it, without the advertiser ID', () => {
		const credential = { ...account, baseUrl: request.baseURL! };
		expect(authenticate(credential, request)).toEqual({
			method: 'HEAD',
			url: 'https://proxy.example.com/rockerbox/',
			qs: {},
			timeout: 10_000,
		});
	});
});

describe('no request', () => {
	test.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['without an ID', { advertiserId: '' }, /Advertiser ID is empty/],
		['with a pasted address as ID', { advertiserId: ROCKERBOX }, /is a web address without an ID/],
		['with a base URL in the clear', { baseUrl: 'http://example.com' }, /begin with https/],
		[
			'with a base URL that it restricts',
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' },
			/Allowed Domains/,
		],
	])('is sent for a credential %s', (_, wrong, expected) => {
		for (const mark of [{}, TEST_MARK]) {
			const request = { url: `${ROCKERBOX}/webhook/data`, ...mark };
			const refusal = refusalOf(() => authenticate({ ...account, ...wrong }, request));
			expect(refusal).toMatch(expected);
		}
	});
});
