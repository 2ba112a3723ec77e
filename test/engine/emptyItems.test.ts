import type { INodeParameters } from 'n8n-workflow';
import {
	AUTO,
	byEmail,
	CONTINUE,
	linesOf,
	people,
	PURCHASE,
	useRockerbox,
} from '../support/engineRun';

const { receiver, run, refusalOf } = useRockerbox();

const BY_HAND: INodeParameters = {
	...PURCHASE,
	timestamp: '={{ $now }}',
	additionalFields: { revenue: '={{ $json.total }}', conversionSource: 'call_center' },
};
const NOTHING = { status: 'skipped', reason: 'The item is empty.' };

describe.each<[string, INodeParameters]>([
	['Map Each Field Manually', BY_HAND],
	['Map Automatically', { ...AUTO, action: 'purchase', timestamp: '={{ $now }}' }],
])('A night without orders, with %s,', (_mode, parameters) => {
	test('is skipped, and stops nothing', async () => {
		const { success, failure, hints } = await run([{}], { parameters });

		expect(failure).toBeUndefined();
		expect(success.map(({ json }) => json)).toEqual([NOTHING]);
		expect(receiver.ledger).toEqual([]);
		expect(linesOf({ hints })).toEqual(['1 conversion was skipped (see "reason").']);
	});

	test('leaves other items alone', async () => {
		const { success } = await run([{}, ...people(2), {}], { parameters });

		expect(success.map(({ json }) => json.status)).toEqual([
			'skipped',
			'accepted',
			'accepted',
			'skipped',
		]);
		expect(receiver.ledger).toHaveLength(2);
	});
});

describe('An item without fields is sent', () => {
	const shop = [{ email: 'jane@example.com' }, { email: 'joe@example.com' }];

	test('with the data of another node', async () => {
		const parameters = { ...PURCHASE, email: "={{ $('Shop').item.json.email }}" };
		const { success } = await run([{}, {}], { parameters, shop });

		expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'accepted']);
		expect(receiver.ledger.map(({ json }) => json).sort(byEmail)).toMatchObject(shop);
	});

	test('but skipped if that node has none either', async () => {
		const parameters = { ...PURCHASE, email: "={{ $('Shop').item.json.email }}" };
		const { success } = await run([{}, {}], { parameters, shop: [shop[0], { email: null }] });

		expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'skipped']);
	});

	test('if the email was typed in to try the node after a manual trigger', async () => {
		const { success } = await run([{}], { parameters: { ...PURCHASE, email: 'jane@example.com' } });

		expect(success[0].json.status).toBe('accepted');
	});
});

describe('An item with fields, none of them sent,', () => {
	test.each<[string, INodeParameters, string]>([
		[
			'that are all mapped in vain',
			BY_HAND,
			'No mapped field has a value in this item (it has "success"): map other fields, or put n8n\'s node Filter before this one to leave such items out.',
		],
		[
			'that nobody mapped',
			{ operation: 'sendConversion', email: '', action: 'purchase', timestamp: '={{ $now }}' },
			'Nothing of this item is mapped: drag its fields from the input panel onto those of this node, above all the email or customer ID.',
		],
		[
			'that nobody mapped in a marketing event',
			{ operation: 'sendMarketingEvent', userId: "={{ '' }}", timestamp: '={{ $now }}' },
			'Nothing of this item is mapped: drag its fields from the input panel onto those of this node, above all the user ID.',
		],
		[
			'in Map Automatically',
			AUTO,
			'None of the fields that Map Automatically takes has a value in this item (it has "success"): rename its fields, choose Map Each Field Manually, or put n8n\'s node Filter before this one to leave such items out.',
		],
	])('%s says so in one sentence', async (_what, parameters, sentence) => {
		const refusal = await refusalOf(parameters, { success: true });

		expect(refusal?.split('<br>')[0]).toBe(`${sentence} Nothing was sent.`);
	});

	test('does not affect the others', async () => {
		const items = [{ success: true }, ...people(1)];
		const { success } = await run(items, { parameters: PURCHASE, ...CONTINUE });

		expect(success[0].json.error).toContain('No mapped field has a value');
		expect(success[1].json.status).toBe('accepted');
	});
});
