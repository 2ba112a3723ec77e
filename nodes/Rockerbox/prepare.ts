import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readAccount, type Account } from './account';
import { mapItem, wordsOf } from './mapping';
import { findOperation } from './operations';
import type { Operation } from './operations/operation';
import { payloadBuilder, type Payload } from './payload';
import { InvalidValue } from './values/value';

/** All that is needed to send an item. */
export interface Sendable {
	/** The key under which the output holds the payload. */
	outputKey: Operation['outputKey'];
	payload: Payload;
	account: Account;
	/** The credential that the account was read from, for n8n's HTTP helper. */
	credential: ICredentialDataDecryptedObject;
}

/** An item ready to be sent, or the reason why it can't be. */
export type Prepared = Sendable | { reason: string };

/**
 * Prepares every item of the run; nothing is sent. Never throws: in the continue modes of On Error,
 * n8n would take a node that throws for one whose items all succeeded.
 */
export async function prepareItems(context: IExecuteFunctions): Promise<Prepared[]> {
	const items = context.getInputData();
	const operation = readOperation(context);
	if (!operation) {
		return items.map(() => ({
			reason: 'This node has no such operation. Choose Send Conversion or Send Marketing Event.',
		}));
	}
	const now = Date.now() / 1000;
	const build = payloadBuilder(operation, { timezone: context.getTimezone(), now });

	const prepared: Prepared[] = [];
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		const built = build(mapItem(context, operation, itemIndex));
		prepared.push(
			'problems' in built
				? { reason: built.problems.join(' ') }
				: await address(context, itemIndex, built.payload, operation),
		);
	}
	return prepared;
}

/** Undefined for "Custom API Call", which n8n adds to the list, and for what n8n can't evaluate. */
function readOperation(context: IExecuteFunctions): Operation | undefined {
	try {
		return findOperation(context.getNodeParameter('operation', 0));
	} catch {
		return undefined;
	}
}

/** Per item, because a credential can hold expressions, such as one account per brand. */
async function address(
	context: IExecuteFunctions,
	itemIndex: number,
	payload: Payload,
	{ outputKey }: Operation,
): Promise<Prepared> {
	try {
		const credential = await context.getCredentials('rockerboxApi', itemIndex);
		const account = readAccount(credential);
		return { outputKey, payload, account, credential: { ...credential, ...account } };
	} catch (error) {
		const reason =
			error instanceof InvalidValue
				? error.message
				: `The credential can't be read: ${wordsOf(error)} Open it and correct it.`;
		return { reason };
	}
}
