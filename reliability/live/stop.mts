import { setTimeout as sleep } from 'node:timers/promises';
import { purchaseOf, Rockerbox } from '../rockerbox.mjs';
import { endedAs, nothingLost, type Scenario } from '../scenario.mjs';
import { inARow, makeOrders, rockerbox } from '../workflows.mjs';

const COUNT = 2000;
const SENT_BEFORE = 300;
const ON_ITS_WAY = 100; // milliseconds: what n8n sent before it said "stopped" may still arrive
const LONG_AFTER = 2000; // milliseconds

/** The Stop button in the middle of a run. */
export const stops: Scenario[] = [
	async function stopAndRetry(n8n) {
		const orders = makeOrders(COUNT);
		const conversions = orders.map(purchaseOf);
		return await Rockerbox.use([], async (standIn) => {
			const path = 'stop';
			const credential = await n8n.addCredential(standIn.url);
			const id = await n8n.addWorkflow(inARow(path, [rockerbox(credential)]));
			const executionId = await n8n.trigger(id, path, orders);
			await n8n.until(() => standIn.recorded >= SENT_BEFORE);
			await n8n.stopExecution(executionId);
			await sleep(ON_ITS_WAY);
			const before = standIn.tally(conversions);
			await sleep(LONG_AFTER);
			const after = standIn.tally(conversions);
			const { status } = await n8n.ended(executionId);
			const late = after.reached - before.reached;

			const retried = await n8n.retry(executionId);
			const total = standIn.tally(conversions);
			return [
				{
					scenario: 'Stop in the middle of a run',
					tally: after,
					seen: status,
					deviations: [
						...endedAs('canceled', status),
						...(late > 0 ? [`${late} were sent after the stop`] : []),
						...(after.twice > 0 ? [`${after.twice} came twice`] : []),
					],
				},
				{
					scenario: 'The same, retried over the API (the editor offers no Retry for it)',
					tally: total,
					seen: retried.status,
					deviations: [...nothingLost(total, after.reached), ...endedAs('success', retried.status)],
				},
			];
		});
	},
];
