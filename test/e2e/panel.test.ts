import { Editor } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

const ORDERS = [
	{ email: 'jane@example.com', paid_at: '2024-08-07T14:30:00Z' },
	{ email: 'omar@example.com', paid_at: '07/08/2024' },
	{ email: 'not an email', paid_at: '2024-08-07T14:30:00Z' },
];

describe("the node's panel", () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo());
	});

	afterAll(async () => {
		await editor.close();
	});

	test('says which items failed, why, and what to do, if the run stops, and sends nothing', async () => {
		await openNode({
			email: '={{ $json.email }}',
			action: 'purchase',
			timestamp: '={{ $json.paid_at }}',
		});
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('2 of 3 items failed, so nothing was sent').first().waitFor();
		await output.getByText('Timestamp was "07/08/2024"').waitFor();
		await output.getByText('Email was "not an email"').waitFor();
		await editor.screenshot('20 stopped');
	});

	test('shows a value that looks like markup as text, in the notice, too', async () => {
		const email = '<a href="https://evil.example" style="position:fixed;inset:0">Jane</a>';
		await editor.openRockerbox(
			{ email: '={{ $json.email }}', action: 'purchase', timestamp: '={{ $json.paid_at }}' },
			[{ email, paid_at: '2024-08-07T14:30:00Z' }],
		);
		await editor.find('node-execute-button').click();
		const words = 'Email was "‹a href="https://evil.example"';
		await editor.find('output-panel').getByText(words).first().waitFor();
		const notice = editor.page.locator('.el-notification').filter({ hasText: words });
		await notice.waitFor();
		expect(await notice.locator('a').count()).toBe(0);
		await editor.screenshot('20 markup');
	});

	test('marks the action as missing only while it is required', async () => {
		await openNode({ action: '', timestamp: '={{ $json.paid_at }}' });
		await editor.find('parameter-issues').first().waitFor();
		await editor.screenshot('21 action missing');

		await addOption('Allow Missing Action');
		expect(await editor.find('parameter-issues').count()).toBe(1);
		await editor.find('parameter-input-allowMissingAction').click();
		await editor.find('parameter-issues').waitFor({ state: 'detached' });
		await editor.screenshot('22 action may be missing');
	});

	test('offers the time zones as a list', async () => {
		await openNode({ action: 'purchase', timestamp: '={{ $json.paid_at }}' });
		await addOption('Timezone Name or ID');
		await editor.page.waitForTimeout(2000); // n8n is loading the list, and would close it afterwards
		expect(await editor.find('parameter-issues').count()).toBe(0);
		await editor.find('parameter-input-timezone').click();
		await editor.page.keyboard.type('new york');
		await editor.page.getByText('America/New York', { exact: true }).waitFor();
		await editor.screenshot('23 time zones');
	});

	test('shows for a marketing event its own fields, and reads well from top to bottom', async () => {
		await openNode({ operation: 'sendMarketingEvent' });
		await editor.find('parameter-input-userId').waitFor();
		expect(await editor.find('parameter-input-email').count()).toBe(0);
		await editor.screenshot('24 marketing event');

		await editor.find('collection-parameter-add').first().click();
		await editor.page.getByText('Ad Creative ID', { exact: true }).waitFor();
		await editor.screenshot('25 ad fields');
	});

	test('offers the optional fields of a conversion from a menu', async () => {
		await openNode({});
		await editor.find('collection-parameter-add').first().click();
		await editor.page.getByText('Conversion Source', { exact: true }).waitFor();
		await editor.screenshot('26 additional fields');
	});

	test('offers in its options how events are sent, and keeps numbers within their limits', async () => {
		await openNode({});
		await editor.find('collection-parameter-add').last().click();
		await editor.page.getByText('Requests per Second', { exact: true }).waitFor();
		await editor.screenshot('27 options, menu');
		await editor.page.keyboard.press('Escape');

		await addOption('Concurrency');
		const concurrency = editor.find('parameter-input-concurrency').locator('input');
		const enter = async (value: string) => {
			await concurrency.fill(value);
			await concurrency.press('Tab');
			return Number(await concurrency.inputValue());
		};
		expect(await enter('25')).toBe(25);
		expect(await enter('999')).toBeLessThanOrEqual(200);
		expect(await enter('0')).toBeGreaterThanOrEqual(1);
	});

	test('offers no option that would have no effect', async () => {
		await openNode({});
		expect(await offered()).toEqual([
			'Action Mapping',
			'Allow Missing Action',
			'Concurrency',
			'Conversion Key',
			'Date Order',
			'Decimal Separator',
			'Max Retries',
			'Requests per Second',
			'Revenue in Cents',
			'Timeout (Seconds)',
			'Timezone Name or ID',
		]);
		await addOption('Conversion Key');
		await editor.find('parameter-input-conversionKey').locator('input').fill('order_id');
		await editor.find('parameter-input-conversionKey').locator('input').press('Tab');
		await addOption('Action Mapping');
		expect(await offered()).toEqual(expect.arrayContaining(['On Duplicate', 'On Unmapped Action']));
		await editor.screenshot('27 options, those that depend on others');
	});

	test('changes nothing if an option is only added', async () => {
		await openNode({ email: '={{ $json.email }}', action: 'purchase', timestamp: '2024-08-07' });
		for (const option of ['Date Order', 'Decimal Separator', 'Timezone Name or ID']) {
			await addOption(option);
		}
		await editor.screenshot('27 options, added');
		expect(await editor.find('parameter-issues').count()).toBe(0);
		for (const name of ['dateOrder', 'decimalSeparator']) {
			expect(await editor.find(`parameter-input-${name}`).locator('input').inputValue()).toBe(
				'Unknown',
			);
		}
	});

	test('loses nothing after a look at the other operation', async () => {
		const mapping = {
			email: '={{ $json.email }}',
			customerId: '={{ $json.id }}',
			action: 'purchase',
			timestamp: '={{ $json.paid_at }}',
			additionalFields: { revenue: '={{ $json.total }}' },
			options: {
				conversionKey: 'email',
				onDuplicate: 'send',
				actionMapping: { values: [{ from: 'won', to: 'purchase' }] },
				onUnmappedAction: 'skip',
			},
		};
		await openNode(mapping);
		await editor.choose('operation', 'Send Marketing Event');
		await editor.find('parameter-input-userId').waitFor();
		expect(await editor.find('parameter-input-conversionKey').count()).toBe(0);
		await editor.choose('operation', 'Send Conversion');
		await editor.find('parameter-input-email').waitFor();
		for (const shown of ['{{ $json.email }}', '{{ $json.id }}', '{{ $json.total }}']) {
			await editor.find('node-parameters').getByText(shown, { exact: true }).first().waitFor();
		}
		const valueOf = async (name: string) =>
			await editor.find(`parameter-input-${name}`).locator('input').first().inputValue();
		expect(await valueOf('action')).toBe('purchase');
		expect(await valueOf('conversionKey')).toBe('email');
		expect(await valueOf('onDuplicate')).toBe('Send Anyway');
		expect(await valueOf('from')).toBe('won');
		expect(await valueOf('onUnmappedAction')).toBe('Skip');
		await editor.screenshot('27 back from the other operation');
	});

	test('shows all options together, each with its help', async () => {
		await openNode({
			options: {
				concurrency: 5,
				conversionKey: 'order_id',
				maxRetries: 4,
				onDuplicate: 'skip',
				requestsPerSecond: 20,
				timeout: 30,
			},
		});
		await editor.page.setViewportSize({ width: 1440, height: 1400 });
		await editor.find('parameter-input-timeout').scrollIntoViewIfNeeded();
		await editor.screenshot('28 options, set');
		await editor.page.setViewportSize({ width: 1440, height: 900 });
	});

	test('has a table of actions, and says what happens to all other actions', async () => {
		await openNode({
			action: '={{ $json.stage }}',
			options: {
				actionMapping: {
					values: [
						{ from: 'Closed Won', to: 'purchase' },
						{ from: 'Qualified', to: 'qualified_lead' },
					],
				},
				onUnmappedAction: 'skip',
			},
		});
		await editor.page.setViewportSize({ width: 1440, height: 1400 });
		await editor.find('parameter-input-onUnmappedAction').scrollIntoViewIfNeeded();
		await editor.screenshot('32 action mapping');
		await editor.picture(
			'action-mapping',
			editor.page.getByText('Action Mapping', { exact: true }).first(),
			editor.page.getByText('In Rockerbox', { exact: true }).last(),
			editor.find('parameter-input-from').first(),
			editor.find('parameter-input-onUnmappedAction'),
		);
		await editor.page.setViewportSize({ width: 1440, height: 900 });
	});

	test('sums up above the output, and says why a duplicate was skipped', async () => {
		await openNode(
			{
				email: '={{ $json.email }}',
				action: 'purchase',
				timestamp: '={{ $json.paid_at }}',
				customerId: '={{ $json.customer }}',
				options: { conversionKey: 'email' },
			},
			[ORDERS[0], ORDERS[0], { ...ORDERS[0], email: 'omar@example.com' }],
		);
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('2 of 3 conversions were accepted, 1 skipped (see "reason").').waitFor();
		await output.getByText('Customer ID is mapped but was empty in 3 of 3 items.').waitFor();
		await editor.screenshot('29 summed up');
		expect(await editor.readOutput()).toContain(
			'"reason": "Item 0 of this run has the same conversion key',
		);
	});

	async function openNode(parameters: object, items: object[] = ORDERS) {
		await editor.openRockerbox(parameters, items);
	}

	/** The names in the menu of options, which is closed again. */
	async function offered() {
		await editor.find('collection-parameter-add').last().click();
		await editor.page.waitForTimeout(500); // the menu unfolds
		const names = await editor
			.find('collection-parameter-option')
			.locator('visible=true')
			.allInnerTexts();
		await editor.page.keyboard.press('Escape');
		return names.map((name) => name.trim());
	}

	async function addOption(name: string) {
		await editor.addFromMenu(editor.find('collection-parameter-add').last(), name);
	}
});
