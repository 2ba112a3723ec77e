import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { parseUrl } from '../values/url';
import { InvalidValue } from '../values/value';
import { readAccount, ROCKERBOX_URL, type Account } from './account';

const TEST_TIMEOUT_MS = 10_000; // n8n's own is five minutes, and the dialog just waits meanwhile

/**
 * Marks the request of the credential's test for `authenticate`. n8n passes on properties that it doesn't
 * know, and no field of a node can set this one, so a user's own request can't have it.
 */
export const TEST_MARK = { isCredentialTest: true };

/** A request as n8n's nodes hand it over: the HTTP Request node has its address in `uri`. */
export interface AnyRequest extends IHttpRequestOptions, Partial<typeof TEST_MARK> {
	uri?: string;
}

/**
 * Adds the advertiser ID to a request: of this node, or of n8n's HTTP Request and GraphQL nodes. There
 * users write the address, so the ID is sent to Rockerbox and to the Base URL only: whoever may use a
 * credential can't send its ID to a server of their own. Other requests are refused, because one that
 * lacks the ID would seem to work.
 *
 * The credential's test gets no ID: it only finds out whether something answers at the Base URL.
 * @throws {InvalidValue} with what to do, before anything is sent; n8n shows the message
 */
export function authenticate(
	credential: ICredentialDataDecryptedObject,
	{ isCredentialTest, ...request }: AnyRequest,
): IHttpRequestOptions {
	const { advertiserId, baseUrl, origins } = grants.get(credential) ?? grantOf(credential);
	if (isCredentialTest) {
		return { ...request, baseURL: undefined, url: `${baseUrl}/`, timeout: TEST_TIMEOUT_MS };
	}
	for (const origin of originsOf(request)) {
		if (!origins.includes(origin)) throw new InvalidValue(refusal(origin));
	}
	return { ...request, qs: { ...request.qs, advertiser: advertiserId } };
}

/** A credential's account, and the origins to which its ID may be sent. */
interface Grant extends Account {
	origins: string[];
}

/**
 * By the credential as n8n hands it over. For this node it is one object in the whole run, so it is checked
 * once, unless its fields are expressions. For n8n's own nodes it is a new one each time.
 */
const grants = new WeakMap<ICredentialDataDecryptedObject, Grant>();

function grantOf(credential: ICredentialDataDecryptedObject): Grant {
	const account = readAccount(credential);
	const grant = {
		...account,
		origins: [ROCKERBOX_URL, account.baseUrl].map((url) => new URL(url).origin),
	};
	grants.set(credential, grant);
	return grant;
}

/** All addresses of a request. n8n's versions differ in which one counts if there are two. */
function originsOf({ url, uri, baseURL }: AnyRequest): string[] {
	const addresses = uri === undefined ? [url] : url === undefined ? [uri] : [url, uri];
	return addresses.map((address) => parseUrl(address, baseURL)?.origin ?? 'an unknown address');
}

function refusal(origin: string): string {
	return `This credential sends the Advertiser ID only to ${ROCKERBOX_URL} and to its own Base URL, but this request goes to ${origin}. Correct the URL of the request, or use another credential for it.`;
}
