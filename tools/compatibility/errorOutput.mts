import { isDeepStrictEqual } from 'node:util';
import omit from 'lodash/omit.js';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { makeOrders } from '../harness/n8n/orders.mjs';
import { inARow, rockerbox } from '../harness/n8n/workflows.mjs';
import { Receiver } from '../harness/rockerbox/receiver.js';

const orders = makeOrders(4).map((order, index) => (index % 2 ? { ...order, email: '' } : order));
const [, SECOND, , FOURTH] = orders;

/** Half of the orders can't be sent. They must be on the Error output, with all their input. */
export async function errorOutput(n8n: N8n): Promise<string[]> {
	const receiver = new Receiver();
	await receiver.start();
	try {
		const path = 'error-output';
		const credentials = await n8n.rest.addAccount(receiver.url);
		const node = rockerbox(credentials, { onError: 'continueErrorOutput' });
		const id = await n8n.rest.publish(inARow(path, [node]));
		const { status, outputs } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
		const [accepted, failed] = outputs.Rockerbox;
		const reasons = failed.map(({ json }) => json.error);
		const inputs = failed.map(({ json }) => omit(json, 'error'));
		return [
			...(status === 'success' ? [] : [`ended as ${status}`]),
			...(accepted.every(({ json }) => json.status === 'accepted') && accepted.length === 2
				? []
				: [`the first output had ${JSON.stringify(accepted)}`]),
			...(isDeepStrictEqual(inputs, [SECOND, FOURTH])
				? []
				: [`the error output had ${JSON.stringify(failed)}`]),
			...(reasons.every((reason) => String(reason).startsWith('Email and Customer ID'))
				? []
				: [`the errors were ${JSON.stringify(reasons)}`]),
			...(receiver.ledger.length === 2 ? [] : [`${receiver.ledger.length} events arrived`]),
		];
	} finally {
		await receiver.stop();
	}
}
