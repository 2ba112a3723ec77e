import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readAccount, type Account } from './account';
import { mapItem } from './mapping';
import type { Operation } from './operations/operation';
import { payloadBuilder, type BuiltPayload, type Payload } from './payload';
import { messageOf } from './values/value';

/** All that is needed to send an item. */
export interface Sendable {
	payload: Payload;
	account: Account;
	/** The credential that the account was read from, for n8n's HTTP helper. */
	credential: ICredentialDataDecryptedObject;
}

/** An item ready to be sent, or the reason why it can't be. */
export type Prepared = Sendable | { reason: string };

/** Prepares every item of the run; nothing is sent. */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<Prepared[]> {
	const build = payloadBuilder(operation, {
		timezone: context.getTimezone(),
		now: Date.now() / 1000,
	});
	const prepared: Prepared[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		// Per item, because a credential can hold expressions, such as one account per brand.
		const credential = await context.getCredentials('rockerboxApi', itemIndex);
		const built = buildItem(context, operation, build, itemIndex);
		prepared.push(
			'problems' in built
				? { reason: built.problems.join(' ') }
				: address(built.payload, credential),
		);
	}
	return prepared;
}

function buildItem(
	context: IExecuteFunctions,
	operation: Operation,
	build: ReturnType<typeof payloadBuilder>,
	itemIndex: number,
): BuiltPayload {
	try {
		return build(mapItem(context, operation, itemIndex));
	} catch (error) {
		const found = error instanceof Error ? error.message : String(error);
		return {
			problems: [`A field's mapping can't be read: ${found}. Open the mapping and correct it.`],
		};
	}
}

function address(payload: Payload, credential: ICredentialDataDecryptedObject): Prepared {
	try {
		return { payload, credential, account: readAccount(credential) };
	} catch (error) {
		return { reason: messageOf(error) };
	}
}
