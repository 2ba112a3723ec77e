/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-hardcoded-secrets, @n8n/community-nodes/require-node-api-error -- drives a browser, which only tests do */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

const SCREENSHOTS = join(__dirname, '../../../.screenshots');
const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
/** Who signs in to the demo. */
export const OWNER = { emailOrLdapLoginId: 'demo@example.com', password: 'Rockerbox-demo-1' };

/** n8n's editor in a headless browser, signed in as the demo's owner. */
export class Editor {
	private constructor(
		readonly url: string,
		readonly page: Page,
		private readonly browser: Browser,
	) {}

	static async open(): Promise<Editor> {
		const url = process.env.DEMO_URL!;
		const browser = await launchBrowser();
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
		await context.request.post(`${url}/rest/login`, { data: OWNER });
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		await mkdir(SCREENSHOTS, { recursive: true });
		return new Editor(url, page, browser);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** The element that n8n marks with this test ID. */
	find(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** Keeps what the screen shows, under a name that sorts by the journey's order. */
	async screenshot(name: string): Promise<void> {
		await this.page.waitForTimeout(500); // n8n's animations
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
	}

	/** Adds a workflow by n8n's own API, and opens it. */
	async openNewWorkflow(workflow: object): Promise<void> {
		const response = await this.page.request.post(`${this.url}/rest/workflows`, { data: workflow });
		const { data } = (await response.json()) as { data: { id: string } };
		await this.page.goto(`${this.url}/workflow/${data.id}`);
	}

	/** What the node's output shows as JSON, in one line. */
	async readOutput(): Promise<string> {
		const output = this.find('output-panel');
		await output.locator('[data-test-id="radio-button-json"]').click();
		return (await output.locator('.vjs-tree').innerText()).replace(/\s+/g, ' ');
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

	/** Drags a field of the input to a place in the node's panel, with the mouse. */
	async dragField(field: string, target: Locator): Promise<void> {
		const pill = this.find('ndv-input-panel')
			.locator('[data-target="mappable"]')
			.filter({ hasText: field })
			.first();
		await target.scrollIntoViewIfNeeded();
		await pill.hover();
		await this.page.mouse.down();
		const box = (await target.boundingBox())!;
		const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
		await this.page.mouse.move(x - 20, y, { steps: 10 });
		await this.page.mouse.move(x, y, { steps: 5 });
		await this.page.mouse.up();
	}
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
