import getPort from 'get-port';
import { brokenPromises, emailOf, endsOf } from '../harness/audit/audit.js';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { HOST } from '../harness/n8n/process.mjs';
import { inARow, rockerbox } from '../harness/n8n/workflows.mjs';
import { faults } from '../harness/rockerbox/faults.js';
import { Receiver } from '../harness/rockerbox/receiver.js';

const MAX_RETRIES = 1;

/** All but a reset before the request is read, because then nobody can know whose it was. */
const met = faults.filter(({ isResetUnread }) => !isResetUnread);

/** An item for each fault, which always meets it, and one for an address at which nobody listens. */
export async function faultCheck(n8n: N8n): Promise<string[]> {
	const receiver = new Receiver();
	receiver.answer(({ json }) => met[indexOf(json)].answer);
	await receiver.start();
	try {
		const path = 'faults';
		const account = await n8n.rest.addAccount('={{ $json.server }}');
		const node = rockerbox(account, { onError: 'continueErrorOutput' });
		// All at once, because one of the faults stops every item that hasn't started.
		const options = { maxRetries: MAX_RETRIES, timeout: 5, concurrency: 50 };
		node.parameters = { ...node.parameters, options };
		const id = await n8n.rest.publish(inARow(path, [node]));
		const closed = `http://${HOST}:${await getPort({ host: HOST })}`;
		const orders = [...met.map(() => receiver.url), closed].map((server, index) => ({
			order_id: index,
			email: emailOf(index),
			amount: 1,
			ordered_at: '',
			server,
		}));
		const { outputs } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
		const [success, error] = outputs.Rockerbox;
		const all = endsOf({ success, error }, orders.length);
		const ends = all.slice(0, met.length);
		const last = JSON.stringify(all[met.length]);
		return [
			...(last.includes('No connection') ? [] : [`nobody was there: ${last}`]),
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
