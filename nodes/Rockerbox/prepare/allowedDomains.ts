import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * Whether the credential lets its advertiser ID go to this host, as far as the user has listed hosts in
 * "Allowed Domains", which n8n adds to each credential of this kind. Read as n8n reads it
 * (`isDomainAllowed`, whose parameters differ between its versions): `*.example.com` means subdomains
 * only, and an empty list allows nothing.
 *
 * The choice "None" is about n8n's HTTP Request and GraphQL nodes, and n8n itself keeps them to it; a
 * service's own node goes on, also where n8n sends for it.
 */
export function isAllowedDomain(
	{ allowedHttpRequestDomains, allowedDomains }: ICredentialDataDecryptedObject,
	hostname: string,
): boolean {
	if (allowedHttpRequestDomains !== 'domains') return true;
	if (typeof allowedDomains !== 'string') return false;
	const host = normalize(hostname);
	return allowedDomains
		.split(',')
		.map(normalize)
		.some((one) => (one.startsWith('*.') ? isSubdomain(host, one.slice(2)) : host === one));
}

function isSubdomain(host: string, domain: string): boolean {
	return domain !== '' && host.endsWith(`.${domain}`);
}

function normalize(domain: string): string {
	return domain.trim().toLowerCase().replace(/\.$/, '');
}
