import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { describeValue } from '../values/describeValue';
import { parseUrl } from '../values/url';
import { InvalidValue, isNotSet } from '../values/value';
import { isAllowedDomain } from './allowedDomains';
import { unreadable } from './parameters/parameter';
import { isSameForAllItems } from './rawFields';

/** Where Rockerbox takes events: the default of the Base URL. */
export const ROCKERBOX_URL = 'https://webhooks.getrockerbox.com';

const USE_ROCKERBOX = `Use ${ROCKERBOX_URL}, unless Rockerbox gave you another.`;

const GONE =
	"The credential that this node used was deleted. Choose another one under 'Credential'.";

/** The Rockerbox account that events go to, as the credential holds it. */
export interface Account {
	advertiserId: string;
	/** Without a slash at its end. */
	baseUrl: string;
}

/** Where an event goes. */
export interface Destination {
	account: Account;
	/** The credential that the account was read from, for n8n's HTTP helper. */
	credential: ICredentialDataDecryptedObject;
}

/**
 * Returns a function that reads an item's account. A credential can hold expressions, for example to use one
 * account per brand, and is then read for each item. n8n takes longer for that than for a request, so other
 * credentials are read once. So is one with an expression only in Allowed Domains, because a restriction
 * mustn't depend on the items.
 */
export function accountReader(context: IExecuteFunctions) {
	let shared: Destination | undefined;
	return async (itemIndex: number): Promise<Destination> => {
		if (shared) return shared;
		const entered = await context
			.getCredentials('rockerboxApi', itemIndex)
			.catch((error: unknown) => {
				if (isGone(error)) throw new InvalidValue(GONE);
				throw unreadable('The credential', error, 'Open it and correct it.');
			});
		const account = readAccount(entered);
		const destination = { account, credential: { ...entered, ...account } };
		if (isSameForAllItems(entered)) shared = destination;
		return destination;
	};
}

/** Recognized by n8n's words only, because not every version gives this error a name of its own. */
function isGone(error: unknown): boolean {
	return (
		error instanceof Error &&
		/^Credential with ID .* (?:does not exist|was not found)/.test(error.message)
	);
}

/**
 * Reads the account from the credential's fields, and checks everything that can be checked without asking
 * Rockerbox, which wouldn't confirm anything.
 * @throws {InvalidValue} with what to do; the message never repeats the advertiser ID
 */
export function readAccount(credential: ICredentialDataDecryptedObject): Account {
	const { advertiserId, address = ROCKERBOX_URL } = readAdvertiserId(credential.advertiserId);
	const entered = readBaseUrl(credential.baseUrl);
	// A changed Base URL is intentional (it may be a stand-in's), so it wins over the one that was pasted with
	// the ID.
	const baseUrl = entered === ROCKERBOX_URL ? readBaseUrl(address) : entered;
	const { hostname } = new URL(baseUrl);
	if (!isAllowedDomain(credential, hostname)) {
		throw new InvalidValue(
			`The Base URL leads to ${hostname}, which isn't among the credential's Allowed Domains. Add it there, or correct the Base URL.`,
		);
	}
	return { advertiserId, baseUrl };
}

/** The ID, and the address if the ID was pasted with one. */
function readAdvertiserId(value: unknown): { advertiserId: string; address?: string } {
	if (isNotSet(value)) {
		throw new InvalidValue(
			'The Advertiser ID is empty. Ask your Rockerbox account manager for it, and enter it in the credential.',
		);
	}
	if (typeof value !== 'string' && !Number.isFinite(value)) {
		throw new InvalidValue(
			`The Advertiser ID is ${describeValue(value)}, but text was expected. Correct it in the credential.`,
		);
	}
	const pasted = String(value).trim();
	const [before, id] = pasted.split(/(?:^|[?&])advertiser=/i);
	if (!id) return { advertiserId: checkAdvertiserId(pasted) };
	const advertiserId = checkAdvertiserId(decoded(id.replace(/[&#].*/s, '')).trim());
	const [address] = before.split('?');
	if (address === '') return { advertiserId };
	return { advertiserId, address: address.includes('://') ? address : `https://${address}` };
}

/** Not decoded as a form is, because a plus sign would become a blank. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // a literal percent sign
	}
}

/** The format of an ID isn't documented, so only text that can't possibly be one is refused. */
function checkAdvertiserId(found: string): string {
	if (/:\/\/|advertiser=|rockerbox\.com/i.test(found)) {
		throw new InvalidValue(
			'The Advertiser ID is a web address without an ID. Paste the whole webhook address, which ends in "?advertiser=" and the ID, or paste only the ID.',
		);
	}
	if (/[\s\p{C}]/u.test(found)) {
		throw new InvalidValue(
			'The Advertiser ID contains a space, a line break or an invisible character. Paste it again without them.',
		);
	}
	if (/^[^@]+@[^@]+\.[a-z]{2,}$/i.test(found)) {
		throw new InvalidValue(
			'The Advertiser ID is an email address. Ask your Rockerbox account manager for the ID.',
		);
	}
	return found;
}

function readBaseUrl(value: unknown): string {
	const found = typeof value === 'string' ? value.trim() : '';
	const url = parseUrl(found);
	if (!url || /[\p{C}\s\\]/u.test(found)) {
		throw new InvalidValue(`The Base URL isn't a web address. ${USE_ROCKERBOX}`);
	}
	const { protocol, hostname, username, password } = url;
	if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
		throw new InvalidValue(
			'The Base URL must begin with https://, so that nobody else can read the events.',
		);
	}
	if (/[?#]/.test(found) || username || password) {
		throw new InvalidValue(
			`The Base URL must end before any "?", "#" or sign-in. ${USE_ROCKERBOX}`,
		);
	}
	if (hostname === 'app.rockerbox.com') {
		throw new InvalidValue(
			`The Base URL is the address of Rockerbox's pages, not of its webhook. ${USE_ROCKERBOX}`,
		);
	}
	if (hostname !== hostAsWritten(found)) {
		throw new InvalidValue(
			`The Base URL leads to another host than it shows: ${hostname}. A letter in it may only look like the right one. ${USE_ROCKERBOX}`,
		);
	}
	return found.replace(/(?<!\/)\/+$/, '').replace(/\/webhook\/data$/, ''); // as Rockerbox prints it
}

/**
 * The host as it is written. It differs from the real one if it holds letters of other scripts, `%` codes or
 * the like.
 */
function hostAsWritten(url: string): string {
	return url
		.toLowerCase()
		.replace(/^[a-z]+:\/*/, '')
		.replace(/\/.*/, '')
		.replace(/:\d*$/, '');
}

/** Whether a host is this machine itself, where http is safe and tests run their stand-in for Rockerbox. */
function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
