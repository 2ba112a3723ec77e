import type { N8n } from '../../harness/n8n/n8n.mjs';
import { makeOrders } from '../../harness/n8n/orders.mjs';
import { inARow, inBatches, inParallel, rockerbox } from '../../harness/n8n/workflows.mjs';
import {
	purchaseOf,
	FakeRockerbox,
	subscriptionOf,
} from '../../harness/rockerbox/fakeRockerbox.mjs';
import { exactlyOnce } from '../../harness/rockerbox/tally.mjs';
import { RETRY_ON_FAIL } from '../../harness/scenarios/retry.mjs';
import { endedAs, type ScenarioResult, type Scenario } from '../../harness/scenarios/scenario.mjs';

const COUNT = 300;
const MIDDLE = COUNT / 2;

/** Runs of the node that must not affect each other. Each has Retry On Fail on. */
export const sideBySide: Scenario[] = [
	async function twoExecutionsAtOnce(n8n) {
		// Refused at the same place in each, so that one run's memory could be mistaken for the other's.
		const lists = [makeOrders(COUNT), makeOrders(COUNT, 5001)];
		const refused = lists.map((orders) => purchaseOf(orders[MIDDLE]));
		return await FakeRockerbox.use(refused, async (standIn) => {
			const path = 'two-executions';
			const credentials = await n8n.rest.addAccount(standIn.url);
			const id = await n8n.rest.publish(inARow(path, [rockerbox(credentials, RETRY_ON_FAIL)]));
			const started = [];
			for (const orders of lists) started.push(await n8n.trigger(id, path, orders));
			const statuses: string[] = [];
			for (const one of started) statuses.push((await n8n.rest.ended(one)).status);
			const tally = standIn.tally(lists.flat().map(purchaseOf));
			const deviations = [
				...exactlyOnce(tally),
				...statuses.flatMap((status) => endedAs('success', status)),
			];
			const scenario = 'Two executions of a workflow at once; an item of each is refused once';
			return [{ scenario, tally, seen: statuses.join(', '), deviations }];
		});
	},
	async function twoNodesInARow(n8n) {
		return [await runTwoNodes(n8n, 'in a row', inARow)];
	},
	async function twoNodesInParallel(n8n) {
		return [await runTwoNodes(n8n, 'side by side', inParallel)];
	},
	async function inALoop(n8n) {
		const orders = makeOrders(30);
		const conversions = orders.map(purchaseOf);
		// At the same place in the batch before, an item was accepted.
		return await FakeRockerbox.use([conversions[15]], async (standIn) => {
			const path = 'loop';
			const credentials = await n8n.rest.addAccount(standIn.url);
			const id = await n8n.rest.publish(
				inBatches(path, 10, [rockerbox(credentials, RETRY_ON_FAIL)]),
			);
			const { status } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
			const tally = standIn.tally(conversions);
			const scenario = 'In Loop Over Items; an item of the second of three batches is refused once';
			const deviations = [...exactlyOnce(tally), ...endedAs('success', status)];
			return [{ scenario, tally, seen: status, deviations }];
		});
	},
];

async function runTwoNodes(
	n8n: N8n,
	placed: string,
	build: typeof inARow,
): Promise<ScenarioResult> {
	const orders = makeOrders(COUNT);
	const refused = [purchaseOf(orders[10]), subscriptionOf(orders[20])];
	return await FakeRockerbox.use(refused, async (standIn) => {
		const path = `two-nodes-${placed.replaceAll(' ', '-')}`;
		const credentials = await n8n.rest.addAccount(standIn.url);
		const subscribe = { name: 'Subscribe', action: 'subscribe', from: "$('Split Out').item.json" };
		const nodes = [
			rockerbox(credentials, RETRY_ON_FAIL),
			rockerbox(credentials, RETRY_ON_FAIL, subscribe),
		];
		const id = await n8n.rest.publish(build(path, nodes));
		const { status } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
		const tally = standIn.tally([...orders.map(purchaseOf), ...orders.map(subscriptionOf)]);
		const scenario = `Two Rockerbox nodes ${placed}; an item of each is refused once`;
		const deviations = [...exactlyOnce(tally), ...endedAs('success', status)];
		return { scenario, tally, seen: status, deviations };
	});
}
