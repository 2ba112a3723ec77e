import { Editor } from '../harness/browser/editor.js';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { STAND_IN } from '../harness/n8n/rest.js';
import { Receiver } from '../harness/rockerbox/receiver.js';

const ORDERS = [
	{ Email: 'jane@example.com', paid_at: '2018-08-24T21:50:51Z' },
	{ Email: 'omar@example.com', paid_at: '07/08/2024' },
];

/**
 * Checks the panel in a browser: drags two fields, looks at the other mapping mode, executes the node, and
 * reads what it says about the items.
 */
export async function editorCheck(n8n: N8n): Promise<string[]> {
	const receiver = new Receiver();
	await receiver.start();
	let editor: Editor | undefined;
	try {
		await n8n.rest.addAccount(receiver.url, 'compatibility', STAND_IN);
		editor = await Editor.open(n8n.rest);
		await editor.openRockerbox({}, ORDERS);
		await editor.dragField('Email', editor.find('parameter-input-email'));
		await editor.page.waitForTimeout(1000); // n8n moves the focus to a field some time after a drop
		await editor.find('parameter-input-action').locator('input').fill('purchase');
		await editor.dragField('paid_at', editor.find('parameter-input-timestamp'));
		await editor.find('parameter-input-timestamp').getByText('{{ $json.paid_at }}').waitFor();
		await editor.page.waitForTimeout(1000); // n8n saves a dropped field a moment later
		const shown = await keptToShow(editor);
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('Timestamp was "07/08/2024"').first().waitFor();
		await output.getByText('1 of 2 items failed, so nothing was sent.').waitFor();
		return [
			...(receiver.ledger.length === 0 ? [] : [`${receiver.ledger.length} events arrived`]),
			...(shown.length === 0 ? [] : [`the other mapping mode shows ${shown.join(' ')}`]),
		];
	} finally {
		await editor?.screenshot('compatibility').catch(() => undefined); // the original error counts
		await editor?.close();
		await receiver.stop();
	}
}

/**
 * The visible parts of the notices that keep the mapping while the other mode is shown. Back in the first
 * mode, the mapping must be as before.
 */
async function keptToShow(editor: Editor): Promise<string[]> {
	const email = editor.find('parameter-input-email');
	const kept = editor.page.getByText(/^'.+' is kept\.$/);
	await editor.choose('mappingMode', 'Map Automatically');
	await email.waitFor({ state: 'detached' });
	const shown = await kept.locator('visible=true').allInnerTexts();
	await editor.choose('mappingMode', 'Map Each Field Manually');
	await email.getByText('{{ $json.Email }}').waitFor();
	return shown;
}
