import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../nodes/Rockerbox/operations/sendMarketingEvent';
import { retryWorkflow, type WorkflowRun } from '../../tools/harness/engine/engine';
import {
	ADVERTISER_ID,
	extraParameters,
	linesOf,
	people,
	PURCHASE,
	tracesOf,
	useRockerbox,
} from '../support/engineRun';
import { everyField } from '../support/everyField';

const { receiver, run, bodyOf } = useRockerbox();

const ERROR_MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const LOOK = `Check "readable" and "request" in each, then switch off 'Dry Run'.`;

const dryRun = (
	more: INodeParameters = {},
	{ dryRun: isDryRun = true, ...options }: INodeParameters = {},
): INodeParameters => ({ ...PURCHASE, dryRun: isDryRun, ...more, options });
const shownFor = (email: unknown) => ({
	status: 'dryRun',
	request: {
		method: 'POST',
		url: `${receiver.url}/webhook/data?advertiser=***`,
		body: { email, action: 'purchase', timestamp: '1535147451' },
	},
	readable: { timestamp: 'Aug 24, 2018, 5:50:51 PM (America/New_York)' },
});
const requestOf = (json: IDataObject) => json.request as { url: string; body: IDataObject };

describe('A dry run', () => {
	test('shows the exact request of each item, and sends nothing', async () => {
		const {
			success,
			error,
			failure,
			hints,
			run: whole,
		} = await run(people(3), {
			parameters: dryRun(),
		});

		expect(success).toEqual(
			people(3).map(({ email }, item) => ({ json: shownFor(email), pairedItem: { item } })),
		);
		expect(error).toEqual([]);
		expect(failure).toBeUndefined();
		expect(whole.status).toBe('success');
		expect(hints).toEqual([
			{
				message: [
					'Dry run: nothing was sent. 3 conversions are ready.',
					'Action: purchase 3.',
					'Dates: Aug 24, 2018 (America/New_York).',
					'Known by: email 3.',
					LOOK,
				].join('<br>'),
				type: 'warning',
				location: 'outputPane',
			},
		]);
		expect(receiver.ledger).toEqual([]);
	});

	const everything = {
		...everyField(sendConversion),
		...extraParameters([
			{ name: 'products', type: 'array', value: '[{"sku":"A","price":9.5,"tags":null}]' },
			{ name: 'utm.source', value: 'Zoë "Z" \\ 東京 👩‍👧' },
			{ name: 'items', type: 'number', value: '={{ 3 }}' },
			{ name: 'day', value: '={{ DateTime.fromSeconds(1535147451, { zone: "utc" }) }}' },
		]),
	};
	const messy = {
		' Email ': 'Jane@Example.com ',
		action: 'Closed Won',
		TIMESTAMP: 1535147451000,
		revenue: '1.234,50 €',
		secret: { a: [1], b: { c: true } },
	};

	test.each<[string, INodeParameters, IDataObject]>([
		['every field', everything, {}],
		['a marketing event', everyField(sendMarketingEvent), {}],
		[
			'fields that are mapped automatically, others and a translated action',
			{
				operation: 'sendConversion',
				mappingMode: 'auto',
				includeOtherFields: true,
				include: 'except',
				excludeFields: 'secret.b.c',
				options: { actionMapping: { values: [{ from: 'closed won', to: 'purchase' }] } },
			},
			messy,
		],
	])('shows exactly the body that a real run sends: %s', async (_what, parameters, item) => {
		const { success } = await run([item], { parameters: { ...parameters, dryRun: true } });
		expect(receiver.ledger).toEqual([]);
		const sent = await bodyOf(parameters, item);

		expect(JSON.stringify(requestOf(success[0].json).body)).toBe(sent);
	});

	test('shows the address that a real run sends to', async () => {
		const credential = { advertiserId: ADVERTISER_ID, baseUrl: `${receiver.url}/` };
		const { success } = await run(people(1), { parameters: dryRun(), credential });
		await run(people(1), { credential });
		const [shown] = requestOf(success[0].json).url.split('?');

		expect(receiver.ledger).toHaveLength(1);
		expect(shown).toBe(`${receiver.url}${receiver.ledger[0].path}`);
	});

	test('shows to which of several addresses an item would be sent', async () => {
		const items = people(2).map((item, brand) => ({ ...item, brand }));
		const { success } = await run(items, {
			parameters: dryRun(),
			credential: {
				advertiserId: '=brand-{{ $json.brand }}',
				baseUrl: '=https://webhooks{{ $json.brand }}.example.com',
			},
		});

		expect(success.map(({ json }) => requestOf(json).url)).toEqual([
			'https://webhooks0.example.com/webhook/data?advertiser=***',
			'https://webhooks1.example.com/webhook/data?advertiser=***',
		]);
	});

	test('has the conversion key, and skips duplicates as a real run does', async () => {
		const items = ['O-1', 'O-2', 'O-1'].map((order, index) => ({ ...people(3)[index], order }));
		const additionalFields = { orderId: '={{ $json.order }}' };
		const { success, ...result } = await run(items, {
			parameters: dryRun({ additionalFields }, { conversionKey: 'order_id' }),
		});

		expect(success.map(({ json }) => [json.status, json.conversionKey])).toEqual([
			['dryRun', 'O-1'],
			['dryRun', 'O-2'],
			['skipped', 'O-1'],
		]);
		expect(Object.keys(success[0].json)).toEqual([
			'status',
			'readable',
			'request',
			'conversionKey',
		]);
		expect(success[2].json.reason).toContain('Item 0 of this run has the same conversion key');
		expect(linesOf(result)[0]).toBe(
			'Dry run: nothing was sent. 2 of 3 conversions are ready, 1 skipped (see "reason").',
		);
		expect(receiver.ledger).toEqual([]);
	});

	test('names empty fields', async () => {
		const { hints } = await run(people(2), {
			parameters: dryRun({ additionalFields: { orderId: '={{ $json.nope }}' } }),
		});

		expect(hints[0].message).toContain('Order ID is mapped but was empty in 2 of 2 items.');
	});

	test('needs no connection', async () => {
		const credential = { advertiserId: ADVERTISER_ID, baseUrl: 'https://nowhere.invalid' };
		const { success } = await run(people(2), { parameters: dryRun(), credential });

		expect(success.map(({ json }) => json.status)).toEqual(['dryRun', 'dryRun']);
	});

	test('refuses a credential that a real run would refuse', async () => {
		const credential = { advertiserId: ADVERTISER_ID, baseUrl: 'http://webhooks.example.com' };
		const { failure } = await run(people(1), { parameters: dryRun(), credential });

		expect(failure?.text).toContain('Base URL');
	});

	test('without items shows nothing', async () => {
		const { success, hints } = await run([], { parameters: dryRun() });

		expect(success).toEqual([]);
		expect(hints).toEqual([]);
	});

	test('that is off sends', async () => {
		const { success } = await run(people(1), { parameters: dryRun({}, { dryRun: false }) });

		expect(success[0].json.status).toBe('accepted');
		expect(receiver.ledger).toHaveLength(1);
	});
});

describe('The advertiser ID', () => {
	const encoded = encodeURIComponent(ADVERTISER_ID);

	test.each(ERROR_MODES)(
		'is nowhere in the data of a dry run, with On Error "%s"',
		async (onError) => {
			const items = [...people(2), { email: 'Jane' }];
			for (const given of [people(2), items]) {
				const result = await run(given, { parameters: dryRun(), settings: { onError } });
				const traces = tracesOf(result);

				expect(traces).not.toContain('MOx2ZmMw');
				expect(traces.toLowerCase()).not.toContain(encoded.toLowerCase());
			}
			expect(receiver.ledger).toEqual([]);
		},
	);
});

describe('A dry run with an item that can’t be sent', () => {
	const items = [...people(1), { email: 'Jane' }, { email: 'joe@example.com' }];
	const found = 'Email was "Jane"';

	test('stops as a real run would, if On Error is "Stop Workflow"', async () => {
		const { failure, success } = await run(items, { parameters: dryRun() });

		expect(failure?.text).toContain(found);
		expect(failure?.text).toContain(
			"1 of 3 items failed, nothing was sent (dry run).<br>To see every item, set 'On Error' to 'Continue (using error output)'",
		);
		expect(failure?.items).toEqual([1]);
		expect(success).toEqual([]);
		expect(receiver.ledger).toEqual([]);
	});

	test('shows the others, if On Error is "Continue"', async () => {
		const { success, ...result } = await run(items, {
			parameters: dryRun(),
			settings: { onError: 'continueRegularOutput' },
		});

		expect(success).toEqual([
			{ json: shownFor('person-0@example.com'), pairedItem: { item: 0 } },
			{
				json: { status: 'failed', error: expect.stringContaining(found) as string },
				pairedItem: { item: 1 },
			},
			{ json: shownFor('joe@example.com'), pairedItem: { item: 2 } },
		]);
		expect(linesOf(result)).toEqual([
			'Dry run: nothing was sent. 2 of 3 conversions are ready, 1 can\'t be sent (see "error").',
			'Action: purchase 2.',
			'Dates: Aug 24, 2018 (America/New_York).',
			'Known by: email 2.',
			LOOK,
		]);
		expect(receiver.ledger).toEqual([]);
	});

	test('has that one on the error output, if On Error is "Continue (using error output)"', async () => {
		const { success, error } = await run(items, {
			parameters: dryRun(),
			settings: { onError: 'continueErrorOutput' },
		});

		expect(success.map(({ json }) => json)).toEqual([
			shownFor('person-0@example.com'),
			shownFor('joe@example.com'),
		]);
		expect(error).toEqual([
			{
				json: { email: 'Jane', error: expect.stringContaining(found) as string },
				pairedItem: { item: 1 },
			},
		]);
		expect(receiver.ledger).toEqual([]);
	});
});

describe('A dry run that can’t be read', () => {
	test.each<[string, unknown, string]>([
		['a word', '={{ "yes" }}', 'Dry Run was "yes"'],
		['a fixed word', 'yes', 'Dry Run was "yes"'],
		['1', '={{ 1 }}', 'Dry Run was 1'],
		['0', '={{ 0 }}', 'Dry Run was 0'],
		['a list', '={{ [false] }}', 'Dry Run was a list'],
		['an object', '={{ ({}) }}', 'Dry Run was an object'],
		['nothing', '={{ $json.nope }}', 'Dry Run was nothing'],
		['null', '={{ null }}', 'Dry Run was nothing'],
		['an empty text', '={{ "" }}', 'Dry Run was ""'],
		['what can’t be evaluated', "={{ $('Nowhere').item.json.x }}", "Dry Run can't be read"],
	])('sends nothing, whatever On Error says: %s', async (_what, given, words) => {
		for (const onError of ERROR_MODES) {
			const { success, error, failure } = await run(people(2), {
				parameters: dryRun({}, { dryRun: given } as INodeParameters),
				settings: { onError },
			});
			const reasons = [...success, ...error].map(({ json }) => json.error as string);

			expect([failure?.text, ...reasons].join('\n')).toContain(words);
			expect(success.filter(({ json }) => json.status !== 'failed')).toEqual([]);
		}
		expect(receiver.ledger).toEqual([]);
	});
});

describe('A dry run of some items', () => {
	const items = people(4).map((person, index) => ({ ...person, isTest: index % 2 === 0 }));
	const some: Partial<WorkflowRun> = {
		parameters: dryRun({}, { dryRun: '={{ $json.isTest }}' }),
	};

	test('sends the others, and says so', async () => {
		const { success, ...result } = await run(items, some);

		expect(success.map(({ json }) => json.status)).toEqual([
			'dryRun',
			'accepted',
			'dryRun',
			'accepted',
		]);
		expect(receiver.ledger.map(({ json }) => (json as IDataObject).email).sort()).toEqual([
			'person-1@example.com',
			'person-3@example.com',
		]);
		expect(linesOf(result)).toEqual([
			'2 of 4 conversions were accepted, 2 only shown (dry run).',
			'Action: purchase 2.',
			'Dates: Aug 24, 2018 (America/New_York).',
			'Known by: email 2.',
			"Rockerbox's Webhooks page shows whether they count.",
		]);
	});

	test('does not keep an item with the same conversion key from being sent', async () => {
		const same = items.map((item) => ({ ...item, email: 'jane@example.com' }));
		const { success } = await run(same, {
			parameters: dryRun({}, { dryRun: '={{ $json.isTest }}', conversionKey: 'email' }),
		});

		expect(success.map(({ json }) => json.status)).toEqual([
			'dryRun',
			'accepted',
			'skipped',
			'skipped',
		]);
		expect(receiver.ledger).toHaveLength(1);
	});

	test('is no duplicate of an item that is sent, if duplicates fail', async () => {
		const same = items.slice(0, 2).map((item) => ({ ...item, email: 'jane@example.com' }));
		const { success } = await run(same, {
			parameters: dryRun(
				{},
				{ dryRun: '={{ $json.isTest }}', conversionKey: 'email', onDuplicate: 'error' },
			),
		});

		expect(success.map(({ json }) => json.status)).toEqual(['dryRun', 'accepted']);
	});
});

describe('After a dry run', () => {
	test('that failed, a retry without the option sends every item', async () => {
		const broken = { ...PURCHASE, timestamp: '={{ $json.at }}' };
		const credential = { advertiserId: ADVERTISER_ID, baseUrl: receiver.url };
		const items = people(3).map((item, index) => ({
			...item,
			at: index === 1 ? 'soon' : 1535147451,
		}));
		const failed = await run(items, { parameters: dryRun(broken) });
		expect(failed.failure?.items).toEqual([1]);

		const { success } = await retryWorkflow({ items, parameters: PURCHASE, credential }, failed);

		expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(receiver.ledger).toHaveLength(3);
	});

	test('with Retry On Fail, nothing was sent in any of the tries', async () => {
		const { failure } = await run([{ email: 'Jane' }, ...people(1)], {
			parameters: dryRun(),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(failure?.items).toEqual([0]);
		expect(receiver.ledger).toEqual([]);
	});
});
