/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a file, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo } from './support/demo';

const EXAMPLE = join(__dirname, '../../examples/weekly-reconciliation.json');

describe('the example for a weekly reconciliation', () => {
	test('counts and names the accepted, skipped, failed and untried orders', async () => {
		const message = await reconciled(
			[
				{ order_id: 'S-1' },
				{ order_id: 2 },
				{ order_id: 'S-3' },
				{ order_id: 'S-4' },
				{ order_id: null },
			],
			[
				{ order_id: 'S-1', status: 'failed', reason: 'No answer.' },
				{ order_id: 'S-1', status: 'accepted', reason: '' },
				{ order_id: '2', status: 'failed', reason: 'Email is empty.' },
				{ order_id: 'S-3', status: 'skipped', reason: 'The stage is open.' },
				{ order_id: 'S-9', status: 'accepted', reason: '' },
			],
		);

		expect(message.split('\n')).toEqual([
			'The source has 5 orders.',
			"1 without an ID, which can't be sent",
			'1 failed: 2 (Email is empty.)',
			'1 not tried: S-4',
			'1 skipped: S-3 (The stage is open.)',
			'1 accepted: S-1',
		]);
	});

	test('still reports if the source has no orders', async () => {
		const message = await reconciled([{}], [{}]);
		expect(message).toContain('The source has 0 orders.');
		expect(message).toContain('0 failed: none');
	});
});

/** The message of a run in the real n8n, at the node before Slack. */
async function reconciled(source: object[], remembered: object[]): Promise<string> {
	const workflow = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as object;
	const items = (rows: object[]) => rows.map((json) => ({ json }));
	const pinData = {
		'Every week': items([{}]),
		'What the source has': items(source),
		'What was remembered': items(remembered),
		'Tell Slack': items([{ ok: true }]),
	};
	const id = await demo().addWorkflow({ ...workflow, pinData });
	const { outputs } = await demo().run(id, 'Every week');
	return outputs.Compare[0][0].json.message as string;
}
