import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';
import { generate } from 'selfsigned';
import { loadBuiltPackage } from '../../tools/harness/engine/engine';
import { removeFolder } from '../../tools/harness/engine/environment';
import { Receiver, type Answer } from '../../tools/harness/rockerbox/receiver';
import { testCredential } from '../support/credentialTest';
import { useReceiver } from '../support/useReceiver';

const receiver = useReceiver();
afterAll(removeFolder);

const account = () => ({ advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: receiver.url });

describe('The test of the credential', () => {
	test('is in the credential, not in the node', async () => {
		const builtPackage = await loadBuiltPackage();
		const { description, methods } = builtPackage.getNode('rockerbox').type as INodeType;

		expect(builtPackage.getCredential('rockerboxApi').type.test).toBeDefined();
		expect(description.credentials).toEqual([{ name: 'rockerboxApi', required: true }]);
		expect(methods).not.toHaveProperty('credentialTest');
	});

	test('is one HEAD request to the Base URL, with no ID and no body', async () => {
		expect(await testCredential(account())).toBeUndefined();

		const [request, ...more] = receiver.ledger;
		expect(more).toEqual([]);
		expect(request).toMatchObject({ method: 'HEAD', url: '/', body: '' });
		expect(JSON.stringify(request)).not.toContain('MOx2');
	});

	test.each([
		['with the path that Rockerbox prints', '/webhook/data', '/'],
		['with a path of its own', '/proxy/rockerbox/', '/proxy/rockerbox/'],
		['with blanks around it', '  ', '/'],
	])('is sent to a Base URL %s', async (_what, end, path) => {
		const baseUrl = receiver.url + end;

		expect(await testCredential({ ...account(), baseUrl })).toBeUndefined();
		expect(receiver.ledger.map(({ method, url }) => [method, url])).toEqual([['HEAD', path]]);
	});

	test.each<[string, (elsewhere: string) => Answer]>([
		['204', () => ({ status: 204 })],
		['301', (location) => ({ status: 301, headers: { location } })],
		['302', (location) => ({ status: 302, headers: { location } })],
		['308', (location) => ({ status: 308, headers: { location } })],
		['401, after which n8n sends other requests again', () => ({ status: 401 })],
		['403', () => ({ status: 403 })],
		['404', () => ({ status: 404 })],
		['405', () => ({ status: 405 })],
		['429', () => ({ status: 429 })],
		['500', () => ({ status: 500 })],
		['503', () => ({ status: 503 })],
	])('passes with any answer, and follows no redirect: %s', async (_status, answer) => {
		const elsewhere = new Receiver();
		await elsewhere.start();
		try {
			receiver.answer(answer(elsewhere.url));

			expect(await testCredential(account())).toBeUndefined();
			expect(receiver.ledger).toHaveLength(1);
			expect(elsewhere.ledger).toEqual([]);
		} finally {
			await elsewhere.stop();
		}
	});

	test('fails if nothing listens at the Base URL', async () => {
		const closed = new Receiver();
		await closed.start();
		const baseUrl = closed.url;
		await closed.stop();

		expect(await testCredential({ ...account(), baseUrl })).toBe('ECONNREFUSED');
	});

	test('fails if the certificate there is not trusted', async () => {
		const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
		const untrusted = new Receiver({ key, cert });
		await untrusted.start();
		try {
			const credential = { ...account(), baseUrl: untrusted.url };

			expect(await testCredential(credential)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
			expect(untrusted.ledger).toEqual([]);
		} finally {
			await untrusted.stop();
		}
	});

	test('fails if the connection breaks', async () => {
		receiver.answer({ instead: 'cut' });

		expect(await testCredential(account())).toBe('ECONNRESET');
	});

	test.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['an empty ID', { advertiserId: '' }, /^The Advertiser ID is empty/],
		['a blank ID', { advertiserId: ' \t' }, /^The Advertiser ID is empty/],
		['an ID with a space', { advertiserId: 'MOx2 ZmMw' }, /^The Advertiser ID contains a space/],
		[
			'an address without an ID',
			{ advertiserId: 'https://webhooks.getrockerbox.com/webhook/data' },
			/^The Advertiser ID is a web address without an ID/,
		],
		['an email address as ID', { advertiserId: 'me@example.com' }, /is an email address/],
		['an http address', { baseUrl: 'http://example.com' }, /^The Base URL must begin with https/],
		['an empty address', { baseUrl: '' }, /^The Base URL isn't a web address/],
		['an address without https', { baseUrl: 'webhooks.getrockerbox.com' }, /isn't a web address/],
		['a look-alike address', { baseUrl: 'https://wеbhooks.getrockerbox.com' }, /xn--wbhooks-7gg/],
		[
			'an address that the credential restricts',
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'webhooks.getrockerbox.com' },
			/^The Base URL leads to 127\.0\.0\.1, which isn't among the credential's Allowed Domains/,
		],
	])('sends nothing for %s, and says what to do', async (_what, wrong, sentence) => {
		const message = await testCredential({ ...account(), ...wrong });

		expect(message).toMatch(sentence);
		expect(message).not.toContain('MOx2');
		expect(receiver.ledger).toEqual([]);
	});

	test('passes for a credential that may not be used in HTTP Request nodes', async () => {
		const credential = { ...account(), allowedHttpRequestDomains: 'none' };

		expect(await testCredential(credential)).toBeUndefined();
	});
});
