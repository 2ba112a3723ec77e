import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	extraParameters,
	linesOf,
	people,
	PURCHASE,
	remarksIn,
	useRockerbox,
} from '../support/engineRun';

const { receiver, run, payloadOf } = useRockerbox();

const STAGES: INodeParameters = {
	values: [
		{ from: 'Closed Won', to: 'purchase' },
		{ from: 'Qualified', to: 'qualified_lead' },
	],
};
const REASON = 'Action was "Closed Lost", which is not in Action Mapping.';
const REMEDY = 'Add it there, or choose another value for the option On Unmapped Action.';

const ERROR_MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Deals whose action is their stage. */
const parametersFor = (options: INodeParameters, more: INodeParameters = {}): INodeParameters => ({
	...PURCHASE,
	action: '={{ $json.stage }}',
	...more,
	options: { actionMapping: STAGES, ...options },
});
const deals = (...stages: string[]): IDataObject[] =>
	people(stages.length).map((person, index) => ({ ...person, stage: stages[index] }));
const jane = { email: 'jane@example.com' };

/** Each person that was sent, with the action. */
function actionsSent(): IDataObject {
	return Object.fromEntries(
		receiver.ledger.map(({ json }) => {
			const { email, action } = json as IDataObject;
			return [email as string, action as string];
		}),
	);
}

describe('Action Mapping', () => {
	test('sends the name in Rockerbox, and leaves other actions as they are', async () => {
		const stages = ['Closed Won', 'closed won ', 'QUALIFIED', 'purchase', ' Closed Lost '];
		const { success, ...result } = await run(deals(...stages), { parameters: parametersFor({}) });

		expect(success.map(({ json }) => (json.conversion as IDataObject).action)).toEqual([
			'purchase',
			'purchase',
			'qualified_lead',
			'purchase',
			'Closed Lost',
		]);
		expect(receiver.ledger).toHaveLength(5);
		expect(linesOf(result)).toContain('Action: purchase 3, qualified_lead 1, Closed Lost 1.');
		expect(remarksIn(result)).toEqual([
			`"purchase" (1) and "Closed Lost" (1) are not in 'Action Mapping', and are sent unchanged; to skip or fail them, add the option 'On Unmapped Action'.`,
		]);
	});

	test('holds for a fixed action, too', async () => {
		const parameters = parametersFor({}, { action: 'Closed Won' });

		expect(await payloadOf(parameters, jane)).toHaveProperty('action', 'purchase');
	});

	test('holds for an action from the input', async () => {
		const item = { ...jane, Action: 'Closed Won', timestamp: '1535147451' };
		const parameters = {
			operation: 'sendConversion',
			mappingMode: 'auto',
			options: { actionMapping: STAGES },
		};

		expect(await payloadOf(parameters, item)).toEqual({
			...jane,
			action: 'purchase',
			timestamp: '1535147451',
		});
	});

	test('holds for an action from Extra Parameters', async () => {
		const extras = extraParameters([{ name: 'action', value: '={{ $json.deal.stage }}' }]);
		const parameters = parametersFor(
			{ onUnmappedAction: 'error' },
			{ action: '={{ $json.nope }}', ...extras },
		);
		const item = { ...jane, deal: { stage: 'closed won' } };

		expect(await payloadOf(parameters, item)).toHaveProperty('action', 'purchase');
	});

	test('holds for the conversion key, which Rockerbox makes from the values that it gets', async () => {
		const { success } = await run([{ ...jane, stage: 'Closed Won' }], {
			parameters: parametersFor({ conversionKey: 'email,action' }),
		});

		expect(success[0].json.conversionKey).toBe('jane@example.com,purchase');
	});

	test('can hold expressions, which are evaluated for each item', async () => {
		const values = [{ from: '={{ $json.stage }}', to: '={{ $json.name }}' }];
		const items = deals('a', 'b').map((item, index) => ({ ...item, name: `action ${index}` }));
		await run(items, { parameters: parametersFor({ actionMapping: { values } }) });

		expect(actionsSent()).toEqual({
			'person-0@example.com': 'action 0',
			'person-1@example.com': 'action 1',
		});
	});

	test.each<[string, INodeParameters]>([
		['is not there', { actionMapping: {} }],
		['has no rows', { actionMapping: { values: [] } }],
		['has rows that are not filled in', { actionMapping: { values: [{ from: '', to: '' }] } }],
	])('does nothing if it %s, whatever On Unmapped Action says', async (_what, table) => {
		for (const onUnmappedAction of ['send', 'skip', 'error']) {
			const parameters = parametersFor({ ...table, onUnmappedAction });

			expect(await payloadOf(parameters, { ...jane, stage: 'Closed Lost' })).toHaveProperty(
				'action',
				'Closed Lost',
			);
		}
	});

	test('does nothing in a marketing event, where the editor may have left it', async () => {
		const payload = await payloadOf(
			{
				operation: 'sendMarketingEvent',
				userId: 'U-1',
				timestamp: '1535147451',
				...extraParameters([{ name: 'action', value: 'Closed Lost' }]),
				options: { actionMapping: STAGES, onUnmappedAction: 'skip' },
			},
			{},
		);

		expect(payload).toEqual({ user_id: 'U-1', timestamp: '1535147451', action: 'Closed Lost' });
	});

	test.each<[string, INodeParameters, string]>([
		[
			'the same twice',
			{
				values: [
					{ from: 'Won', to: 'a' },
					{ from: 'won', to: 'b' },
				],
			},
			'Action Mapping has "WON" twice.',
		],
		['a row without a right side', { values: [{ from: 'Won', to: '' }] }, 'for "WON". Enter one'],
		[
			'a right side that came up empty',
			{ values: [{ from: 'Won', to: '={{ $json.nope }}' }] },
			'Action Mapping has no name in Rockerbox for "WON".',
		],
	])('with %s fails the items with that action', async (_what, actionMapping, words) => {
		const { success, error } = await run(deals('WON', 'other'), {
			parameters: parametersFor({ actionMapping }),
			settings: { onError: 'continueErrorOutput' },
		});

		expect(error).toHaveLength(1);
		expect(error[0].json.error).toContain(words);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(actionsSent()).toEqual({ 'person-1@example.com': 'other' });
	});

	test('does not hide that an action is missing', async () => {
		const { failure } = await run(deals(''), {
			parameters: parametersFor({ onUnmappedAction: 'skip' }),
		});

		expect(failure?.text).toContain('Action is empty.');
	});
});

const MIXED = deals('Closed Won', 'Closed Lost', 'Qualified');

describe.each(ERROR_MODES)('On Unmapped Action, with On Error "%s"', (onError) => {
	test('"Send as It Is" sends every item', async () => {
		const { failure, error } = await run(MIXED, {
			parameters: parametersFor({ onUnmappedAction: 'send' }),
			settings: { onError },
		});

		expect(failure).toBeUndefined();
		expect(error).toEqual([]);
		expect(actionsSent()).toEqual({
			'person-0@example.com': 'purchase',
			'person-1@example.com': 'Closed Lost',
			'person-2@example.com': 'qualified_lead',
		});
	});

	test('"Skip" leaves the item out, says why, and goes on', async () => {
		const {
			failure,
			success,
			error,
			run: whole,
			...result
		} = await run(MIXED, {
			parameters: parametersFor({ onUnmappedAction: 'skip' }),
			settings: { onError },
		});

		expect(failure).toBeUndefined();
		expect(whole.status).toBe('success');
		expect(error).toEqual([]);
		expect(success.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['accepted', { item: 0 }],
			['skipped', { item: 1 }],
			['accepted', { item: 2 }],
		]);
		expect(success[1].json).toMatchObject({ status: 'skipped', reason: REASON });
		expect(actionsSent()).toEqual({
			'person-0@example.com': 'purchase',
			'person-2@example.com': 'qualified_lead',
		});
		expect(result.hints[0]).toHaveProperty('type', 'warning');
		expect(linesOf(result)[0]).toBe('2 of 3 conversions were accepted, 1 skipped (see "reason").');
		expect(remarksIn(result)).toEqual([]);
	});

	test('"Skip" leaves an item out whatever else is wrong with it', async () => {
		const wrong = { email: 'Jane', at: 'soon', stage: 'Closed Lost' };
		const { failure, success, error } = await run([MIXED[0], wrong], {
			parameters: parametersFor(
				{ onUnmappedAction: 'skip', conversionKey: 'order_id', onDuplicate: 'error' },
				{
					timestamp: '={{ $json.at || 1535147451 }}',
					additionalFields: { orderId: 'O-1', revenue: '={{ $json.at && "1,234" }}' },
				},
			),
			settings: { onError },
		});

		expect(failure).toBeUndefined();
		expect(error).toEqual([]);
		expect(success[1]).toEqual({
			json: expect.objectContaining({ status: 'skipped', reason: REASON }) as object,
			pairedItem: { item: 1 },
		});
		expect(receiver.ledger).toHaveLength(1);
	});

	test('"Skip" of all items sends nothing, and isn’t a failure', async () => {
		const { failure, success, ...result } = await run(deals('x', 'y'), {
			parameters: parametersFor({ onUnmappedAction: 'skip' }),
			settings: { onError },
		});

		expect(failure).toBeUndefined();
		expect(success.map(({ json }) => json.status)).toEqual(['skipped', 'skipped']);
		expect(linesOf(result)).toEqual([
			'0 of 2 conversions were accepted, 2 skipped (see "reason").',
			'Skipped: actions not in Action Mapping 2.',
		]);
		expect(receiver.ledger).toEqual([]);
	});

	test('"Fail" fails the item', async () => {
		const { failure, success, error } = await run(MIXED, {
			parameters: parametersFor({ onUnmappedAction: 'error' }),
			settings: { onError },
		});
		const words = `${REASON} ${REMEDY}`;

		switch (onError) {
			case 'stopWorkflow':
				expect(failure?.text).toContain(words);
				expect(failure?.text).toContain('1 of 3 items failed, so nothing was sent.');
				expect(failure?.items).toEqual([1]);
				expect(receiver.ledger).toEqual([]);
				return;
			case 'continueRegularOutput':
				expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'failed', 'accepted']);
				expect(success[1].json).toEqual({ status: 'failed', error: `${words} [item 1]` });
				break;
			case 'continueErrorOutput':
				expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'accepted']);
				expect(error).toEqual([
					{ json: { ...MIXED[1], error: `${words} [item 1]` }, pairedItem: { item: 1 } },
				]);
		}
		expect(Object.keys(actionsSent())).toEqual(
			expect.arrayContaining(['person-0@example.com', 'person-2@example.com']),
		);
		expect(receiver.ledger).toHaveLength(2);
	});

	test('that isn’t a valid choice sends no item with an unmapped action', async () => {
		await run(MIXED, {
			parameters: parametersFor({ onUnmappedAction: '={{ "ignore" }}' }),
			settings: { onError },
		});

		expect(actionsSent()).not.toHaveProperty(['person-1@example.com']);
		expect(receiver.ledger).toHaveLength(onError === 'stopWorkflow' ? 0 : 2);
	});

	test('"Skip" does not hide a failure of another item', async () => {
		receiver.answer({ status: 400 });
		const { failure, success, error } = await run(deals('Closed Lost', 'Closed Won'), {
			parameters: parametersFor({ onUnmappedAction: 'skip' }),
			settings: { onError },
		});

		if (onError === 'stopWorkflow') {
			expect(failure?.text).toContain('1 of 2 items failed, none was accepted, 1 skipped.');
			expect(failure?.items).toEqual([1]);
			return;
		}
		const all = [...success, ...error].map(({ json }) => json);
		expect(all).toEqual([
			expect.objectContaining({ status: 'skipped', reason: REASON }),
			expect.objectContaining({ error: expect.stringContaining('HTTP 400') as string }),
		]);
	});
});

describe('Action Mapping together with other options', () => {
	test('leaves an action that may be missing as missing', async () => {
		const parameters = parametersFor(
			{ onUnmappedAction: 'error', allowMissingAction: true },
			{ action: '' },
		);

		expect(await payloadOf(parameters, jane)).toEqual({ ...jane, timestamp: '1535147451' });
	});

	test('shows in a dry run what would be sent and skipped', async () => {
		const { success, ...result } = await run(MIXED, {
			parameters: { ...parametersFor({ onUnmappedAction: 'skip' }), dryRun: true },
		});

		expect(success.map(({ json }) => json)).toMatchObject([
			{ status: 'dryRun', request: { body: { action: 'purchase' } } },
			expect.objectContaining({ status: 'skipped', reason: REASON }),
			{ status: 'dryRun', request: { body: { action: 'qualified_lead' } } },
		]);
		expect(linesOf(result)[0]).toBe(
			'Dry run: nothing was sent. 2 of 3 conversions are ready, 1 skipped (see "reason").',
		);
		expect(receiver.ledger).toEqual([]);
	});
});
