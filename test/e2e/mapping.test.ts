import { Editor, windows } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

const ORDERS = [
	{
		Email: 'jane@example.com',
		'Order ID': 'PRCH-1001',
		revenue: 27.5,
		paid_at: '2024-08-07T14:30:00Z',
		staff_note: 'calls at noon',
	},
	{
		Email: 'omar@example.com',
		'Order ID': 'PRCH-1002',
		revenue: 120,
		paid_at: '07/08/2024',
		staff_note: 'prefers mail',
	},
];

/** Each step of a journey continues where the last one ended. */
describe.each(['laptop', 'desktop'] as const)('in a window as on a %s', (size) => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo(), windows[size]);
		await editor.openRockerbox({}, ORDERS);
	});

	afterAll(async () => {
		await editor.close();
	});

	test('shows four fields, and what decides about all of them, before the user asks for more', async () => {
		expect(await shownFields()).toEqual([
			'operation',
			'dryRun',
			'mappingMode',
			'email',
			'customerId',
			'action',
			'timestamp',
		]);
		await expectNothingKeptToShow();
		await editor.screenshot(`40 empty panel, ${size}`);
	});

	test('maps by dragging', async () => {
		await editor.dragField('Email', editor.find('parameter-input-email'));
		await editor.find('parameter-input-action').locator('input').fill('purchase');
		await editor.dragField('paid_at', editor.find('parameter-input-timestamp'));
		await editor.find('parameter-input-timestamp').getByText('{{ $json.paid_at }}').waitFor();
		await editor.addFromMenu(editor.find('collection-parameter-add').first(), 'Revenue');
		await editor.dragField('revenue', editor.find('parameter-input-revenue'));
		await editor.dragField('staff_note', editor.find('assignment-collection-drop-area'));
		await editor.find('assignment').waitFor();
		await editor.screenshot(`41 mapped by hand, ${size}`);
		await expectMappedByHand();
	});

	test('switches to automatic, which shows the remaining settings', async () => {
		await editor.choose('mappingMode', 'Map Automatically');
		await editor.find('parameter-input-email').waitFor({ state: 'detached' });
		expect(await shownFields()).toEqual([
			'operation',
			'dryRun',
			'mappingMode',
			'action',
			'timestamp',
			'revenue', // which the user asked for
			'includeOtherFields',
			'name', // likewise of the extra parameter
		]);
		await expectNothingKeptToShow();
		await editor.screenshot(`42 automatic, ${size}`);
	});

	test('switches back without losing what was mapped', async () => {
		await editor.choose('mappingMode', 'Map Each Field Manually');
		await editor.find('parameter-input-email').waitFor();
		await expectMappedByHand();
	});

	test('keeps it when the workflow is saved in the other mode and opened again', async () => {
		await editor.choose('mappingMode', 'Map Automatically');
		await editor.find('parameter-input-email').waitFor({ state: 'detached' });
		await editor.reopen('Rockerbox');
		await editor.choose('mappingMode', 'Map Each Field Manually');
		await editor.find('parameter-input-email').waitFor();
		await expectMappedByHand();
	});

	test('says what was found in a wrong timestamp, in which item, and what to do', async () => {
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('Timestamp was "07/08/2024"').first().waitFor();
		await output
			.getByText('July 8, 2024 (Month First) or August 7, 2024 (Day First)')
			.first()
			.waitFor();
		await output.getByText('1 of 2 items failed, so nothing was sent.').waitFor();
		const help = output.getByRole('link', { name: 'The guide explains the messages of this node' });
		expect(await help.getAttribute('href')).toMatch(/guide\.md#messages-of-the-node$/);
		await editor.screenshot(`43 wrong timestamp, ${size}`);
		if (size === 'laptop') await editor.picture('error', editor.find('output-panel'));
	});

	test('shows in a dry run the exact request, and that nothing was sent', async () => {
		await editor.openRockerbox({ mappingMode: 'auto', action: 'purchase' }, [
			{ ...ORDERS[0], timestamp: '2024-08-07T14:30:00Z' },
		]);
		if (size === 'laptop')
			await editor.picture('mapping-automatic', ...editor.panels().slice(0, 2));
		const before = await editor.arrivedEvents();
		await editor.find('parameter-input-dryRun').click();
		await editor.page.getByText('Dry Run is on: nothing is sent.').waitFor();
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('Dry run: nothing was sent. 1 conversion is ready:').waitFor();
		const shown = await editor.readOutput();
		await editor.screenshot(`44 dry run, ${size}`);
		expect(shown).toContain('"status": "dryRun"');
		expect(shown).toContain('/webhook/data?advertiser=***"');
		expect(shown).toContain('"order_id": "PRCH-1001"');
		expect(shown).toContain('"revenue": "27.50"');
		expect(shown).toContain('"readable"');
		expect(shown).toContain('"timestamp": "Aug 7, 2024, 10:30:00 AM (America/New_York)"');
		expect(shown).not.toContain('calls at noon');
		expect(await editor.arrivedEvents()).toBe(before);
	});

	test('then sends it, once Dry Run is off', async () => {
		const before = await editor.arrivedEvents();
		await editor.find('parameter-input-dryRun').click();
		await editor.page.getByText('Dry Run is on: nothing is sent.').waitFor({ state: 'hidden' });
		await editor.find('node-execute-button').click();
		await editor.find('output-panel').getByText('1 conversion was accepted:').waitFor();
		expect(await editor.readOutput()).toContain('"looksRight": true');
		expect(await editor.arrivedEvents()).toBe(before + 1);
		await editor.screenshot(`45 then live, ${size}`);
	});

	/** The fields of the panel that the user sees, without the menus from which more can be added. */
	async function shownFields() {
		const items = editor
			.find('node-parameters')
			.locator('xpath=.//*[@data-test-id="parameter-item"]')
			.and(editor.page.locator('xpath=//*[not(ancestor::*[@data-test-id="parameter-item"])]'));
		const names: string[] = [];
		for (const item of await items.all()) {
			const input = item.locator('[data-test-id^="parameter-input-"]').first();
			if (!(await item.isVisible()) || (await input.count()) === 0) continue;
			names.push((await input.getAttribute('data-test-id'))!.replace('parameter-input-', ''));
		}
		return names;
	}

	/** The keepers of the other mode's values are in the panel, and take no room there. */
	async function expectNothingKeptToShow() {
		const kept = editor.page.getByText(/^'.+' is kept\.$/);
		expect(await kept.count()).toBeGreaterThan(0);
		expect(await kept.locator('visible=true').count()).toBe(0);
	}

	async function expectMappedByHand() {
		for (const [field, value] of [
			['email', '{{ $json.Email }}'],
			['timestamp', '{{ $json.paid_at }}'],
			['revenue', '{{ $json.revenue }}'],
		]) {
			const shown = editor.find(`parameter-input-${field}`).getByText(value, { exact: true });
			await shown.first().waitFor();
		}
		expect(await editor.find('parameter-input-action').locator('input').inputValue()).toBe(
			'purchase',
		);
		expect(await editor.find('assignment').count()).toBe(1);
	}
});
