import { brokenPromises, emailOf, endsOf } from '../harness/audit/audit.js';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { inARow, rockerbox } from '../harness/n8n/workflows.mjs';
import { faults } from '../harness/rockerbox/faults.js';
import { Receiver } from '../harness/rockerbox/receiver.js';

const MAX_RETRIES = 1;

/** All but a reset before the request is read, when nobody can know whose it was. */
const met = faults.filter(({ isResetUnread }) => !isResetUnread);

/** An item for each fault, which meets it always. */
export async function faultCheck(n8n: N8n): Promise<string[]> {
	const receiver = new Receiver();
	receiver.answer(({ json }) => met[indexOf(json)].answer);
	await receiver.start();
	try {
		const path = 'faults';
		const node = rockerbox(await n8n.rest.addAccount(receiver.url), {
			onError: 'continueErrorOutput',
		});
		node.parameters = { ...node.parameters, options: { maxRetries: MAX_RETRIES, timeout: 5 } };
		const id = await n8n.rest.publish(inARow(path, [node]));
		const orders = met.map((_, index) => ({
			order_id: index,
			email: emailOf(index),
			amount: 1,
			ordered_at: '',
		}));
		const { outputs } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
		const [success, error] = outputs.Rockerbox;
		const ends = endsOf({ success, error }, met.length);
		return [
			...brokenPromises(ends, receiver.ledger, MAX_RETRIES + 1),
			...ends.flatMap(({ status }, index) => {
				const { name, isAccepted } = met[index];
				const expected = isAccepted ? 'accepted' : 'failed';
				return status === expected ? [] : [`${name}: ${status}`];
			}),
		];
	} finally {
		await receiver.stop();
	}
}

function indexOf(json: unknown): number {
	return Number((json as { order_id: string }).order_id);
}
