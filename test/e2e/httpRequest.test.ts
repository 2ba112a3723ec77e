import { STAND_IN, STAND_IN_ADVERTISER_ID, type Credentials } from '../../tools/harness/n8n/rest';
import { Editor, node } from '../../tools/harness/browser/editor';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const EVENT = '{ "email": "jane@example.com", "action": "call", "timestamp": "1535147451" }';

describe("the credential in n8n's HTTP Request node", () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo());
	});

	afterAll(async () => {
		await editor.close();
	});

	const elsewhere = useReceiver();

	test('is offered as a predefined type, and addresses the request', async () => {
		await openHttpRequest({
			method: 'POST',
			url: `${editor.url}/webhook/data`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: EVENT,
		});
		await editor.page.getByText('Rockerbox API', { exact: true }).first().waitFor();
		await editor.screenshot('30 HTTP Request');

		await editor.find('node-execute-button').click();
		expect(await editor.readOutput()).toContain('"looksRight": true');
		await editor.screenshot('31 HTTP Request, sent');
	});

	test('addresses a HEAD request to its Base URL, like that of the credential’s test', async () => {
		const account = await demo().addAccount(elsewhere.url, 'MOx2ZmMw');
		const request = workflow({ method: 'HEAD', url: elsewhere.url }, account);
		const { status } = await demo().run(await demo().addWorkflow(request), 'Start');

		expect(status).toBe('success');
		expect(elsewhere.ledger.map(({ method, url }) => [method, url])).toEqual([
			['HEAD', '/?advertiser=MOx2ZmMw'],
		]);
	});

	test('sends nothing to another address, and says why', async () => {
		await openHttpRequest({ url: `${elsewhere.url}/x?y=z` });
		await editor.find('node-execute-button').click();

		const output = editor.find('output-panel');
		await output.getByText('This credential sends the Advertiser ID only to').first().waitFor();
		await editor.screenshot('32 HTTP Request, refused');
		const shown = await output.innerText();
		expect(shown).toContain(
			`this request goes to ${elsewhere.url}. Correct the URL of the request`,
		);
		expect(shown).not.toContain(STAND_IN_ADVERTISER_ID);
		expect(elsewhere.ledger).toEqual([]);
	});

	test('does not follow an answer to a next page elsewhere', async () => {
		const account = await demo().addAccount(editor.url, 'MOx2ZmMw');
		const pagination = {
			paginationMode: 'responseContainsNextURL',
			nextURL: `=${elsewhere.url}/page-2`,
			paginationCompleteWhen: 'other',
			completeExpression: '={{ $pageCount > 1 }}',
			limitPagesFetched: true,
			maxRequests: 2,
		};
		const options = { pagination: { pagination } };
		const request = workflow({ url: `${editor.url}/healthz`, options }, account);
		const { status, error } = await demo().run(await demo().addWorkflow(request), 'Start');

		expect(status).toBe('error');
		expect(error?.message).toContain(`this request goes to ${elsewhere.url}. Correct the URL`);
		expect(elsewhere.ledger).toEqual([]);
	});

	/** Opens the node with the credential of the stand-in, chosen in the editor. */
	async function openHttpRequest(parameters: object) {
		await editor.openNewWorkflow(workflow(parameters));
		await editor.openNode('HTTP Request');
		await editor.find('node-credentials-select').click();
		await editor.page.getByText(STAND_IN, { exact: true }).last().click();
	}

	function workflow(parameters: object, credentials?: Credentials) {
		const authentication = {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'rockerboxApi',
		};
		const type = 'n8n-nodes-base.httpRequest';
		return {
			name: 'By HTTP Request',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', 0),
				{
					...node('HTTP Request', type, 220, { ...authentication, ...parameters }, 4.2),
					credentials,
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
			pinData: { Start: [{ json: {} }] },
		};
	}
});
