import type { N8n } from '../n8n/n8n.mjs';
import { makeOrders } from '../n8n/orders.mjs';
import { inARow, rockerbox } from '../n8n/workflows.mjs';
import { purchaseOf, FakeRockerbox } from '../rockerbox/fakeRockerbox.mjs';
import { exactlyOnce } from '../rockerbox/tally.mjs';
import { endedAs, type ScenarioResult, type Scenario } from './scenario.mjs';

const COUNT = 300;
const MIDDLE = COUNT / 2;

export const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

/** Retry On Fail and the Retry button, with one item that is refused only the first time. */
export const retries = {
	retryOnFail: async (n8n) => {
		const scenario = 'Retry On Fail; an item in the middle is refused once';
		return [await runWithRetryOnFail(n8n, scenario, 'stopWorkflow', MIDDLE)];
	},
	retryOnFailWithErrorOutput: async (n8n) => {
		const scenario = 'Retry On Fail with the error output; the first item is refused once';
		return [await runWithRetryOnFail(n8n, scenario, 'continueErrorOutput', 0)];
	},
	retryWithOriginalWorkflow: async (n8n) => {
		return [await runAndRetry(n8n, false)];
	},
	retryWithCurrentWorkflow: async (n8n) => {
		return [await runAndRetry(n8n, true)];
	},
} satisfies Record<string, Scenario>;

async function runWithRetryOnFail(
	n8n: N8n,
	scenario: string,
	onError: string,
	refused: number,
): Promise<ScenarioResult> {
	const orders = makeOrders(COUNT);
	const conversions = orders.map(purchaseOf);
	return await FakeRockerbox.use([conversions[refused]], async (standIn) => {
		const path = `retry-on-fail-${onError}`;
		const credentials = await n8n.rest.addAccount(standIn.url);
		const workflow = inARow(path, [rockerbox(credentials, { ...RETRY_ON_FAIL, onError })]);
		const id = await n8n.rest.publish(workflow);
		const { status } = await n8n.rest.ended(await n8n.trigger(id, path, orders));
		const tally = standIn.tally(conversions);
		const deviations = [...exactlyOnce(tally), ...endedAs('success', status)];
		return { scenario, tally, seen: status, deviations };
	});
}

async function runAndRetry(n8n: N8n, withCurrentWorkflow: boolean): Promise<ScenarioResult> {
	const orders = makeOrders(COUNT);
	const conversions = orders.map(purchaseOf);
	return await FakeRockerbox.use([conversions[MIDDLE]], async (standIn) => {
		const path = `retry-${withCurrentWorkflow ? 'current' : 'original'}`;
		const credentials = await n8n.rest.addAccount(standIn.url);
		const id = await n8n.rest.publish(inARow(path, [rockerbox(credentials)]));
		const failed = await n8n.rest.ended(await n8n.trigger(id, path, orders));
		const retried = await n8n.rest.retry(failed.id, withCurrentWorkflow);
		const tally = standIn.tally(conversions);
		const which = withCurrentWorkflow ? 'currently saved' : 'original';
		return {
			scenario: `A refused item stops the run; then Retry with ${which} workflow`,
			tally,
			seen: `${failed.status}, then ${retried.status}`,
			deviations: [
				...exactlyOnce(tally),
				...endedAs('error', failed.status),
				...endedAs('success', retried.status),
			],
		};
	});
}
