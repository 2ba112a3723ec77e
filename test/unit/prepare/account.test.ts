import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readAccount } from '../../../nodes/Rockerbox/prepare/account';
import { refusalOf } from '../../support/refusal';

const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: 'https://webhooks.getrockerbox.com' };

describe('a base URL that events may go to', () => {
	test.each([
		['Rockerbox’s own', account.baseUrl, account.baseUrl],
		['with a slash at its end', 'https://webhooks.getrockerbox.com/', account.baseUrl],
		['with slashes at its end', 'https://webhooks.getrockerbox.com//', account.baseUrl],
		['with blanks around', ` ${account.baseUrl}\n`, account.baseUrl],
		['with the path that Rockerbox prints', `${account.baseUrl}/webhook/data/`, account.baseUrl],
		[
			'a proxy with a path',
			'https://proxy.example.com/rockerbox/',
			'https://proxy.example.com/rockerbox',
		],
		[
			'a proxy with a longer path',
			'https://proxy.example.com/webhook/data/rockerbox',
			'https://proxy.example.com/webhook/data/rockerbox',
		],
		['a port', 'https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
		['http on this machine', 'http://localhost:8080', 'http://localhost:8080'],
		['http on this machine, IPv4', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
		['http on this machine, another IPv4', 'http://127.10.20.30', 'http://127.10.20.30'],
		['http on this machine, IPv6', 'http://[::1]:8080', 'http://[::1]:8080'],
	])('%s', (_, baseUrl, expected) => {
		expect(readAccount({ ...account, baseUrl })).toEqual({ ...account, baseUrl: expected });
	});
});

describe('a possible advertiser ID', () => {
	test.each(['7', 'a/b+c==', 'demo_brand-1', 'ünïcode', '0'.repeat(100)])('%s', (advertiserId) => {
		expect(readAccount({ ...account, advertiserId })).toEqual({ ...account, advertiserId });
	});

	test('blanks around it are removed', () => {
		expect(readAccount({ ...account, advertiserId: ' 7\n' })).toHaveProperty('advertiserId', '7');
	});

	test('a number, from an expression, becomes text', () => {
		expect(readAccount({ ...account, advertiserId: 4711 })).toHaveProperty('advertiserId', '4711');
	});
});

describe('a pasted webhook address', () => {
	const rockerbox = account.baseUrl;
	test.each([
		['as Rockerbox prints it', `${rockerbox}/webhook/data?advertiser=a/b%2Bc==`, rockerbox],
		['with a plus sign', `${rockerbox}/webhook/data?advertiser=a/b+c==`, rockerbox],
		['with more behind it', ` ${rockerbox}/webhook/data?x=1&advertiser=a/b+c==&y=2#z `, rockerbox],
		['without https', 'webhooks.getrockerbox.com/webhook/data?advertiser=a/b+c==', rockerbox],
		['its end alone', 'advertiser=a/b+c==', rockerbox],
		['its query alone', '?advertiser=a/b+c==', rockerbox],
		[
			'of another server',
			'https://eu.example.com/webhook/data?advertiser=a/b+c==',
			'https://eu.example.com',
		],
	])('gives the ID and the base URL: %s', (_, advertiserId, baseUrl) => {
		expect(readAccount({ ...account, advertiserId })).toEqual({ advertiserId: 'a/b+c==', baseUrl });
	});

	test('gives only the ID if the Base URL was changed', () => {
		const advertiserId = `${rockerbox}/webhook/data?advertiser=7`;
		const baseUrl = 'http://localhost:5678/webhook/stand-in';
		expect(readAccount({ advertiserId, baseUrl })).toEqual({ advertiserId: '7', baseUrl });
	});
});

describe('refused', () => {
	test.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['no advertiser ID', { advertiserId: '' }, /Advertiser ID is empty/],
		['a blank advertiser ID', { advertiserId: ' \t' }, /Advertiser ID is empty/],
		['an advertiser ID that is missing', { advertiserId: undefined! }, /Advertiser ID is empty/],
		[
			'an address without an ID as the advertiser ID',
			{ advertiserId: 'https://webhooks.getrockerbox.com/webhook/data' },
			/is a web address without an ID/,
		],
		[
			'an address with an empty ID',
			{ advertiserId: 'https://webhooks.getrockerbox.com/webhook/data?advertiser=' },
			/is a web address without an ID/,
		],
		['an email address as the advertiser ID', { advertiserId: 'me@x.co' }, /is an email address/],
		[
			'a pasted address that is not encrypted',
			{ advertiserId: 'http://webhooks.getrockerbox.com/webhook/data?advertiser=XYZ' },
			/begin with https/,
		],
		['a blank within the advertiser ID', { advertiserId: 'MOx2 ZmMw' }, /contains a space/],
		['a line break in the advertiser ID', { advertiserId: 'MOx2\nMw' }, /a line break/],
		[
			'the address of Rockerbox’s pages',
			{ baseUrl: 'https://app.rockerbox.com/' },
			/not of its webhook/,
		],
		['an invisible character in it', { advertiserId: 'MOx2\u200b' }, /invisible character/],
		['half an emoji in it', { advertiserId: 'MOx2\ud83d' }, /invisible character/],
		[
			'an object as the advertiser ID, from an expression',
			{ advertiserId: { id: 'X' } },
			/^The Advertiser ID is .*, but text was expected\. Correct it/,
		],
		['no base URL', { baseUrl: '' }, /isn't a web address/],
		['a base URL that is missing', { baseUrl: undefined! }, /isn't a web address/],
		['words', { baseUrl: 'Rockerbox' }, /isn't a web address/],
		['no protocol', { baseUrl: 'webhooks.getrockerbox.com' }, /isn't a web address/],
		['http', { baseUrl: 'http://webhooks.getrockerbox.com' }, /begin with https/],
		['http on a host of this network', { baseUrl: 'http://192.168.0.5' }, /begin with https/],
		['http on a look-alike host', { baseUrl: 'http://localhost.example.com' }, /begin with https/],
		['http on a look-alike address', { baseUrl: 'http://127.0.0.1.nip.io' }, /begin with https/],
		['another protocol on this machine', { baseUrl: 'ftp://localhost' }, /begin with https/],
		['another protocol', { baseUrl: 'ftp://webhooks.getrockerbox.com' }, /begin with https/],
		['a script', { baseUrl: 'javascript:alert(1)' }, /begin with https/],
		['a query', { baseUrl: `${account.baseUrl}/webhook/data?advertiser=X` }, /end before any "\?"/],
		['an empty query', { baseUrl: `${account.baseUrl}/?` }, /end before any "\?"/],
		['a fragment', { baseUrl: `${account.baseUrl}/#top` }, /end before any/],
		['an empty fragment', { baseUrl: `${account.baseUrl}#` }, /end before any/],
		['a sign-in', { baseUrl: 'https://jane:secret@proxy.example.com' }, /sign-in/],
		['a password alone', { baseUrl: 'https://:secret@proxy.example.com' }, /sign-in/],
	])('%s', (_, wrong, expected) => {
		expect(refusalOf(() => readAccount({ ...account, ...wrong }))).toMatch(expected);
	});

	test('without ever repeating the advertiser ID', () => {
		for (const advertiserId of [
			'S3CR3T ID',
			'https://S3CR3T',
			'advertiser=S3CR3T@x.co',
			'S3CR3T@x.co',
		]) {
			expect(refusalOf(() => readAccount({ ...account, advertiserId }))).not.toContain('S3CR3T');
		}
		const refusal = refusalOf(() => readAccount({ advertiserId: 'S3CR3T', baseUrl: 'x' }));
		expect(refusal).not.toContain('S3CR3T');
	});
});

describe('a base URL whose host is not what it shows', () => {
	test.each([
		[
			'has a Cyrillic letter',
			'https://wеbhooks.getrockerbox.com',
			'xn--wbhooks-7gg.getrockerbox.com',
		],
		[
			'has it as a code',
			'https://w%D0%B5bhooks.getrockerbox.com',
			'xn--wbhooks-7gg.getrockerbox.com',
		],
		['has an umlaut', 'https://bücher.example/rockerbox', 'xn--bcher-kva.example'],
		['has other dots', 'https://webhooks。getrockerbox。com', 'webhooks.getrockerbox.com'],
		[
			'has letters of another width',
			'https://ｗebhooks.getrockerbox.com',
			'webhooks.getrockerbox.com',
		],
		['is a number', 'http://2130706433:8080', '127.0.0.1'],
		['is octal', 'http://0177.0.0.1', '127.0.0.1'],
		[
			'names its real host in its path',
			'https://bücher.example/xn--bcher-kva.example',
			'xn--bcher-kva.example',
		],
	])('is refused with its real host, if it %s', (_, baseUrl, host) => {
		expect(refusalOf(() => readAccount({ ...account, baseUrl }))).toBe(
			`The Base URL leads to another host than it shows: ${host}. A letter in it may only look like the right one. Use https://webhooks.getrockerbox.com, unless Rockerbox gave you another.`,
		);
	});

	test.each([
		'https://xn--bcher-kva.example/rockerbox',
		'https://XN--BCHER-KVA.example',
		'HTTPS://Webhooks.GetRockerbox.com',
	])('is taken when it is written as it is: %s', (baseUrl) => {
		expect(readAccount({ ...account, baseUrl })).toEqual({ ...account, baseUrl });
	});
});

describe('Allowed Domains', () => {
	test('without the host of the base URL refuse it, and name it', () => {
		const restricted = {
			...account,
			baseUrl: 'https://proxy.example.com:8443/rockerbox',
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'webhooks.getrockerbox.com',
		};
		expect(refusalOf(() => readAccount(restricted))).toBe(
			"The Base URL leads to proxy.example.com, which isn't among the credential's Allowed Domains. Add it there, or correct the Base URL.",
		);
	});

	test('with the host of the base URL change nothing', () => {
		const restricted = {
			...account,
			allowedHttpRequestDomains: 'domains',
			allowedDomains: '*.getrockerbox.com',
		};
		expect(readAccount(restricted)).toEqual(account);
	});
});
