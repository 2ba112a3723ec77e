import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * Whether the credential's "Allowed Domains", which n8n adds to each credential of this kind, let its
 * advertiser ID be sent to this host. The list is read as n8n reads it (`isDomainAllowed`, whose parameters
 * differ between its versions): `*.example.com` means subdomains only, and an empty list allows nothing.
 *
 * The choice "None" is about n8n's HTTP Request and GraphQL nodes, where n8n itself enforces it. A service's
 * own node may still use the credential, as n8n's declarative nodes do.
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
		.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one));
}

function normalize(domain: string): string {
	return domain.trim().toLowerCase().replace(/\.$/, '');
}
