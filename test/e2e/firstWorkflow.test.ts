import { Editor, node } from '../../tools/harness/browser/editor';
import { STAND_IN_ADVERTISER_ID } from '../../tools/harness/n8n/rest';
import { demo } from './support/demo';

const ORDER = {
	email: 'jane@example.com',
	order: '1001',
	paid_at: '2024-08-07T14:30:00Z',
	total: '$1,234.50',
	gift: true,
};

/** One journey, from the canvas to the output. Each test continues where the last one ended. */
describe('a first workflow, as a user makes it in the editor', () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo());
		await editor.openNewWorkflow({
			name: 'A first workflow',
			nodes: [node('Order paid', 'n8n-nodes-base.manualTrigger', 0)],
			connections: {},
			pinData: { 'Order paid': [{ json: ORDER }] },
		});
	});

	afterAll(async () => {
		await editor.close();
	});

	test.each([
		'conversion',
		'attribution',
		'offline conversion',
		'send conversion',
		'salesforce conversion',
	])('finds the node by searching for "%s"', async (words) => {
		if (!(await editor.find('node-creator-search-bar').isVisible())) {
			await editor.find('canvas-handle-plus').first().click();
		}
		await editor.find('node-creator-search-bar').fill(words);
		await nodeInSearch().waitFor();
		await editor.screenshot(`01 search ${words}`);
	});

	test('offers both operations, and adds the node with the one chosen', async () => {
		await nodeInSearch().click();
		await editor.page.getByText('Send marketing event', { exact: true }).waitFor();
		await editor.screenshot('02 actions');
		await editor.page.getByText('Send conversion', { exact: true }).click();

		await editor.find('parameter-input-email').waitFor();
		expect(await operation()).toBe('Send Conversion');
	});

	test('says what to paste instead of an address without an ID', async () => {
		await editor.find('node-credentials-select').click();
		await editor.find('node-credentials-select-item-new').click();
		await credentialField('advertiserId').fill('MOx2ZmMwYzQzNTk');
		await editor.picture('credential', editor.find('editCredential-modal'));
		await credentialField('advertiserId').fill('https://webhooks.getrockerbox.com/webhook/data');
		await credentialField('baseUrl').fill(editor.url);
		await editor.screenshot('03 credential');
		await editor.find('credential-save-button').click();

		await editor.page.getByText('More details').click();
		await editor.page
			.getByText('is a web address without an ID. Paste the whole webhook address')
			.waitFor();
		await editor.screenshot('04 credential with a pasted address');
	});

	test('accepts a pasted address that ends in the ID', async () => {
		await credentialField('advertiserId').fill(
			`https://webhooks.getrockerbox.com/webhook/data?advertiser=${STAND_IN_ADVERTISER_ID}`,
		);
		await editor.find('credential-save-button').click();
		await editor.find('credential-edit-dialog').waitFor({ state: 'hidden' });

		await editor.find('credential-edit-button').click();
		await editor.find('credentials-config-container-test-success').waitFor();
		await editor.screenshot('05 credential accepted');
		await editor.find('editCredential-modal').getByRole('button', { name: 'Close' }).click();
		await editor.find('credential-edit-dialog').waitFor({ state: 'hidden' });
	});

	test('maps fields by dragging them', async () => {
		await editor.dragField('email', editor.find('parameter-input-email'));
		await editor.page.getByText('jane@example.com').nth(1).waitFor(); // its preview
		await editor.find('parameter-input-action').locator('input').fill('purchase');
		await editor.addFromMenu(editor.find('collection-parameter-add').first(), 'Revenue');
		await editor.dragField('total', editor.find('parameter-input-revenue'));
		await editor.dragField('paid_at', editor.find('parameter-input-timestamp'));
		await editor.find('parameter-input-timestamp').getByText('{{ $json.paid_at }}').waitFor();
		await editor.screenshot('06 mapped');

		await editor.dragField('gift', editor.find('assignment-collection-drop-area'));
		await editor.find('assignment').waitFor();
		await editor.screenshot('07 extra parameter');
	});

	test('sends the conversion and shows it in the output', async () => {
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('accepted').first().waitFor();
		await editor.screenshot('08 output');

		const shown = await editor.readOutput();
		expect(shown).toContain('"status": "accepted"');
		expect(shown).toContain('"email": "jane@example.com"');
		expect(shown).toContain('"action": "purchase"');
		expect(shown).toContain('"timestamp": "1723041000"');
		expect(shown).toContain('"revenue": "1234.50"');
		expect(shown).toContain('"gift": true');
		expect(shown).toContain('"looksRight": true');
		await editor.screenshot('09 output as JSON');
	});

	test('reads well from top to bottom', async () => {
		await editor.find('collection-parameter-add').first().scrollIntoViewIfNeeded();
		await editor.screenshot('10 panel, middle');
		await editor.find('collection-parameter-add').last().scrollIntoViewIfNeeded();
		await editor.screenshot('11 panel, end');
		await editor.find('collection-parameter-add').last().click();
		await editor.page.getByText('Allow Missing Action').waitFor();
		await editor.screenshot('12 options');
	});

	function nodeInSearch() {
		return editor.find('node-creator-item-name').filter({ hasText: 'Rockerbox' }).first();
	}

	function credentialField(name: string) {
		return editor.find(`parameter-input-${name}`).locator('input');
	}

	async function operation() {
		return await editor.find('parameter-input-operation').locator('input').inputValue();
	}
});
