import { Editor, node, windows } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

/**
 * One journey, from an agent's canvas to the panel of its tool. Each test continues where the last one ended.
 */
describe.each(['laptop', 'desktop'] as const)(
	'the node as a tool, as a user adds it to an AI Agent, in a window as on a %s',
	(size) => {
		let editor: Editor;

		beforeAll(async () => {
			editor = await Editor.open(demo(), windows[size]);
			await editor.openNewWorkflow({
				name: 'An agent',
				nodes: [
					node('Chat', '@n8n/n8n-nodes-langchain.chatTrigger', 0, {}, 1.1),
					node('AI Agent', '@n8n/n8n-nodes-langchain.agent', 220, {}, 3.1),
				],
				connections: { Chat: { main: [[{ node: 'AI Agent', type: 'main', index: 0 }]] } },
			});
		});

		afterAll(async () => {
			await editor.close();
		});

		test("is found from the agent's list of tools", async () => {
			// Until it has loaded all nodes, the editor opens a different list.
			await editor.page.waitForLoadState('networkidle');
			await editor.page
				.locator('[data-handleid="inputs/ai_tool/0"] [data-test-id="canvas-handle-plus"]')
				.click();
			await editor.find('node-creator-search-bar').fill('Rockerbox');
			await editor.find('node-creator-item-name').filter({ hasText: 'Rockerbox Tool' }).waitFor();
			await editor.screenshot('50 search for the tool');
		});

		test('shows the description for the model, and no choice of a mapping mode', async () => {
			await editor.find('node-creator-item-name').filter({ hasText: 'Rockerbox Tool' }).click();
			await editor.find('parameter-input-email').waitFor();
			await editor.screenshot('51 tool added');

			expect(await description()).toContain('a conversion that happened off the website');
			expect(await editor.find('parameter-input-mappingMode').count()).toBe(0);
		});

		test('lets the model fill the fields, and then reports nothing missing', async () => {
			for (const name of ['email', 'customerId', 'timestamp']) await letModelFill(name);
			await editor.find('parameter-input-action').locator('input').fill('phone_order');
			await editor.addFromMenu(editor.find('collection-parameter-add').first(), 'Revenue');
			await letModelFill('revenue');
			await editor.screenshot('52 filled by the model');
			if (size === 'laptop') await editor.picture('ai-tool', editor.find('node-parameters'));
			expect(await editor.find('parameter-issues').count()).toBe(0);

			await editor.page.keyboard.press('Escape');
			await editor.find('node-parameters').waitFor({ state: 'hidden' });
			await editor.screenshot('53 tool on the canvas');
			expect(await issues('AI Agent')).toBe(1); // it has no model
			expect(await issues('Rockerbox')).toBe(0);
		});

		test('describes the chosen operation', async () => {
			await canvasNode('Rockerbox').dblclick();
			await editor.find('parameter-input-operation').click();
			await editor.page.getByText('Send Marketing Event', { exact: true }).last().click();
			await editor.find('parameter-input-userId').waitFor();
			await editor.screenshot('54 tool for marketing events');

			expect(await description()).toContain('a person saw or clicked an ad');
			expect(await editor.find('parameter-issues').count()).toBe(1); // no User ID yet
		});

		async function letModelFill(name: string) {
			await editor.find(`parameter-input-${name}`).hover();
			await editor
				.find('parameter-input')
				.filter({ has: editor.find(`parameter-input-${name}`) })
				.last()
				.locator('[data-test-id="from-ai-override-button"]')
				.click();
		}

		async function description() {
			return await editor.find('parameter-input-toolDescription').locator('textarea').inputValue();
		}

		async function issues(name: string) {
			return await canvasNode(name).locator('[data-test-id="node-issues"]').count();
		}

		function canvasNode(name: string) {
			return editor.find('canvas-node').filter({ hasText: name });
		}
	},
);
