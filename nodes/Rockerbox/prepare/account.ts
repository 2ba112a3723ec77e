import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { describeValue } from '../values/describeValue';
import { InvalidValue, isNotSet, messageOf } from '../values/value';
import { unreadable } from './parameters/parameter';
import { isSameForAllItems } from './rawFields';

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
 * Gives the function that reads an item's account. A credential can hold expressions, such as one
 * account per brand, and is then read for each item; n8n takes longer for that than for a request.
 */
export function accountReader(context: IExecuteFunctions) {
	let shared: Destination | undefined;
	return async (itemIndex: number): Promise<Destination> => {
		if (shared) return shared;
		const entered = await context
			.getCredentials('rockerboxApi', itemIndex)
			.catch((error: unknown) => {
				throw unreadable('The credential', error, 'Open it and correct it.');
			});
		const account = readAccount(entered);
		const destination = { account, credential: { ...entered, ...account } };
		if (isSameForAllItems(entered)) shared = destination;
		return destination;
	};
}

/**
 * Reads the account from the credential's fields, and checks all that can be known without asking
 * Rockerbox, which would confirm nothing anyway.
 * @throws {InvalidValue} with what to do; the message never repeats the advertiser ID
 */
export function readAccount({ advertiserId, baseUrl }: ICredentialDataDecryptedObject): Account {
	return { advertiserId: readAdvertiserId(advertiserId), baseUrl: readBaseUrl(baseUrl) };
}

/** The test that n8n runs when a credential is saved or opened. It sends nothing. */
export function testAccount({ data = {} }: ICredentialsDecrypted): INodeCredentialTestResult {
	try {
		readAccount(data);
		return { status: 'OK', message: 'The Advertiser ID and the Base URL are well-formed' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}

function readAdvertiserId(value: unknown): string {
	if (isNotSet(value)) {
		throw new InvalidValue(
			'The Advertiser ID is empty. Ask your Rockerbox account manager for it, and enter it in the credential.',
		);
	}
	if (typeof value !== 'string' && !Number.isFinite(value)) {
		throw new InvalidValue(
			`The Advertiser ID is ${describeValue(value)}, where a text was expected. Correct it in the credential.`,
		);
	}
	const found = String(value);
	if (/:\/\/|advertiser=|rockerbox\.com/i.test(found)) {
		throw new InvalidValue(
			'The Advertiser ID looks like a web address. Paste only the ID: the part after "advertiser=".',
		);
	}
	if (/[\s\p{C}]/u.test(found)) {
		throw new InvalidValue(
			'The Advertiser ID contains a space, a line break or an invisible character. Paste it again without them.',
		);
	}
	return found;
}

function readBaseUrl(value: unknown): string {
	const found = typeof value === 'string' ? value.trim() : '';
	if (/[\p{C}\s\\]/u.test(found) || !URL.canParse(found)) {
		throw new InvalidValue(
			"The Base URL isn't a web address. Use https://webhooks.getrockerbox.com, unless Rockerbox gave you another.",
		);
	}
	const { protocol, hostname, username, password } = new URL(found);
	if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
		throw new InvalidValue(
			'The Base URL must begin with https://, so that nobody on the way can read the events.',
		);
	}
	if (/[?#]/.test(found) || username || password) {
		throw new InvalidValue(
			'The Base URL must end before any "?", "#" or sign-in. Use https://webhooks.getrockerbox.com, unless Rockerbox gave you another.',
		);
	}
	return found.replace(/(?<!\/)\/+$/, '').replace(/\/webhook\/data$/, ''); // as Rockerbox prints it
}

/** This machine itself: where http is safe, and where a stand-in for Rockerbox runs in tests. */
function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
