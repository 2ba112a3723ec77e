import { isDomainAllowed } from 'n8n-workflow';
import { isAllowedDomain } from '../../../nodes/Rockerbox/prepare/allowedDomains';

const listing = (allowedDomains?: string) => ({
	allowedHttpRequestDomains: 'domains',
	...(allowedDomains === undefined ? {} : { allowedDomains }),
});

describe('a credential allows its ID to be sent to any host', () => {
	test.each([
		[{ allowedHttpRequestDomains: 'all' }],
		[{ allowedHttpRequestDomains: 'none' }],
		[{ allowedHttpRequestDomains: '' }],
		[{}],
	])('that holds %j', (restriction) => {
		expect(isAllowedDomain({ ...restriction, allowedDomains: 'a.com' }, 'b.com')).toBe(true);
	});
});

describe('a credential with Specific Domains', () => {
	test.each([
		['a.com', 'a.com', true],
		['b.com', 'a.com', false],
		['a.com', 'x.a.com', false],
		['x.a.com', 'a.com', false],
		['b.com, a.com', 'a.com', true],
		[' A.com. ,', 'a.com', true],
		['a.com', 'a.com.', true],
		['*.a.com', 'x.a.com', true],
		['*.a.com', 'y.x.a.com', true],
		['*.a.com', 'a.com', false],
		['*.a.com', 'xa.com', false],
		['*.', 'a.com', false],
		['*..', 'a.com', false],
		['*', 'a.com', false],
		['a.com b.com', 'a.com', false],
		['127.0.0.1', '127.0.0.1', true],
		['[::1]', '[::1]', true],
	])('"%s" reads the list for %s as n8n does', (allowedDomains, hostname, isAllowed) => {
		expect(isAllowedDomain(listing(allowedDomains), hostname)).toBe(isAllowed);
		expect(isDomainAllowed({ url: `https://${hostname}`, allowedDomains })).toBe(isAllowed);
	});

	test.each([undefined, '', ' ', ','])('allows no host with an empty list: "%s"', (list) => {
		expect(isAllowedDomain(listing(list), 'a.com')).toBe(false);
	});
});
