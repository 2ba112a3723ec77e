import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readAccount, type Account } from './account';
import { mapItem } from './mapping';
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
	const operation = findOperation(context.getNodeParameter('operation', 0));
	if (!operation) {
		return items.map(() => ({
			reason: 'The operation is none of this node. Choose one from the list.',
		}));
	}
	const now = Date.now() / 1000;
	const build = payloadBuilder(operation, { timezone: context.getTimezone(), now });

	const prepared: Prepared[] = [];
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		try {
			const built = build(mapItem(context, operation, itemIndex));
			prepared.push(
				'problems' in built
					? { reason: built.problems.join(' ') }
					: {
							...(await address(context, itemIndex)),
							payload: built.payload,
							outputKey: operation.outputKey,
						},
			);
		} catch (error) {
			prepared.push({ reason: unreadable(error) });
		}
	}
	return prepared;
}

/** Per item, because a credential can hold expressions, such as one account per brand. */
async function address(context: IExecuteFunctions, itemIndex: number) {
	const credential = await context.getCredentials('rockerboxApi', itemIndex);
	const account = readAccount(credential);
	return { account, credential: { ...credential, ...account } };
}

/** Why n8n itself couldn't read a parameter or the credential, unless the reason is our own. */
function unreadable(error: unknown): string {
	if (error instanceof InvalidValue) return error.message;
	const found = error instanceof Error ? error.message : String(error);
	return `n8n can't read a mapping or the credential: ${found}. Open it and correct it.`;
}
