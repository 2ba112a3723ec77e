import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { prepareRun, type Sendable } from '../../../nodes/Rockerbox/prepare/prepare';
import { contextOf, type Given } from '../../support/context';

const CREDENTIAL = { advertiserId: 'MOx2ZmMw', baseUrl: 'https://webhooks.getrockerbox.com' };
/** The credential's hidden field as n8n hands it out if the credential holds no expression. */
const PROVEN = {
	...CREDENTIAL,
	rawFields: `as entered: ${Object.values(CREDENTIAL).join(' ')} ={{`,
};

const PURCHASE = {
	operation: 'sendConversion',
	email: '={{ $json.email }}',
	action: 'purchase',
	timestamp: '1535147451',
	additionalFields: {},
	options: {},
};

const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ email: `person-${index}@example.com` }));

async function prepare(parameters: INodeParameters = {}, given: Given = {}) {
	const { context, asked } = contextOf({
		items: people(3),
		credential: () => PROVEN,
		...given,
		parameters: { ...PURCHASE, ...parameters },
	});
	return { ...(await prepareRun(context)), asked };
}

const reasons = ({ items }: Awaited<ReturnType<typeof prepare>>) =>
	items.map((item) => ('status' in item ? item.reason : 'ready'));

describe('an item that is ready to be sent', () => {
	test('has all data for it', async () => {
		const { items, remarks } = await prepare();
		const [first] = items as Sendable[];
		expect(items).toHaveLength(3);
		expect(first).toMatchObject({
			payload: { email: 'person-0@example.com', action: 'purchase', timestamp: '1535147451' },
			account: CREDENTIAL,
			credential: PROVEN,
			isDryRun: false,
		});
		expect(first).toHaveProperty('outputKey', 'conversion');
		expect(first).not.toHaveProperty('conversionKey');
		expect(remarks).toEqual([]);
	});

	test('may be only shown', async () => {
		const { items } = await prepare({ dryRun: true });
		expect(items).toMatchObject([{ isDryRun: true }, { isDryRun: true }, { isDryRun: true }]);
	});

	test('has its conversion key, if the user named its fields', async () => {
		const { items, settings } = await prepare({ options: { conversionKey: 'email' } });
		expect(items[1]).toMatchObject({ conversionKey: 'person-1@example.com' });
		expect(settings.keyNames).toEqual(['email']);
	});

	test('may be of the other operation', async () => {
		const { items } = await prepare({ operation: 'sendMarketingEvent', userId: 'U-1' });
		expect(items[0]).toMatchObject({
			outputKey: 'event',
			payload: { user_id: 'U-1', timestamp: '1535147451' },
		});
	});
});

describe('an item that can’t be sent', () => {
	test('says why, and leaves the others alone', async () => {
		const items = people(3);
		items[1] = { email: 'nobody' };
		const run = await prepare({}, { items });
		expect(reasons(run)).toEqual(['ready', expect.stringMatching(/^Email was "nobody"/), 'ready']);
	});

	test('has its order ID, whatever is wrong with it', async () => {
		const items: IDataObject[] = people(3).map((person) => ({ ...person, order: 'O-1' }));
		items[2].email = 'nobody';
		const run = await prepare(
			{
				additionalFields: { orderId: '={{ $json.order }}' },
				options: { conversionKey: 'order_id', onDuplicate: 'error' },
			},
			{ items },
		);
		expect(run.items.slice(1)).toEqual([
			{
				status: 'failed',
				reason: expect.stringContaining('conversion key') as string,
				order: 'O-1',
			},
			{ status: 'failed', reason: expect.stringMatching(/^Email/) as string, order: 'O-1' },
		]);
	});

	test('says so about a time in the future', async () => {
		const run = await prepare({ timestamp: '2999-01-01T00:00:00Z' });
		expect(reasons(run)[0]).toMatch(/^Timestamp was .* in the future/);
	});

	test('says so for each if the operation is unknown', async () => {
		const run = await prepare({ operation: '__CUSTOM_API_CALL__' });
		expect(reasons(run)).toEqual(
			Array(3).fill(
				'This node has no such operation. Choose Send Conversion or Send Marketing Event.',
			),
		);
		expect(run.settings.concurrency).toBe(200);
		expect(run.remarks).toEqual([]);
	});

	test('says so for each if an option of the run is wrong', async () => {
		const run = await prepare({ options: { concurrency: 201 } });
		expect(reasons(run)).toEqual(Array(3).fill(expect.stringMatching(/^Concurrency was 201/)));
	});

	test('has the whole sentence of an option that n8n can’t read', async () => {
		const run = await prepare({ options: { timeout: '={{ $("A").item }}' } });
		expect(reasons(run)[0]).toMatch(/^Timeout \(Seconds\) can't be read: .* correct it\.$/);
	});

	test('without items, there is nothing to say', async () => {
		expect(await prepare({ operation: 'none' }, { items: [] })).toMatchObject({ items: [] });
	});

	test('is distinguished from one that is ready', async () => {
		const { items } = await prepare({ action: '' });
		expect(items).toMatchObject(Array(3).fill({ status: 'failed' }));
	});

	test.each([
		[10, 10, ''],
		[11, 10, ' And 1 more like these.'],
		[25, 10, ' And 15 more like these.'],
	])('that has %i problems says ten of them, and how many more', async (count, listed, more) => {
		const nameless = { id: 'x', name: '', type: 'string', value: 'a' };
		const assignments = Array.from({ length: count }, () => nameless);
		const run = await prepare({ extraParameters: { assignments } }, { items: people(1) });
		const sentence = 'An extra parameter has a value but no name. Give it a name, or remove it.';
		expect(reasons(run)).toEqual([`${Array(listed).fill(sentence).join(' ')}${more}`]);
	});

	test('is not explained in JavaScript’s words', async () => {
		const items = people(1);
		const run = await prepare(
			{ mappingMode: 'auto' },
			{
				items: [
					new Proxy(items[0], {
						ownKeys: () => {
							throw new Error('Odd item');
						},
					}),
				],
			},
		);
		expect(reasons(run)).toEqual([
			"The item holds something that can't be read. Map a plain value.",
		]);
	});
});

describe('an item that the user wants skipped', () => {
	const options = (to: string): INodeParameters => ({
		options: {
			actionMapping: { values: [{ from: 'bought', to }] },
			onUnmappedAction: 'skip',
		},
	});

	test('says why, and shows the event', async () => {
		const run = await prepare(options('purchase'));
		expect(run.items[0]).toEqual({
			status: 'skipped',
			reason: 'Action was "purchase", which is not in Action Mapping.',
			cause: 'unmappedAction',
			outputKey: 'conversion',
			payload: { email: 'person-0@example.com', action: 'purchase', timestamp: '1535147451' },
		});
	});

	test('needs no credential', async () => {
		const { asked } = await prepare(options('purchase'));
		expect(asked.map(([what]) => what)).not.toContain('the credential');
	});

	test('shows no event if none can be built', async () => {
		const { items } = await prepare({ ...options('purchase'), email: 'nobody' });
		expect(items[0]).toEqual({
			status: 'skipped',
			reason: expect.any(String) as string,
			cause: 'unmappedAction',
		});
	});
});

describe('the user is told about', () => {
	test('a mapped field that is empty, but only in items that can be sent', async () => {
		const customers = { ...PURCHASE, customerId: '={{ $json.id }}' };
		const items = [...people(2), { email: 'nobody' }];
		const { remarks } = await prepare(customers, { items });
		expect(remarks).toEqual([
			{
				topic: 'emptyFields',
				sentence: 'Customer ID is mapped but was empty in 2 of 2 items that can be sent.',
			},
		]);
	});

	test.each([
		[['bought', 'x', 'y'], /^"x" \(1\) and "y" \(1\) are not in/],
		[['bought', 'bought', 'y'], /^"y" \(1\) is not in/],
	])('actions that are not in Action Mapping: of %j', async (actions, remark) => {
		const options = { actionMapping: { values: [{ from: 'bought', to: 'purchase' }] } };
		const action = '={{ $json.action }}';
		const items = people(3).map((item, index) => ({ ...item, action: actions[index] }));
		const { remarks } = await prepare({ options, action }, { items });
		expect(remarks).toEqual([
			{ topic: 'unmappedActions', sentence: expect.stringMatching(remark) as string },
		]);
	});

	test('several remarks, each with its topic', async () => {
		const options = { actionMapping: { values: [{ from: 'bought', to: 'purchase' }] } };
		const action = '=order {{ $json.date }}';
		const evaluate = (expression: string, { email }: IDataObject) =>
			action.includes(expression) ? 'order of May' : email;
		const { remarks } = await prepare({ options, action }, { items: people(3), evaluate });
		expect(remarks.map(({ topic }) => topic)).toEqual(['textBesideField', 'unmappedActions']);
	});
});

describe('the credential', () => {
	const reads = ({ asked }: Awaited<ReturnType<typeof prepare>>) =>
		asked.filter(([what]) => what === 'the credential').map(([, itemIndex]) => itemIndex);

	test('is read once if it holds no expression', async () => {
		expect(reads(await prepare())).toEqual([0]);
	});

	test('is read for each item if it may hold one', async () => {
		const run = await prepare(
			{},
			{ credential: (itemIndex) => ({ ...CREDENTIAL, advertiserId: `brand-${itemIndex}` }) },
		);
		expect(reads(run)).toEqual([0, 1, 2]);
		expect(run.items[2]).toMatchObject({
			account: { advertiserId: 'brand-2' },
			credential: { advertiserId: 'brand-2' },
		});
	});

	test('fails the items for which it is wrong', async () => {
		const run = await prepare({}, { credential: () => ({ ...CREDENTIAL, advertiserId: '' }) });
		expect(reasons(run)).toEqual(
			Array(3).fill(expect.stringMatching(/^The Advertiser ID is empty/)),
		);
	});

	test('that n8n can’t read fails with n8n’s words', async () => {
		const credential = () => {
			throw new Error('Credentials could not be decrypted.');
		};
		expect(reasons(await prepare({}, { credential }))[0]).toBe(
			"The credential can't be read: Credentials could not be decrypted. Open it and correct it.",
		);
	});

	test.each([
		'Credential with ID "1" does not exist for type "rockerboxApi".',
		'Credential with ID "1" was not found.',
	])('that was deleted has to be replaced: %s', async (words) => {
		const credential = () => {
			throw new Error(words);
		};
		expect(reasons(await prepare({}, { credential }))[0]).toMatch(
			/was deleted\. Choose another one under 'Credential'\./,
		);
	});
});

describe('a duplicate of a conversion key', () => {
	const twice = { items: [...people(2), ...people(1)] };

	test('is left to the delivery, which knows what was accepted', async () => {
		const run = await prepare({ options: { conversionKey: 'email' } }, twice);
		expect(reasons(run)).toEqual(['ready', 'ready', 'ready']);
	});

	test('fails if the user wants that', async () => {
		const options = { conversionKey: 'email', onDuplicate: 'error' };
		expect(reasons(await prepare({ options }, twice))).toEqual([
			'ready',
			'ready',
			'Item 0 of this run has the same conversion key ("email"), and Rockerbox counts only the first. Remove one of the two, or choose another value for the option On Duplicate.',
		]);
	});

	test('is not one in another account', async () => {
		const options = { conversionKey: 'email', onDuplicate: 'error' };
		const credential = (itemIndex: number) => ({ ...CREDENTIAL, advertiserId: `b-${itemIndex}` });
		expect(reasons(await prepare({ options }, { ...twice, credential }))).toEqual([
			'ready',
			'ready',
			'ready',
		]);
	});

	test('a key that lacks a field fails the item', async () => {
		const run = await prepare({ options: { conversionKey: 'order_id' } });
		expect(reasons(run)[0]).toMatch(/^Order ID is empty, but the conversion key/);
	});
});
