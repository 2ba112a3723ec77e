/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- keeps a picture, which only tests do */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const PICTURES = join(__dirname, '../../../.screenshots/docs');
const WIDTH_PX = 960; // of a page on GitHub
const COLORS = 64; // n8n's editor has few
/** How much a color may differ from the frame before and still count as unchanged. */
const MAX_COLOR_ERROR = 4;

/** Runs in the page. */
const DRAW_MOUSE = `{
	const mouse = document.createElement('div');
	mouse.innerHTML =
		'<svg width="24" height="24" viewBox="0 0 24 24"><path d="M4 1v19l5-5 3 7 3-1-3-7h7z" stroke="#fff" stroke-width="1.5"/></svg>';
	mouse.style.cssText = 'position: fixed; left: -24px; top: 0; pointer-events: none; z-index: 2147483647';
	document.body.append(mouse);
	const follow = ({ clientX, clientY }) => {
		mouse.style.left = clientX - 4 + 'px';
		mouse.style.top = clientY - 1 + 'px';
	};
	window.addEventListener('mousemove', follow, true);
}`;

/** A silent movie of the editor for the README. Each frame is shown as long as a reader needs. */
export class Movie {
	private readonly frames: Array<{ picture: Buffer; ms: number }> = [];

	private constructor(private readonly page: Page) {}

	/** Begins a movie of this page. A browser without a screen shows no mouse, so one is drawn. */
	static async of(page: Page): Promise<Movie> {
		await page.evaluate(DRAW_MOUSE);
		return new Movie(page);
	}

	/** Adds a frame with the page as it is now, for this many milliseconds. */
	async show(ms: number): Promise<void> {
		this.frames.push({ picture: await this.page.screenshot(), ms });
	}

	/** Its length. */
	get seconds(): number {
		return this.frames.reduce((sum, { ms }) => sum + ms, 0) / 1000;
	}

	/** Saves it among the pictures of the docs, as a GIF that loops. */
	async save(name: string): Promise<void> {
		const frames = await Promise.all(
			this.frames.map(
				async ({ picture }) => await sharp(picture).resize(WIDTH_PX).png().toBuffer(),
			),
		);
		await sharp(frames, { join: { animated: true } })
			.gif({
				delay: this.frames.map(({ ms }) => ms),
				loop: 0,
				colours: COLORS,
				dither: 0,
				interFrameMaxError: MAX_COLOR_ERROR,
			})
			.toFile(join(PICTURES, `${name}.gif`));
	}
}
