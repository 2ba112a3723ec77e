import { setTimeout as sleep } from 'node:timers/promises';
import { EXAMPLE_BATCH, readExample } from '../n8n/example.mjs';
import { makeOrders } from '../n8n/orders.mjs';
import { inARow, rockerbox } from '../n8n/workflows.mjs';
import { purchaseOf, FakeRockerbox } from '../rockerbox/fakeRockerbox.mjs';
import { nothingLost } from '../rockerbox/tally.mjs';
import { endedAs, type Scenario } from './scenario.mjs';

const LONG_AFTER = 2000; // milliseconds

/** The Stop button in the middle of a run. */
export const stops = {
	stopAndRetry: async (n8n) => {
		const orders = makeOrders(2000);
		const conversions = orders.map(purchaseOf);
		return await FakeRockerbox.use([], async (standIn) => {
			const path = 'stop';
			const credentials = await n8n.rest.addAccount(standIn.url);
			const id = await n8n.rest.publish(inARow(path, [rockerbox(credentials)]));
			const executionId = await n8n.trigger(id, path, orders);
			await n8n.until(() => standIn.recorded >= 300);
			await n8n.rest.stop(executionId);
			const before = standIn.recorded;
			await sleep(LONG_AFTER);
			const late = standIn.recorded - before - standIn.mostAtOnce; // those were under way
			const stopped = standIn.tally(conversions);
			const { status } = await n8n.rest.ended(executionId);

			const retried = await n8n.rest.retry(executionId);
			const total = standIn.tally(conversions);
			return [
				{
					scenario: 'Stop in the middle of a run',
					tally: stopped,
					seen: status,
					deviations: [
						...endedAs('canceled', status),
						...(late > 0 ? [`${late} were sent after the stop`] : []),
						...(stopped.twice > 0 ? [`${stopped.twice} came twice`] : []),
					],
				},
				{
					// n8n forgets the work of a stopped node, and calls the retry an error, whatever it did.
					scenario: '… then Retry, which only n8n’s API offers for a stopped run',
					tally: total,
					seen: retried.status,
					deviations: nothingLost(total, stopped.reached),
				},
			];
		});
	},

	stopExample: async (n8n) => {
		const orders = makeOrders(500, 20_001); // not those of another run with the same table
		const conversions = orders.map(purchaseOf);
		return await FakeRockerbox.use([], async (standIn) => {
			const path = 'stop-example';
			const credentials = await n8n.rest.addAccount(standIn.url);
			const id = await n8n.rest.publish(await readExample(path, credentials));
			const executionId = await n8n.trigger(id, path, orders);
			await n8n.until(() => standIn.recorded >= 3 * EXAMPLE_BATCH);
			await n8n.rest.stop(executionId);
			const { status } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
			const tally = standIn.tally(conversions);
			const scenario = 'The example for large runs: Stop, then a run with the same orders';
			const deviations = [...nothingLost(tally, EXAMPLE_BATCH), ...endedAs('success', status)];
			return [{ scenario, tally, seen: status, deviations }];
		});
	},
} satisfies Record<string, Scenario>;
