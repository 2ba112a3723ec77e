import type { Credentials } from '../../tools/harness/n8n/rest';
import { until } from '../../tools/harness/until';
import { readExample } from '../support/examples';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

/** A user's own workflow: an order by webhook, and the Rockerbox node. */
const OWN = {
	name: 'Orders of a user',
	path: 'orders-of-a-user',
};

describe('the example for an alert, published', () => {
	const rockerbox = useReceiver();
	const slack = useReceiver();
	const rest = demo();
	let alertId: string;
	let credentials: Credentials;

	beforeAll(async () => {
		credentials = await rest.addAccount(rockerbox.url);
		const example = readExample('alert-when-something-fails');
		const nodes = example.nodes.map((node) =>
			node.name === 'Tell Slack' ? { ...node, ...insteadOfSlack(slack.url) } : node,
		);
		alertId = await rest.publish({ ...example, nodes });
	});

	afterEach(async () => {
		for (const id of published.splice(0)) await rest.ask('POST', `/workflows/${id}/deactivate`);
	});

	afterAll(async () => {
		await rest.ask('POST', `/workflows/${alertId}/deactivate`);
	});

	test('says which workflow failed, at which node, and why', async () => {
		await publishOwn({ settings: { errorWorkflow: alertId } });
		rockerbox.answer({ status: 400 });
		await order({ id: 'PRCH-1' });

		expect(await told()).toMatch(
			/^The workflow "Orders of a user" failed at "Rockerbox": .*Rockerbox.* http\S+$/s,
		);
		expect(slack.ledger).toHaveLength(1);
	});

	test('names the orders that failed in one message, each by the ID that the node knows', async () => {
		await publishOwn({ onError: 'continueErrorOutput' });
		rockerbox.answer({ status: 400 });
		await order({ id: 'PRCH-1' }, { id: 'PRCH-2' });

		expect(await told()).toMatch(
			/^2 of the orders could not be sent to Rockerbox:\n• Rockerbox refused .+ order PRCH-1\]\n• Rockerbox refused .+ order PRCH-2\]$/,
		);
		expect(slack.ledger).toHaveLength(1);
	});

	test('says nothing if all is well', async () => {
		await publishOwn({ settings: { errorWorkflow: alertId }, onError: 'continueErrorOutput' });
		const { length } = await rest.executionsOf(alertId);
		await order({ id: 'PRCH-1' });

		await until(async () => await Promise.resolve(rockerbox.ledger.length > 0 || undefined), WAIT);
		expect(await rest.executionsOf(alertId)).toHaveLength(length);
		expect(slack.ledger).toEqual([]);
	});

	const published: string[] = [];

	async function publishOwn({ settings = {}, onError }: { settings?: object; onError?: string }) {
		const nodes = [
			own('New orders', 'n8n-nodes-base.webhook', 2.1, {
				parameters: { httpMethod: 'POST', path: OWN.path, responseMode: 'onReceived', options: {} },
				webhookId: OWN.path,
			}),
			own('Each order', 'n8n-nodes-base.splitOut', 1, {
				parameters: { fieldToSplitOut: 'body.orders', options: {} },
			}),
			own('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 1, {
				parameters: {
					email: '={{ $json.email }}',
					action: 'purchase',
					timestamp: '2024-08-07T14:30:00Z',
					additionalFields: { orderId: '={{ $json.id }}' },
					options: {},
				},
				credentials,
				onError,
			}),
			own('Alert', 'n8n-nodes-base.executeWorkflow', 1.2, {
				parameters: {
					workflowId: { __rl: true, mode: 'id', value: alertId },
					options: {},
				},
			}),
		];
		const to = (node: string) => [{ node, type: 'main', index: 0 }];
		const connections = {
			'New orders': { main: [to('Each order')] },
			'Each order': { main: [to('Rockerbox')] },
			Rockerbox: { main: [[], to('Alert')] },
		};
		published.push(
			await rest.publish({
				name: OWN.name,
				nodes,
				connections,
				settings: { executionOrder: 'v1', ...settings },
			}),
		);
	}

	async function order(...some: object[]) {
		const orders = some.map((one) => ({ email: 'jane@example.com', ...one }));
		await rest.call(`/webhook/${OWN.path}`, { orders });
	}

	async function told(): Promise<string> {
		return await until(
			async () => await Promise.resolve((slack.ledger[0]?.json as { text?: string })?.text),
			WAIT,
		);
	}
});

const WAIT = { interval: 100, timeout: 60_000, failure: 'Nothing came.' };

function own(name: string, type: string, typeVersion: number, rest: object) {
	return { id: name, name, type, typeVersion, position: [0, 0], ...rest };
}

/** Posts Slack's message to a receiver of the test instead. */
function insteadOfSlack(url: string) {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify({ text: $json.message }) }}',
			options: {},
		},
	};
}
