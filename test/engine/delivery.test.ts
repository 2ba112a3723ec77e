import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { retryWorkflow } from '../../tools/harness/engine/engine';
import {
	ADVERTISER_ID,
	ERROR_OUTPUT,
	extraParameters,
	linesOf,
	MODES,
	pause,
	people,
	PURCHASE,
	remarksIn,
	settle,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();
withoutWaits();

const withOptions = (options: INodeParameters, more: INodeParameters = {}) => ({
	parameters: { ...PURCHASE, ...more, options },
});
const errorOf = ({ json }: { json: IDataObject }) => json.error as string;
const emailOf = ({ json }: { json: unknown }) => (json as { email: string }).email;

describe('Concurrency', () => {
	test.each([
		['20 at first without the option', {}, 20],
		['as the option says: 2', { concurrency: 2 }, 2],
		['20 at first where the option allows more', { concurrency: 50 }, 20],
	])('is %s', async (_what, options, most) => {
		let isFull: Promise<void> | undefined;
		let mostAtFirst: number | undefined;
		receiver.answer(async () => {
			// No answer until the allowed number has arrived, and there was time for one too many.
			while (receiver.ledger.length < most) await pause(5);
			await (isFull ??= settle());
			mostAtFirst ??= receiver.mostInFlight;
			return {};
		});
		await run(people(60), withOptions(options));

		expect(mostAtFirst).toBe(most);
		expect(receiver.ledger).toHaveLength(60);
	});

	test('grows up to the option’s value while answers are fine', async () => {
		receiver.answer({ delay: 150 });
		await run(people(400), withOptions({ concurrency: 50 }));

		expect(receiver.mostInFlight).toBe(50);
		expect(receiver.ledger).toHaveLength(400);
	});
});

describe('Max Retries', () => {
	test.each([
		['4 without the option', {}, 5],
		['0', { maxRetries: 0 }, 1],
		['10', { maxRetries: 10 }, 11],
	])('%s', async (_what, options, attempts) => {
		receiver.answer({ status: 503 });
		const { error } = await run(people(1), { ...withOptions(options), ...ERROR_OUTPUT });

		expect(receiver.ledger).toHaveLength(attempts);
		expect(new Set(receiver.ledger.map(({ body }) => body)).size).toBe(1);
		if (attempts > 1) expect(error[0].json.error).toContain(`It was tried ${attempts} times.`);
	});

	test('shows in the output how many attempts an item took', async () => {
		receiver.answer((_request, index) => ({ status: index < 2 ? 503 : 200 }));
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted', attempts: 3 });
		expect(success[0].json).not.toHaveProperty('warning');
	});

	test('says in the output if an answer was lost', async () => {
		receiver.answer((_request, index) => (index === 0 ? { instead: 'cut' } : undefined));
		const { success, hints } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted', attempts: 2 });
		expect(success[0].json.warning).toMatch(/may have received this event twice/);
		expect(hints[0].message).toMatch(/1 accepted may have reached Rockerbox twice/);
	});

	test('is given up when Rockerbox seems unavailable, so that a large run ends', async () => {
		const now = performance.now.bind(performance);
		let passed = 0; // milliseconds
		jest.spyOn(performance, 'now').mockImplementation(() => now() + passed);
		receiver.answer(() => {
			passed += 2_000;
			return { status: 503 };
		});
		const { success, error } = await run(people(500), {
			...withOptions({ timeout: 300 }), // more than the leaps of the clock use up
			...ERROR_OUTPUT,
		});

		expect(success).toEqual([]);
		expect(error).toHaveLength(500);
		// Twenty items with five attempts each, and those that were still under way.
		expect(receiver.ledger.length).toBeGreaterThanOrEqual(100);
		expect(receiver.ledger.length).toBeLessThan(100 + 10 * 5);
		expect(error.at(-1)!.json.error).toMatch(/^Not sent\. The 20 items before it all failed/);
	});

	test('goes on for as long as some are accepted', async () => {
		receiver.answer(({ json }) => ({ status: emailOf({ json }).includes('7') ? 200 : 503 }));
		const { success, error } = await run(people(100), ERROR_OUTPUT);

		expect(success.length + error.length).toBe(100);
		expect(error.filter(({ json }) => /^Not sent/.test(json.error as string))).toEqual([]);
	});
});

describe('Retry-After', () => {
	test('makes all items wait', async () => {
		const early: unknown[] = [];
		const begin = Date.now();
		receiver.answer((request, index) => {
			if (index > 1 && Date.now() < begin + 1000) early.push(request.body);
			// The other one is under way when the pause is asked for.
			return index === 0 ? { status: 429, headers: { 'retry-after': '1' } } : { delay: 200 };
		});
		const { success } = await run(people(6), withOptions({ concurrency: 2 }));

		expect(success).toHaveLength(6);
		expect(receiver.ledger).toHaveLength(7);
		expect(early).toEqual([]);
	});

	test('of more than a minute fails the item, and says how long to wait', async () => {
		receiver.answer({ status: 429, headers: { 'retry-after': '7200' } });
		const { error } = await run(people(1), ERROR_OUTPUT);

		expect(receiver.ledger).toHaveLength(1);
		expect(error[0].json.error).toMatch(
			/Rockerbox asks to wait for 2 hours: send it again after \w{3} \d+, \d{4}, \d+:\d\d [AP]M/,
		);
	});

	test('of more than a minute says when to run again, in n8n’s default mode too', async () => {
		receiver.answer((_request, index) =>
			index === 1 ? { status: 429, headers: { 'retry-after': '3600' } } : undefined,
		);
		const { failure } = await run(people(6), withOptions({ concurrency: 1 }));

		expect(receiver.ledger).toHaveLength(2);
		expect(failure?.text).toMatch(/send it again after \w{3} \d+, \d{4}, \d+:\d\d [AP]M \(.+\)/);
		expect(failure?.text).toContain('1 of 6 items failed, 1 accepted, 4 not tried');
	});

	test.each([429, 503])(
		'of more than a minute with HTTP %i stops the run, and says when to run again',
		async (status) => {
			receiver.answer({ status, headers: { 'retry-after': '3600' } });
			const { error, success } = await run(people(500), ERROR_OUTPUT);
			const sent = error.filter(({ json }) => !(json.error as string).startsWith('Not sent'));

			expect(success).toEqual([]);
			expect(error).toHaveLength(500);
			expect(receiver.ledger.length).toBeLessThanOrEqual(20); // those in transit
			expect(sent).toHaveLength(receiver.ledger.length);
			expect(error[499].json.error).toMatch(
				/^Not sent, because Rockerbox asks to wait for 60 minutes\. Send it again after \w{3} \d+, \d{4}, \d+:\d\d [AP]M \(.+\)\. \[item 499\]$/,
			);
		},
	);

	test.each(MODES)(
		'of more than a minute is not cut short by Retry On Fail: $settings.onError',
		async ({ settings }) => {
			receiver.answer({ status: 429, headers: { 'retry-after': '3600' } });
			const retries = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
			const result = await run(people(200), { settings: { ...settings, ...retries } });
			const words = [result.failure?.text, ...[...result.success, ...result.error].map(errorOf)];

			expect(receiver.ledger.length).toBeLessThanOrEqual(20); // those in transit
			expect(words.join(' ')).toContain('Rockerbox asks to wait for 60 minutes');
			expect(result.error.length + result.success.length).toBe(result.failure ? 0 : 200);
		},
	);

	test('of more than a minute does not keep anyone from pressing Retry', async () => {
		receiver.answer({ status: 429, headers: { 'retry-after': '3600' } });
		const failed = await run(people(3));
		receiver.answer({});
		const { success } = await retryWorkflow(
			{
				items: people(3),
				parameters: PURCHASE,
				credential: { advertiserId: ADVERTISER_ID, baseUrl: receiver.url },
			},
			failed,
		);

		expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'accepted', 'accepted']);
	});
});

describe('The Retry button after a change of the mapping', () => {
	test('says that the change was not sent for items that were accepted before', async () => {
		receiver.answer(({ json }) => ({
			status: emailOf({ json }) === 'person-2@example.com' ? 400 : 200,
		}));
		const failed = await run(people(3), withOptions({ concurrency: 1 }));
		receiver.answer({});
		const { success, ...result } = await retryWorkflow(
			{
				items: people(3),
				parameters: { ...PURCHASE, action: 'order' },
				credential: { advertiserId: ADVERTISER_ID, baseUrl: receiver.url },
			},
			failed,
		);

		expect(receiver.ledger.map(({ json }) => (json as IDataObject).action)).toEqual([
			'purchase',
			'purchase',
			'purchase',
			'order',
		]);
		expect(success[0].json).toEqual({
			status: 'accepted',
			statusCode: 200,
			attempts: 1,
			warning: expect.stringContaining('has changed since') as string,
		});
		expect(success[2].json).toMatchObject({ status: 'accepted', conversion: { action: 'order' } });
		expect(linesOf(result)).toEqual([
			'3 conversions were accepted.',
			'Action: order 1.',
			'Dates: Aug 24, 2018 (America/New_York).',
			'Known by: email 1.',
			'These figures leave out 2 accepted in an earlier try and changed since.',
			"Rockerbox's Webhooks page shows whether they count.",
			'2 accepted in an earlier try changed afterwards: see the "warning" field.',
		]);
	});
});

describe('Timeout', () => {
	test('ends the wait for an answer, and the item says that it may be recorded', async () => {
		receiver.answer({ instead: 'hang' });
		const options = { timeout: 1, maxRetries: 0 };
		const { error } = await run(people(1), { ...withOptions(options), ...ERROR_OUTPUT });

		expect(error[0].json.error).toMatch(
			/No answer from 127.0.0.1 within 1 second\..*may or may not/,
		);
	});

	test('ends the wait for the rest of an answer, whose status counts', async () => {
		receiver.answer({ instead: 'stall' });
		const { success } = await run(people(1), withOptions({ timeout: 1 }));

		expect(success[0].json).toMatchObject({ status: 'accepted', attempts: 1 });
		expect(receiver.ledger).toHaveLength(1);
	});
});

describe('Stop', () => {
	test('ends the wait before a retry, and nothing more is sent', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.999); // a second, then two, four and eight
		let press = () => {};
		const stop = new Promise<void>((resolve) => (press = resolve));
		receiver.answer((_request, index) => {
			if (index === 2) press();
			return { status: 503 };
		});
		await run(people(3), { ...ERROR_OUTPUT, stop });
		const sent = receiver.ledger.length;
		await settle();

		expect(receiver.ledger).toHaveLength(sent);
		expect(sent).toBe(3);
	});
});

describe('The conversion key', () => {
	const orders = ['A', 'B', 'A', 'C', 'B', 'A'].map((order, index) => ({
		email: `person-${index}@example.com`,
		order,
	}));
	const keyed = (options: INodeParameters) =>
		withOptions(
			{ conversionKey: 'order_id', ...options },
			{ additionalFields: { orderId: '={{ $json.order }}' } },
		);

	test('is in the output, and duplicates are skipped with a reason', async () => {
		const { success, ...result } = await run(orders, keyed({}));

		expect(receiver.ledger).toHaveLength(3);
		expect(success.map(({ json }) => [json.status, json.conversionKey])).toEqual([
			['accepted', 'A'],
			['accepted', 'B'],
			['skipped', 'A'],
			['accepted', 'C'],
			['skipped', 'B'],
			['skipped', 'A'],
		]);
		expect(success[4].json.reason).toMatch(/^Item 1 of this run has the same conversion key/);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(
			orders.map((_, item) => ({ item })),
		);
		expect(linesOf(result)[0]).toBe('3 of 6 conversions were accepted, 3 skipped (see "reason").');
	});

	test('of a slow item holds up no other item', async () => {
		let letGo = () => {};
		const slow = new Promise<void>((resolve) => (letGo = resolve));
		receiver.answer(async ({ json }) => {
			const { order_id: order } = json as IDataObject;
			if (order === 'A') await slow;
			// The others have arrived while the first one still has no answer.
			if (receiver.ledger.length === 31) letGo();
			return {};
		});
		const items = Array.from({ length: 50 }, (_, index) => ({
			email: `person-${index}@example.com`,
			order: index < 20 ? 'A' : `B-${index}`,
		}));
		const { success } = await run(items, keyed({ concurrency: 2 }));

		expect(receiver.ledger).toHaveLength(31);
		expect(success.filter(({ json }) => json.status === 'skipped')).toHaveLength(19);
	});

	test('sends duplicates if the user wants that', async () => {
		const { success } = await run(orders, keyed({ onDuplicate: 'send' }));

		expect(receiver.ledger).toHaveLength(6);
		expect(success.every(({ json }) => json.status === 'accepted')).toBe(true);
	});

	test('fails duplicates if the user wants that, before anything is sent', async () => {
		const { failure } = await run(orders, keyed({ onDuplicate: 'error' }));

		expect(receiver.ledger).toEqual([]);
		expect(failure?.items).toEqual([2, 4, 5]);
		expect(failure?.text).toContain('3 of 6 items failed, so nothing was sent');
	});

	test('sends the next item with the same key if the first isn’t accepted', async () => {
		receiver.answer(({ json }) => ({
			status: emailOf({ json }) === 'person-0@example.com' ? 400 : 200,
		}));
		const { success, error } = await run(orders, { ...keyed({}), ...ERROR_OUTPUT });

		expect(error.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(success.map(({ json }) => json.status)).toEqual([
			'accepted',
			'accepted',
			'accepted',
			'skipped',
			'skipped',
		]);
	});

	test('counts what an earlier try delivered', async () => {
		const options = {
			items: [...orders.slice(0, 2), ...orders.slice(3, 4), ...orders.slice(0, 3)],
			credential: { advertiserId: ADVERTISER_ID, baseUrl: receiver.url },
			...keyed({ concurrency: 1 }),
		};
		receiver.answer(({ json }) => ({ status: (json as IDataObject).order_id === 'C' ? 400 : 200 }));
		const first = await run(options.items, keyed({ concurrency: 1 }));
		receiver.answer({});
		const retried = await retryWorkflow(options, first);

		expect(first.failure?.text).toContain('1 of 6 items failed, 2 accepted, 3 skipped.');
		expect(retried.success.map(({ json }) => [json.status, json.conversionKey])).toEqual([
			['accepted', 'A'],
			['accepted', 'B'],
			['accepted', 'C'],
			['skipped', 'A'],
			['skipped', 'B'],
			['skipped', 'A'],
		]);
		expect(receiver.ledger.map(({ json }) => (json as IDataObject).order_id)).toEqual([
			'A',
			'B',
			'C',
			'C',
		]);
	});

	test.each([
		['order_id', /Order ID is empty, but the conversion key "order_id" needs it/],
		['email,coupon', /"coupon" is empty, but the conversion key "email,coupon" needs it/],
	])('"%s" fails an item that lacks a field of the key', async (conversionKey, words) => {
		const { parameters } = withOptions({ conversionKey });
		const coupon = extraParameters([{ name: 'coupon', value: '={{ $json.coupon }}' }]);
		const { failure } = await run(people(1), { parameters: { ...parameters, ...coupon } });

		expect(receiver.ledger).toEqual([]);
		expect(failure?.text).toMatch(words);
	});

	test('may use the names of the panel', async () => {
		const { success } = await run(orders, keyed({ conversionKey: 'Order ID' }));

		expect(success.map(({ json }) => json.conversionKey)).toEqual(['A', 'B', 'A', 'C', 'B', 'A']);
	});

	test('that names a field which is never sent sends nothing, and says so once', async () => {
		const { failure } = await run(people(3), withOptions({ conversionKey: 'order_nr' }));

		expect(receiver.ledger).toEqual([]);
		expect(failure?.text).toContain('Conversion Key names "order_nr", a field that is not sent.');
	});

	test('has no effect on marketing events', async () => {
		const { success } = await run([{ user: 'u-1' }], {
			parameters: {
				operation: 'sendMarketingEvent',
				userId: '={{ $json.user }}',
				timestamp: '1535147451',
				options: { conversionKey: 'order_id' },
			},
		});

		expect(success[0].json).toMatchObject({ status: 'accepted' });
		expect(success[0].json).not.toHaveProperty('conversionKey');
	});
});

describe('An option out of its limits', () => {
	test.each<[INodeParameters, string]>([
		[
			{ concurrency: '={{ 201 }}' },
			'Concurrency was 201, and must be a whole number from 1 to 200.',
		],
		[{ concurrency: "={{ $('Nowhere').first() }}" }, "Concurrency can't be read"],
	])('%j fails every item with a reason, and nothing is sent', async (options, words) => {
		const { success, error } = await run(people(3), { ...withOptions(options), ...ERROR_OUTPUT });

		expect(receiver.ledger).toEqual([]);
		expect(success).toEqual([]);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.stringContaining(words),
			expect.stringContaining(words),
			expect.stringContaining(words),
		]);
	});
});

describe('The hint above the output', () => {
	test('sums up a run without trouble', async () => {
		const result = await run(people(3));

		expect(result.hints).toMatchObject([{ type: 'info', location: 'outputPane' }]);
		expect(linesOf(result)).toEqual([
			'3 conversions were accepted.',
			'Action: purchase 3.',
			'Dates: Aug 24, 2018 (America/New_York).',
			'Known by: email 3.',
			"Rockerbox's Webhooks page shows whether they count.",
		]);
	});

	test('names the fields that are mapped but empty', async () => {
		const items = people(4).map((person, index) => ({ ...person, order: index > 0 ? 'O' : '' }));
		const result = await run(items, {
			parameters: {
				...PURCHASE,
				customerId: '={{ $json.typo }}',
				additionalFields: { orderId: '={{ $json.order }}', phone: '' },
				extraParameters: {
					assignments: [{ id: '1', name: 'coupon', type: 'string', value: '={{ $json.code }}' }],
				},
			},
		});

		expect(remarksIn(result)).toEqual([
			'Customer ID (4 of 4 items), "coupon" (4), and Order ID (1) are mapped but were empty.',
		]);
	});
});

describe('Rockerbox’s answer', () => {
	test('is in the error, in short, and without personal data', async () => {
		receiver.answer({
			status: 422,
			body: { error: 'no user person-0@example.com for action purchase' },
		});
		const { error } = await run(people(1), ERROR_OUTPUT);

		expect(error[0].json.error).toBe(
			`Rockerbox refused the event (HTTP 422), answering: {"error":"no user *** for action purchase"}. Compare the event with what Rockerbox's Webhooks page shows, or ask your account manager. [item 0]`,
		);
	});
});

describe('While a run is prepared', () => {
	test('everything else in n8n gets its turns', async () => {
		const now = performance.now.bind(performance);
		let passed = 0; // milliseconds, and each reading of the clock is 10 later
		jest.spyOn(performance, 'now').mockImplementation(() => now() + (passed += 10));
		let turns = 0;
		let isOver = false;
		const others = (async () => {
			for (; !isOver; turns++) await pause(0);
		})();
		const items = people(300).map((person, index) => (index === 299 ? { email: 'x' } : person));
		const { failure } = await run(items);
		isOver = true;
		await others;

		expect(failure?.text).toContain('1 of 300 items failed, so nothing was sent');
		expect(turns).toBeGreaterThan(100);
	});
});
