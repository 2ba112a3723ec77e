import { Editor, node, windows } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

const SALES = [
	{ email: 'jane@example.com', order: 'PRCH-1001', total: 27.5, sold_at: '2024-08-07T14:30:00Z' },
	{
		email: 'omar@example.com',
		order: 'PRCH-1002',
		total: '1,234',
		sold_at: '2024-08-07T15:00:00Z',
	},
	{ email: 'li@example.com', order: 'PRCH-1003', total: 64.9, sold_at: '2024-08-07T16:45:00Z' },
];

const CONVERSION = {
	email: '={{ $json.email }}',
	action: 'purchase',
	timestamp: '={{ $json.sold_at }}',
	additionalFields: { orderId: '={{ $json.order }}', revenue: '={{ $json.total }}' },
};

/** Each step continues where the last one ended. */
describe.each(['laptop', 'desktop'] as const)(
	'a sale that fails, is corrected, and sent again, in a window as on a %s',
	(size) => {
		let editor: Editor;
		let before: number;

		beforeAll(async () => {
			editor = await Editor.open(demo(), windows[size]);
			before = await editor.arrivedEvents();
			const rockerbox = {
				...node('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 220, CONVERSION),
				credentials: await editor.standInCredentials(),
			};
			const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
			await editor.openNewWorkflow({
				name: 'Sales',
				nodes: [
					node('Sales', 'n8n-nodes-base.manualTrigger', 0),
					{ ...rockerbox, onError: 'continueErrorOutput' },
					{
						...node(
							'Correct the amount',
							'n8n-nodes-base.set',
							0,
							{
								assignments: {
									assignments: [
										{
											id: '1',
											name: 'total',
											type: 'string',
											value: "={{ $json.total.replace(',', '') }}",
										},
									],
								},
								includeOtherFields: true,
								options: {},
							},
							3.4,
						),
						position: [440, 100],
					},
					{ ...rockerbox, id: 'Send again', name: 'Send again', position: [660, 100] },
				],
				connections: {
					Sales: { main: [to('Rockerbox')] },
					Rockerbox: { main: [[], to('Correct the amount')] },
					'Correct the amount': { main: [to('Send again')] },
				},
				pinData: { Sales: SALES.map((json) => ({ json })) },
			});
		});

		afterAll(async () => {
			await editor.close();
		});

		test('leaves through the Error output, while the others are sent', async () => {
			await editor.find('execute-workflow-button').first().click();
			await editor.page
				.getByText('2 items', { exact: true })
				.or(editor.page.getByText('3 items', { exact: true }))
				.first()
				.waitFor();
			await editor.page.waitForTimeout(3000); // until the last node has run
			await editor.screenshot('60 error branch');
		});

		test('has all its fields there, and the reason', async () => {
			await editor.openNode('Rockerbox');
			const output = editor.find('output-panel');
			await output
				.getByText('2 of 3 conversions were accepted, 1 failed (see "error").')
				.first()
				.waitFor();
			await output.getByText('Error Branch').filter({ hasNotText: 'column' }).first().click();
			const shown = await editor.readOutput();
			await editor.screenshot('61 failed item');
			expect(shown).toContain('"order": "PRCH-1002"');
			expect(shown).toContain('"total": "1,234"');
			expect(shown).toContain('Revenue was \\"1,234\\", which can mean 1.234 or 1234.');
			await editor.closeNode();
		});

		test('is corrected and sent again, and the others are not', async () => {
			await editor.openNode('Send again');
			await editor.find('output-panel').getByText('1 conversion was accepted:').waitFor();
			const shown = await editor.readOutput();
			await editor.screenshot('62 sent again');
			expect(shown).toContain('"order_id": "PRCH-1002"');
			expect(shown).toContain('"revenue": "1234.00"');
			expect(await editor.arrivedEvents()).toBe(before + 3);
		});
	},
);
