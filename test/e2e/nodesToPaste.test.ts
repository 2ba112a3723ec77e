/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a file, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '../../tools/harness/browser/editor';
import { until } from '../../tools/harness/until';
import { demo } from './support/demo';

interface Pasted {
	nodes: Array<{ name: string; type: string; typeVersion: number; parameters: object }>;
}

/** The text that a user copies from the page about the examples, by its heading. */
const blocks = [
	...readFileSync(join(__dirname, '../../examples/README.md'), 'utf8').matchAll(
		/^### (.+?)$.+?```json\n(.+?)\n```/gms,
	),
].map(([, heading, json]) => [heading, json]);

describe('a node from the page about the examples, pasted onto the canvas', () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo());
		await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	});

	afterAll(async () => {
		await editor.close();
	});

	test.each(blocks)('%s', async (_heading, json) => {
		const { page } = editor;
		const { nodes } = JSON.parse(json) as Pasted;
		await page.goto(`${editor.url}/workflow/new`);
		await editor.find('canvas-wrapper').waitFor();
		await write(json);
		await page.mouse.move(700, 450);
		await page.keyboard.press('Control+v');
		await editor
			.find('canvas-node')
			.nth(nodes.length - 1)
			.waitFor();

		await write('');
		await page.keyboard.press('Control+a');
		await page.keyboard.press('Control+c');
		expect(mapped(JSON.parse(await copied()) as Pasted)).toEqual(mapped({ nodes }));
	});

	async function write(text: string) {
		await editor.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
	}

	async function copied(): Promise<string> {
		const read = async () => await editor.page.evaluate<string>('navigator.clipboard.readText()');
		return await until(async () => (await read()) || undefined, {
			interval: 100,
			timeout: 10_000,
			failure: 'Nothing was copied.',
		});
	}
});

/**
 * The parts of a node that n8n keeps. It gives each a new ID and position. A parameter with its default value
 * may or may not be there.
 */
function mapped({ nodes }: Pasted) {
	return nodes.map(({ name, type, typeVersion, parameters }) => ({
		name,
		type,
		typeVersion,
		parameters: { operation: 'sendConversion', additionalFields: {}, ...parameters },
	}));
}
