import { Editor, node, windows } from '../../tools/harness/browser/editor';
import { namesOfExamples, readExample } from '../support/examples';
import { demo } from './support/demo';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** They are on the canvas, and would cover a node. */
const EXECUTE_BUTTONS_HIDDEN =
	'[data-test-id^="execute-workflow-button"], [aria-label="Select trigger node"] { visibility: hidden }';

/** The browser's properties of an element. */
interface Box {
	scrollHeight: number;
	clientHeight: number;
	querySelectorAll: (selector: string) => Iterable<Box>;
}

/** Messages about steps that only the user can do: choose or create a credential, and choose a document. */
const LEFT_TO_THE_USER =
	/^(Credentials for .* are not set|Parameter "(Document|Sheet)" is required)\.$/;

/** The canvas, as a user sees it after the import. */
interface Canvas {
	/** The names of the nodes, without notes. */
	nodes: string[];
	/** Those of them that this n8n doesn't know. */
	unknown: string[];
	/** The messages of their red triangles, sentence by sentence. */
	issues: string[];
	/** The number of notes, and the notes whose end can't be read. */
	notes: number;
	cutOff: string[];
}

describe.each(['laptop', 'desktop'] as const)(
	'an example, imported from its file in a window as on a %s',
	(size) => {
		let editor: Editor;

		beforeAll(async () => {
			editor = await Editor.open(demo(), windows[size]);
		});

		afterAll(async () => {
			await editor.close();
		});

		test.each(namesOfExamples())('%s lacks only things that the user has', async (name) => {
			const workflow = readExample(name);
			const isNote = ({ type }: { type: string }) => type === STICKY_NOTE;
			await importFrom(`${name}.json`, JSON.stringify(workflow));

			const { nodes, issues, ...rest } = await look(workflow.nodes.length);
			await editor.screenshot(`50 ${name}, ${size}`);
			if (size === 'desktop') await picture(`example-${name}`, nodes);
			if (size === 'desktop' && name.startsWith('in-store-sales')) await picture('example', nodes);

			expect(rest).toEqual({
				unknown: [],
				notes: workflow.nodes.filter(isNote).length,
				cutOff: [],
			});
			expect(nodes.sort()).toEqual(
				workflow.nodes
					.filter((one) => !isNote(one))
					.map((one) => one.name)
					.sort(),
			);
			expect(issues.filter((issue) => !LEFT_TO_THE_USER.test(issue))).toEqual([]);
		});

		test('shows what can be missing after an import', async () => {
			const note = { content: 'A line of its own.\n\n'.repeat(30), width: 200, height: 100 };
			await importFrom(
				'lacking.json',
				JSON.stringify({
					name: 'Lacking',
					nodes: [
						node('Unknown', 'n8n-nodes-nobody.nothing', 0),
						node('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 300, { timestamp: '' }),
						{ ...node('Note', STICKY_NOTE, 0, note), position: [0, 200] },
					],
					connections: {},
				}),
			);

			expect(await look(3)).toEqual({
				nodes: ['Unknown', 'Rockerbox'],
				unknown: ['Unknown'],
				issues: ['Parameter "Action" is required.', 'Parameter "Timestamp" is required.'],
				notes: 1,
				cutOff: [expect.stringContaining('A line of its own.') as string],
			});
		});

		/** All notes and nodes, with the names below the nodes. */
		async function picture(name: string, nodes: string[]) {
			const labels = nodes.map((one) =>
				editor.page.locator(`[data-node-name="${one}"]`).getByText(one, { exact: true }).last(),
			);
			await editor.page.addStyleTag({ content: EXECUTE_BUTTONS_HIDDEN });
			await editor.picture(
				name,
				...(await editor.page.locator('.vue-flow__node').all()),
				...labels,
			);
		}

		async function importFrom(fileName: string, text: string) {
			await editor.page.goto(`${editor.url}/workflow/new`);
			await editor.find('workflow-menu').click();
			await editor.find('workflow-menu-item-import').hover();
			const [chooser] = await Promise.all([
				editor.page.waitForEvent('filechooser'),
				editor.find('workflow-menu-item-import-from-file').click(),
			]);
			await chooser.setFiles({
				name: fileName,
				mimeType: 'application/json',
				buffer: Buffer.from(text),
			});
		}

		/** Waits until all is on the canvas. */
		async function look(count: number): Promise<Canvas> {
			const { page } = editor;
			await page
				.locator('.vue-flow__node')
				.nth(count - 1)
				.waitFor();
			await page.mouse.move(5, 5);
			await page.keyboard.press('1'); // fits all into the view
			await page.waitForTimeout(1000); // n8n's animation
			const nodes = await Promise.all(
				(await editor.find('canvas-node').all()).map(
					async (one) => (await one.getAttribute('data-node-name')) ?? '',
				),
			);
			const icons = await editor.find('canvas-node').allInnerTexts();
			const notes = await editor.find('sticky').allInnerTexts();
			const isCutOff = await editor
				.find('sticky')
				.evaluateAll((found: unknown) =>
					(found as Box[]).map((note) =>
						[note, ...note.querySelectorAll('div')].some(
							({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1,
						),
					),
				);
			return {
				nodes,
				unknown: nodes.filter((_, index) => icons[index].startsWith('?')),
				issues: await readIssues(),
				notes: notes.length,
				cutOff: notes.filter((_, index) => isCutOff[index]),
			};
		}

		async function readIssues() {
			for (const notice of await editor.page.locator('.el-notification__closeBtn').all()) {
				await notice.click({ timeout: 2000 }).catch(() => undefined); // it may close meanwhile
			}
			const issues: string[] = [];
			for (const triangle of await editor.find('node-issues').all()) {
				await triangle.hover({ force: true });
				const tip = editor.page.getByText('Issues:').first();
				await tip.waitFor();
				const text = await editor.page
					.locator('[data-reka-popper-content-wrapper]')
					.filter({ hasText: 'Issues:' })
					.innerText();
				issues.push(
					...text
						.replace('Issues:', '')
						.split('\n')
						.map((line) => line.trim())
						.filter(Boolean),
				);
				await editor.page.mouse.move(5, 5);
				await tip.waitFor({ state: 'detached' });
			}
			return issues;
		}
	},
);
