import { Editor, node } from '../../tools/harness/browser/editor';
import { DataTable } from '../../tools/harness/n8n/dataTable';
import { STAND_IN } from '../../tools/harness/n8n/rest';
import { Receiver } from '../../tools/harness/rockerbox/receiver';
import { demo } from './support/demo';
import { Movie } from './support/movie';

const ROCKERBOX = 'https://webhooks.getrockerbox.com';
const ORDER = {
	email: 'jane@example.com',
	customer: 'CUST-20417',
	order_number: 'PRCH-1001',
	paid_at: '2024-08-07T14:30:00Z',
	total: '$1,234.50',
};
const CONVERSION = {
	email: '={{ $json.email }}',
	action: 'purchase',
	timestamp: '={{ $json.sold_at }}',
};
const ALERT = {
	select: 'channel',
	channelId: { __rl: true, mode: 'name', value: '#alerts' },
	text: '={{ $json.error }}',
	otherOptions: {},
};
/** How long a move of the mouse, a step and a result are shown. */
const [MOVE_MS, STEP_MS, RESULT_MS] = [60, 700, 3000];
const MAX_SECONDS = 20;

/**
 * The way from an order to an accepted conversion, as the docs show it. Each test continues where the last
 * one ended.
 */
describe('the pictures of a first conversion', () => {
	const receiver = new Receiver();
	let editor: Editor;
	let movie: Movie;
	let credentialId: string;

	beforeAll(async () => {
		await receiver.start();
		receiver.answer({ body: '' }); // Rockerbox's answers aren't documented
		const credentials = await demo().addAccount(ROCKERBOX, 'a-test', 'Rockerbox account');
		credentialId = credentials.rockerboxApi.id;
		editor = await Editor.open(demo(), { width: 1300, height: 1120 });
		const parameters = { additionalFields: { orderId: '', revenue: '' } };
		await editor.openNewWorkflow({
			name: 'A first conversion',
			nodes: [
				node('Order paid', 'n8n-nodes-base.manualTrigger', 0),
				{ ...node('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 220, parameters), credentials },
			],
			connections: { 'Order paid': { main: [[{ node: 'Rockerbox', type: 'main', index: 0 }]] } },
			pinData: { 'Order paid': [{ json: ORDER }] },
		});
		await editor.openNode('Rockerbox');
		movie = await Movie.of(editor.page);
	});

	afterAll(async () => {
		await editor.close();
		await receiver.stop();
	});

	test('show the fields of an order, dragged onto those of Rockerbox', async () => {
		await movie.show(STEP_MS);
		await editor.find('parameter-input-dryRun').click();
		await editor.page.getByText('Dry Run is on: nothing is sent.').waitFor();
		await movie.show(STEP_MS);
		await drag('email', 'email');
		await drag('customer', 'customerId');
		await editor.find('parameter-input-action').locator('input').fill('purchase');
		await movie.show(STEP_MS);
		await drag('paid_at', 'timestamp');
		await drag('order_number', 'orderId');
		await drag('total', 'revenue');
		await editor.picture('mapping-by-hand', ...editor.panels().slice(0, 2));
	});

	test('show a dry run, with the request and its time in words', async () => {
		await execute();
		await editor
			.find('output-panel')
			.getByText('Dry run: nothing was sent. 1 conversion is ready:')
			.waitFor();
		const shown = await editor.readOutput();
		await movie.show(RESULT_MS);
		await editor.picture('dry-run', ...editor.panels().slice(1));

		expect(shown).toContain(`"url": "${ROCKERBOX}/webhook/data?advertiser=***"`);
		expect(shown).toContain('"timestamp": "Aug 7, 2024, 10:30:00 AM (America/New_York)"');
		expect(shown).toContain('"revenue": "$1,234.50"');
	});

	test('show the accepted conversion, in a movie from the first drag to the end', async () => {
		await demo().ask('PATCH', `/credentials/${credentialId}`, {
			name: 'Rockerbox account',
			type: 'rockerboxApi',
			data: { advertiserId: 'a-test', baseUrl: receiver.url },
		});
		await editor.find('parameter-input-dryRun').click();
		await editor.page.getByText('Dry Run is on: nothing is sent.').waitFor({ state: 'hidden' });
		await movie.show(STEP_MS);
		await execute();
		await editor.find('output-panel').getByText('1 conversion was accepted:').waitFor();
		const shown = await editor.readOutput();
		await movie.show(RESULT_MS);
		await movie.save('first-conversion');
		const output = editor.find('output-panel');
		await editor.picture(
			'sent',
			output.locator('[data-test-id="node-hint"]'),
			output.locator('.vjs-tree-node').last(),
		);

		expect(shown).toContain('"status": "accepted"');
		expect(shown).toContain('"order_id": "PRCH-1001"');
		expect(receiver.ledger).toHaveLength(1);
		expect(movie.seconds).toBeLessThanOrEqual(MAX_SECONDS);
	});

	test('show where On Error is chosen', async () => {
		await editor.find('tab-settings').click();
		await editor.choose('onError', 'Continue (using error output)');
		await editor.picture(
			'on-error',
			editor.find('tab-settings'),
			editor.page.getByText('Always Output Data', { exact: true }),
			editor.find('parameter-input-onError'),
		);
	});

	async function drag(field: string, parameter: string) {
		await editor.dragField(field, editor.find(`parameter-input-${parameter}`), async () => {
			await movie.show(MOVE_MS);
		});
		await editor.page.waitForTimeout(500); // n8n saves a dropped field a moment later
		await movie.show(STEP_MS);
	}

	async function execute() {
		await editor.find('node-execute-button').hover();
		await movie.show(STEP_MS);
		await editor.find('node-execute-button').click();
	}
});

describe('the other pictures of the guide', () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo(), { width: 1300, height: 640 });
	});

	afterAll(async () => {
		await editor.close();
	});

	test('show an alert at the Error output', async () => {
		const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
		const alert = node('Tell the team', 'n8n-nodes-base.slack', 0, ALERT, 2.3);
		await editor.openNewWorkflow({
			name: 'Sales',
			nodes: [
				node('Sales', 'n8n-nodes-base.manualTrigger', 0),
				{
					...node('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 220, CONVERSION),
					credentials: await editor.standInCredentials(),
					onError: 'continueErrorOutput',
				},
				{
					...alert,
					position: [480, 120],
					credentials: await demo().addCredential('slackApi', { accessToken: 'a-test' }),
				},
			],
			connections: {
				Sales: { main: [to('Rockerbox')] },
				Rockerbox: { main: [[], to('Tell the team')] },
			},
		});
		await editor.page.getByText('Error', { exact: true }).first().waitFor();
		await editor.picture('error-branch', editor.find('canvas'));
	});

	test("show the stand-in's table, with what arrived", async () => {
		const path = await new DataTable(demo(), STAND_IN).page();
		await editor.page.goto(`${editor.url}${path}`);
		await editor.page.setViewportSize({ width: 1600, height: 640 });
		await editor.page.locator('.ag-cell').first().waitFor();
		await editor.picture('stand-in', editor.page.locator('.ag-root-wrapper').first());
	});
});
