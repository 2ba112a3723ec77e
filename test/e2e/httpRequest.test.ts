import { STAND_IN } from '../../tools/harness/n8n/rest';
import { Editor, node } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

describe("the credential in n8n's HTTP Request node", () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo());
	});

	afterAll(async () => {
		await editor.close();
	});

	test('is offered as a predefined type, and addresses the request', async () => {
		await editor.openNewWorkflow({
			name: 'By HTTP Request',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', 0),
				node(
					'HTTP Request',
					'n8n-nodes-base.httpRequest',
					220,
					{
						method: 'POST',
						url: `${editor.url}/webhook/data`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'rockerboxApi',
						sendBody: true,
						specifyBody: 'json',
						jsonBody:
							'{ "email": "jane@example.com", "action": "call", "timestamp": "1535147451" }',
					},
					4.2,
				),
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
			pinData: { Start: [{ json: {} }] },
		});
		await editor.find('canvas-node').filter({ hasText: 'HTTP Request' }).dblclick();
		await editor.page.getByText('Rockerbox API', { exact: true }).first().waitFor();
		await editor.find('node-credentials-select').click();
		await editor.page.getByText(STAND_IN, { exact: true }).last().click();
		await editor.screenshot('30 HTTP Request');

		await editor.find('node-execute-button').click();
		expect(await editor.readOutput()).toContain('"looksRight": true');
		await editor.screenshot('31 HTTP Request, sent');
	});
});
