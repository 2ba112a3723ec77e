/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- drives a browser, which only tests do */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { DataTable } from '../n8n/dataTable';
import { STAND_IN, type Credentials, type Rest } from '../n8n/rest';

const SCREENSHOTS = join(__dirname, '../../../.screenshots');
const PICTURES = join(SCREENSHOTS, 'docs');
const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

const MOVES = 10; // of the mouse, in a drag
const TEST_PATH = '/rest/credentials/test';

type Size = { width: number; height: number };

/** Sizes of the window. */
export const windows = {
	usual: { width: 1440, height: 900 },
	laptop: { width: 1366, height: 768 },
	desktop: { width: 1920, height: 1080 },
};

/** n8n's editor in a headless browser, signed in as the owner. */
export class Editor {
	private constructor(
		private readonly rest: Rest,
		readonly page: Page,
		private readonly browser: Browser,
	) {}

	/** Opens a window of this size on an n8n. */
	static async open(rest: Rest, viewport: Size = windows.usual): Promise<Editor> {
		const browser = await launchBrowser();
		const context = await browser.newContext({ viewport });
		const [name, value] = rest.cookie.split('=');
		await context.addCookies([{ name, value, url: rest.url }]);
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		await mkdir(SCREENSHOTS, { recursive: true });
		return new Editor(rest, page, browser);
	}

	/** n8n's address. */
	get url(): string {
		return this.rest.url;
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** The element that n8n marks with this test ID. */
	find(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** Saves a screenshot, with a name that sorts by the order of the journey. */
	async screenshot(name: string): Promise<void> {
		await this.page.waitForTimeout(500); // n8n's animations
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
	}

	/** The open node: its input, its parameters, and its output. */
	panels(): Locator[] {
		return [this.find('ndv-input-panel'), this.find('node-parameters'), this.find('output-panel')];
	}

	/** Empties a field that holds an expression. */
	async clear(parameter: string): Promise<void> {
		await this.page.waitForTimeout(1000); // n8n moves the focus to a field some time after a drop
		await this.find(`parameter-input-${parameter}`).locator('.cm-content').click();
		await this.page.keyboard.press('Control+a');
		await this.page.keyboard.press('Delete');
	}

	/**
	 * Takes a picture for the README or the guide: the area around these elements, without anything that covers
	 * it for a moment. `npm run screenshots` puts it in its place.
	 */
	async picture(name: string, ...around: Locator[]): Promise<void> {
		for (const notice of await this.page.locator('.el-notification__closeBtn').all()) {
			await notice.click({ timeout: 2000 }).catch(() => undefined); // it may close meanwhile
		}
		await this.page.mouse.move(1, 1); // away from anything that reacts to it
		await this.page.waitForTimeout(700); // n8n's animations
		const boxes = await Promise.all(around.map(async (part) => (await part.boundingBox())!));
		const left = Math.min(...boxes.map(({ x }) => x));
		const top = Math.min(...boxes.map(({ y }) => y));
		const right = Math.max(...boxes.map(({ x, width }) => x + width));
		const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
		await this.page.screenshot({
			path: join(PICTURES, `${name}.png`),
			clip: { x: left, y: top, width: right - left, height: bottom - top },
		});
	}

	/** Adds a workflow by n8n's own API, and opens it. */
	async openNewWorkflow(workflow: object): Promise<void> {
		const id = await this.rest.addWorkflow(workflow);
		await this.page.goto(`${this.url}/workflow/${id}`);
	}

	/** Opens the Rockerbox node of a new workflow, behind a trigger that has these items. */
	async openRockerbox(parameters: object, items: object[]): Promise<void> {
		await this.openNewWorkflow({
			name: 'Orders',
			nodes: [
				node('Orders', 'n8n-nodes-base.manualTrigger', 0),
				node('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 220, parameters),
			],
			connections: { Orders: { main: [[{ node: 'Rockerbox', type: 'main', index: 0 }]] } },
			pinData: { Orders: items.map((json) => ({ json })) },
		});
		await this.openNode('Rockerbox');
		await this.find('node-credentials-select').click();
		await this.page.getByText(STAND_IN, { exact: true }).last().click();
	}

	/** Opens a node of the canvas. */
	async openNode(name: string): Promise<void> {
		await this.find('canvas-node')
			.and(this.page.locator(`[data-node-name="${name}"]`))
			.dblclick();
		await this.find('node-parameters').waitFor();
	}

	/** Back to the canvas. */
	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.find('node-parameters').waitFor({ state: 'detached' });
	}

	/** Waits until n8n has saved the workflow, reloads it, and opens a node. */
	async reopen(name: string): Promise<void> {
		await this.page.keyboard.press('Control+s');
		await this.page.waitForTimeout(3000); // n8n saves automatically, and shows nothing
		await this.page.goto(this.page.url().replace(/(workflow\/[^/?]+).*/, '$1'));
		await this.openNode(name);
	}

	/** Chooses from a dropdown of the panel. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.find(`parameter-input-${parameter}`).click();
		await this.page.getByRole('option', { name: option }).locator('visible=true').first().click();
	}

	/** Takes an option back out of the panel. */
	async removeOption(parameter: string): Promise<void> {
		const item = this.find('parameter-item')
			.filter({ has: this.find(`parameter-input-${parameter}`) })
			.last(); // the innermost
		await item.hover();
		await item.locator('[title="Delete"]').click();
	}

	/** How many events the stand-in for Rockerbox has kept. */
	async arrivedEvents(): Promise<number> {
		return await new DataTable(this.rest, STAND_IN).count();
	}

	/** The credential that sends to the stand-in for Rockerbox. */
	async standInCredentials(): Promise<Credentials> {
		const all = await this.rest.ask<Array<{ id: string; name: string }>>('GET', '/credentials');
		const { id, name } = all.find((credential) => credential.name === STAND_IN)!;
		return { rockerboxApi: { id, name } };
	}

	/** Opens a saved credential, outside any workflow; n8n then tests it. */
	async openCredential(credentials: Credentials): Promise<void> {
		const [{ id }] = Object.values(credentials);
		await this.page.goto(`${this.url}/home/credentials/${id}`);
		await this.credentialTested();
	}

	/** Enters these fields in the open credential, and saves it. Returns what its dialog says then. */
	async saveCredential(fields: Record<string, string>): Promise<string> {
		const tested = this.page.waitForResponse((response) => response.url().endsWith(TEST_PATH));
		for (const [name, value] of Object.entries(fields)) {
			await this.find(`parameter-input-${name}`).locator('input').fill(value);
		}
		await this.find('credential-save-button').click();
		await tested;
		return await this.credentialTested();
	}

	private async credentialTested(): Promise<string> {
		const dialog = this.find('editCredential-modal');
		const result = dialog.getByText(/^(Connection tested successfully|Couldn.t connect with)/);
		await result.first().waitFor();
		await this.page.waitForTimeout(500); // n8n shows the previous test until it is gone
		const more = dialog.getByText('More details');
		if (await more.isVisible()) await more.click();
		return await dialog.innerText();
	}

	/** The node's output as JSON, as the screen shows it, in one line. */
	async readOutput(): Promise<string> {
		const output = this.find('output-panel');
		await output.locator('[data-test-id="radio-button-json"]').click();
		const tree = output.locator('.vjs-tree');
		let before: string;
		let shown = '';
		do {
			before = shown;
			await this.page.waitForTimeout(300); // n8n renders the lines bit by bit
			shown = await tree.innerText();
		} while (shown === '' || shown !== before);
		return shown.replace(/\s+/g, ' ');
	}

	/** Adds an optional field from the menu of its collection. */
	async addFromMenu(menu: Locator, name: string): Promise<void> {
		const option = this.find('collection-parameter-option').filter({
			hasText: name,
			visible: true,
		});
		await menu.click();
		await this.page.waitForTimeout(500); // the menu unfolds
		await option.click();
	}

	/** Drags a field of the input to a place in the node's panel, with the mouse; `onMove` is called after each move. */
	async dragField(
		field: string,
		target: Locator,
		onMove: () => Promise<void> = async () => await Promise.resolve(),
	): Promise<void> {
		const pill = this.find('ndv-input-panel')
			.locator('[data-target="mappable"]')
			.filter({ hasText: field })
			.first();
		await target.scrollIntoViewIfNeeded();
		await pill.hover();
		await this.page.mouse.down();
		const from = await centerOf(pill);
		for (let move = 1; move <= MOVES; move++) {
			const to = await centerOf(target); // the drag may move it on the page
			const part = move / MOVES;
			await this.page.mouse.move(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y));
			await onMove();
		}
		await this.page.waitForTimeout(500); // the parts of the page that the drag has moved come to rest
		const { x, y } = await centerOf(target);
		await this.page.mouse.move(x, y, { steps: 5 });
		await this.page.mouse.up();
	}
}

async function centerOf(element: Locator): Promise<{ x: number; y: number }> {
	const { x, y, width, height } = (await element.boundingBox())!;
	return { x: x + width / 2, y: y + height / 2 };
}

async function launchBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM_PATH ?? SYSTEM_CHROMIUM.find(existsSync);
	try {
		return await chromium.launch({
			...(executablePath ? { executablePath } : { channel: 'chrome' }),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
			],
		});
	} catch (error) {
		throw new Error(
			`The browser tests need Chromium or Chrome. Install one, or say where it is in CHROMIUM_PATH. (${String(error)})`,
		);
	}
}

/** A node of a workflow, named and placed. */
export function node(name: string, type: string, x: number, parameters = {}, typeVersion = 1) {
	return { id: name, name, type, typeVersion, position: [x, 0], parameters };
}
