import { Editor, windows } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

/** A week of a shop. One action has a different spelling, as happens when people type. */
const ORDERS = Array.from({ length: 24 }, (_, index) => ({
	email: `customer${index}@example.com`,
	action: index === 7 ? 'Purchase <b>' : 'purchase <b>',
	timestamp: new Date(Date.UTC(2024, 7, 1 + (index % 7), 14, index)).toISOString(),
	order_id: `PRCH-${1001 + index}`,
	revenue: `$${(27.5 + 11 * index).toFixed(2)}`,
}));

const FIGURES = [
	'Action: purchase ‹b› 23, Purchase ‹b› 1.',
	'Dates: Aug 1 to Aug 7, 2024 (America/New_York).',
	'Revenue: 3,696.00 in all, from 27.50 to 280.50.',
	'Known by: email 24.',
];
const SUSPICION =
	'The actions "purchase ‹b›" (23) and "Purchase ‹b›" (1) differ only in how they are written.';

describe.each(['usual', 'laptop'] as const)('In a window of the size %s', (size) => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo(), windows[size]);
	});
	afterAll(async () => {
		await editor.close();
	});

	test.each([
		[true, 'Dry run: nothing was sent. 24 conversions are ready.'],
		[false, '24 conversions were accepted.'],
	])('the summary can be read line by line: dry run %j', async (dryRun, heading) => {
		await editor.openRockerbox({ mappingMode: 'auto', dryRun }, ORDERS);
		await editor.find('node-execute-button').click();
		const hint = editor.find('output-panel').locator('[data-test-id="node-hint"]');
		await hint.getByText(heading).waitFor();
		const lines = (await hint.innerText()).split('\n').map((line) => line.trim());

		expect(lines.slice(0, 5)).toEqual([heading, ...FIGURES]);
		expect(lines.filter((line) => line.startsWith(SUSPICION))).toHaveLength(1);
		await editor.screenshot(`46 summary, dry run ${dryRun}, ${size}`);
		if (dryRun) expect(await editor.readOutput()).toContain('"revenue": "$27.50"');
	});
});
