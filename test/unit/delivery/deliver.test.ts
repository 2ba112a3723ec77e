/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- to set up a signal as n8n does, and to wait for real turns of the event loop */
import fc from 'fast-check';
import type { IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';
import { setMaxListeners } from 'node:events';
import { rememberAccepted } from '../../../nodes/Rockerbox/delivery/acceptedBefore';
import { deliverAll } from '../../../nodes/Rockerbox/delivery/deliver';
import type { RetryState } from '../../../nodes/Rockerbox/delivery/retryState';
import type { Accepted, Outcome } from '../../../nodes/Rockerbox/outcome';
import { noPreflight } from '../../../nodes/Rockerbox/preflight/preflight';
import type { Prepared, Sendable } from '../../../nodes/Rockerbox/prepare/prepare';
import { readSettings } from '../../../nodes/Rockerbox/prepare/settings';

const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: 'https://webhooks.getrockerbox.com' };

const payloadOf = (id: number) => ({ customer_id: String(id), timestamp: '1535147451' });

const event = (id: number, conversionKey?: string): Sendable => ({
	outputKey: 'conversion',
	payload: payloadOf(id),
	conversionKey,
	identity: conversionKey,
	account,
	isDryRun: false,
	credential: { ...account },
});
const events = (count: number) => upTo(count).map((id) => event(id));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const acceptedAs = (id: number, conversionKey?: string): Accepted => ({
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: payloadOf(id),
	...(conversionKey === undefined ? {} : { conversionKey }),
});
/** The record of an accepted event. */
const kept = (id: number, more: Partial<Accepted> = {}) =>
	rememberAccepted(event(id), { ...acceptedAs(id), ...more });
const newRetryState = (more: Partial<RetryState> = {}): RetryState => ({
	accepted: {},
	mayBeRecorded: {},
	...more,
});
const statuses = (outcomes: Outcome[]) => outcomes.map(({ status }) => status);

const realSetImmediate = setImmediate;
const turnOfEventLoop = async () => await new Promise<void>((resolve) => realSetImmediate(resolve));

/** A status, or the code of the failure instead of an answer. */
type Answer = number | string | { status: number; retryAfter: string };

/** Rockerbox's answer to the event with this ID at this attempt. */
function newRockerbox(
	answer: (id: number, attempt: number) => Answer | Promise<Answer> = () => 200,
) {
	const stop = new AbortController();
	setMaxListeners(Infinity, stop.signal);
	const record = { sent: [] as number[], recorded: [] as number[], inFlight: 0, most: 0 };
	async function* stream() {
		yield await Promise.resolve(new Uint8Array());
	}
	const helper = async (_type: string, { body }: IHttpRequestOptions) => {
		const id = Number((JSON.parse(body as string) as { customer_id: string }).customer_id);
		record.sent.push(id);
		record.inFlight++;
		record.most = Math.max(record.most, record.inFlight);
		await Promise.resolve();
		const found = await answer(id, record.sent.filter((sent) => sent === id).length);
		record.inFlight--;
		if (typeof found === 'string') throw Object.assign(new Error('x'), { code: found });
		const { status, retryAfter } =
			typeof found === 'number' ? { status: found, retryAfter: undefined } : found;
		if (status < 300) record.recorded.push(id);
		return { statusCode: status, headers: { 'retry-after': retryAfter }, body: stream() };
	};
	const context = {
		getExecutionCancelSignal: () => stop.signal,
		getTimezone: () => 'America/New_York',
		helpers: { httpRequestWithAuthentication: helper },
		logger: { error: () => {} },
	} as unknown as IExecuteFunctions;

	const resultOf = (
		items: Prepared[],
		{
			options = {},
			retryState = newRetryState(),
			stopOnFailure = false,
		}: { options?: Record<string, unknown>; retryState?: RetryState; stopOnFailure?: boolean } = {},
	) =>
		deliverAll(
			context,
			{
				items,
				settings: readSettings(options),
				publicKeys: [],
				preflight: noPreflight({ type: '', parameters: {} } as INode),
				remarks: [],
			},
			retryState,
			stopOnFailure,
		);
	const deliver = async (...given: Parameters<typeof resultOf>) =>
		(await resultOf(...given)).outcomes;
	return { resultOf, deliver, record, stop: () => stop.abort() };
}

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(Math, 'random').mockReturnValue(0); // no waits
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

describe('every item has its outcome at its index', () => {
	test('without items', async () => {
		expect(await newRockerbox().deliver([])).toEqual([]);
	});

	test('when all are accepted', async () => {
		const { deliver, record } = newRockerbox();
		expect(await deliver(events(30))).toStrictEqual(upTo(30).map((id) => acceptedAs(id)));
		expect(record.sent).toEqual(upTo(30));
	});

	test('while others get their turn, however many requests may start at once', async () => {
		jest.useRealTimers();
		const { deliver, record } = newRockerbox(async () => {
			for (const until = performance.now() + 5; performance.now() < until; );
			await turnOfEventLoop();
			return 200;
		});
		let startedAtFirstTurn = 0;
		setImmediate(() => (startedAtFirstTurn = record.sent.length));
		await deliver(events(20));
		expect(startedAtFirstTurn).toBeGreaterThan(0);
		expect(startedAtFirstTurn).toBeLessThan(20);
	});

	test('when some fail, and some can’t be sent', async () => {
		const { deliver, record } = newRockerbox((id) => (id === 3 ? 400 : 200));
		const items: Prepared[] = events(6);
		items[1] = { status: 'failed', reason: 'Email is wrong.' };
		const outcomes = await deliver(items);
		expect(statuses(outcomes)).toEqual([
			'accepted',
			'failed',
			'accepted',
			'failed',
			'accepted',
			'accepted',
		]);
		expect(outcomes[1]).toStrictEqual({ status: 'failed', reason: 'Email is wrong.' });
		expect(outcomes[5]).toStrictEqual(acceptedAs(5));
		expect(record.sent).toEqual([0, 2, 3, 4, 5]);
	});

	test('even if the node itself stumbles over one of them', async () => {
		const { deliver } = newRockerbox((id) => (id === 1 ? 400 : 200));
		const items = events(3);
		items[1].account = { ...account, baseUrl: 'no address' };
		const outcomes = await deliver(items, { options: { concurrency: 1 } });
		expect(statuses(outcomes)).toEqual(['accepted', 'failed', 'accepted']);
		expect(outcomes[1]).toMatchObject({
			reason: expect.stringContaining('may or may not') as string,
			mayBeRecorded: true,
		});
	});

	test('whichever is done first', async () => {
		const { deliver } = newRockerbox(async (id) => {
			for (let turn = 0; turn < (9 - id) * 5; turn++) await Promise.resolve();
			return 200;
		});
		expect(await deliver(events(10))).toStrictEqual(upTo(10).map((id) => acceptedAs(id)));
	});
});

test('items start in order, and no more are in progress than Concurrency says', async () => {
	const runs = fc.record({
		count: fc.nat({ max: 300 }),
		concurrency: fc.integer({ min: 1, max: 200 }),
		turns: fc.array(fc.nat({ max: 3 }), { minLength: 1 }),
	});
	await fc.assert(
		fc.asyncProperty(runs, async ({ count, concurrency, turns }) => {
			const { deliver, record } = newRockerbox(async (id) => {
				for (let turn = 0; turn <= turns[id % turns.length]; turn++) await turnOfEventLoop();
				return 200;
			});
			const outcomes = await deliver(events(count), { options: { concurrency } });
			expect(statuses(outcomes)).toEqual(upTo(count).map(() => 'accepted'));
			expect(record.sent).toEqual(upTo(count));
			expect(record.most).toBeLessThanOrEqual(concurrency);
			expect(record.most).toBeGreaterThanOrEqual(Math.min(count, concurrency, 20));
		}),
		{ numRuns: 30 },
	);
});

test('no more start in a second than Requests per Second says', async () => {
	const { deliver, record } = newRockerbox();
	const delivering = deliver(events(10), { options: { requestsPerSecond: 2 } });
	await jest.advanceTimersByTimeAsync(1_400);
	expect(record.sent).toEqual([0, 1, 2]);
	await jest.runAllTimersAsync();
	expect(await delivering).toHaveLength(10);
	expect(record.sent).toEqual(upTo(10));
});

describe('On Error "Stop Workflow"', () => {
	test.each([0, 2, 4])('nothing at all is sent if one item can’t be: item %i', async (bad) => {
		const { deliver, record } = newRockerbox();
		const items: Prepared[] = events(5);
		items[bad] = { status: 'failed', reason: 'Email is wrong.' };
		const outcomes = await deliver(items, { stopOnFailure: true });
		expect(record.sent).toEqual([]);
		expect(outcomes).toEqual(
			upTo(5).map((index) =>
				index === bad
					? { status: 'failed', reason: 'Email is wrong.' }
					: { status: 'notSent', reason: expect.stringContaining('run stopped') as string },
			),
		);
	});

	test('nothing new starts after a failure; items in progress end and count', async () => {
		let answerLate = () => {};
		const late = new Promise<void>((resolve) => (answerLate = resolve));
		const { deliver, record } = newRockerbox(async (id) => {
			if (id === 1) return 400;
			if (id === 2) await late;
			return 200;
		});
		const retryState = newRetryState();
		const delivering = deliver(events(20), {
			options: { concurrency: 3 },
			retryState,
			stopOnFailure: true,
		});
		await jest.advanceTimersByTimeAsync(1);
		answerLate();
		const outcomes = await delivering;
		expect(record.sent.length).toBeLessThanOrEqual(5);
		expect(outcomes[1]).toHaveProperty('status', 'failed');
		expect(outcomes[2]).toStrictEqual(acceptedAs(2));
		const taken = record.recorded.sort((a, b) => a - b);
		expect(Object.keys(retryState.accepted).map(Number)).toEqual(taken);
		outcomes.forEach(({ status }, index) => {
			if (index !== 1) expect(status).toBe(taken.includes(index) ? 'accepted' : 'notSent');
		});
	});

	test('otherwise, all others are sent', async () => {
		const { deliver, record } = newRockerbox(() => 400);
		expect(statuses(await deliver(events(20)))).toEqual(upTo(20).map(() => 'failed'));
		expect(record.sent).toEqual(upTo(20));
	});
});

describe('Stop', () => {
	test('nothing more starts; items in progress count', async () => {
		const { deliver, record, stop } = newRockerbox((id) => {
			if (id === 4) stop();
			return 200;
		});
		const outcomes = await deliver(events(20), { options: { concurrency: 1 } });
		expect(record.sent).toEqual(upTo(5));
		expect(statuses(outcomes)).toEqual(upTo(20).map((id) => (id < 5 ? 'accepted' : 'notSent')));
		expect(outcomes[19]).toHaveProperty('reason', expect.stringContaining('stopped'));
	});

	test('before the first, nothing is sent', async () => {
		const { deliver, record, stop } = newRockerbox();
		stop();
		expect(statuses(await deliver(events(3)))).toEqual(['notSent', 'notSent', 'notSent']);
		expect(record.sent).toEqual([]);
	});
});

describe.each([429, 503, 500])(
	'a Rockerbox that answers %i and asks to wait for an hour',
	(status) => {
		test.each([1, 5])(
			'gets no more than the %i requests that were in progress',
			async (concurrency) => {
				const { deliver, record } = newRockerbox(() => ({ status, retryAfter: '3600' }));
				const outcomes = await deliver(events(50), { options: { concurrency } });
				expect(record.sent).toEqual(upTo(concurrency));
				expect(statuses(outcomes)).toEqual([
					...Array<string>(concurrency).fill('failed'),
					...Array<string>(50 - concurrency).fill('notSent'),
				]);
			},
		);

		test('makes all other items say how long it asks to wait, and when to run again', async () => {
			jest.setSystemTime(new Date('2026-03-02T14:15:00Z'));
			const { deliver } = newRockerbox(() => ({ status, retryAfter: '3600' }));
			const outcomes = await deliver(events(3), { options: { concurrency: 1 } });
			expect(outcomes[2]).toStrictEqual({
				status: 'notSent',
				reason:
					'Not sent, because Rockerbox asks to wait for 60 minutes. Send it again after Mar 2, 2026, 10:15 AM (America/New_York).',
			});
		});
	},
);

test('an item that waits for a retry also says how long Rockerbox asks to wait, as the refused item does', async () => {
	jest.setSystemTime(new Date('2026-03-02T14:15:30Z'));
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const { deliver, record } = newRockerbox((id) =>
		id === 0 ? 503 : { status: 429, retryAfter: '3600' },
	);
	const delivering = deliver(events(2), { options: { concurrency: 2 }, stopOnFailure: true });
	await jest.runAllTimersAsync();
	const ends = 'Rockerbox asks to wait for 60 minutes: send it again after Mar 2, 2026, 10:16 AM';
	expect(await delivering).toMatchObject(
		Array(2).fill({ status: 'failed', reason: expect.stringContaining(ends) as string }),
	);
	expect(record.sent).toEqual([0, 1]);
});

test('the time of the next try is reported only after such a wait', async () => {
	jest.setSystemTime(new Date('2026-03-02T15:00:30Z'));
	const asking = newRockerbox(() => ({ status: 429, retryAfter: '3600' }));
	const { waitUntil } = await asking.resultOf(events(2));
	expect(waitUntil).toBe(Date.parse('2026-03-02T16:01:00Z'));
	expect((await newRockerbox().resultOf(events(2))).waitUntil).toBeUndefined();
});

test('a wait that is too long for a date is put in words', async () => {
	const { deliver } = newRockerbox(() => ({ status: 429, retryAfter: '9'.repeat(400) }));
	const outcomes = await deliver(events(2), { options: { concurrency: 1 } });
	expect(outcomes[1]).toHaveProperty(
		'reason',
		'Not sent, because Rockerbox asks to wait for more than a day. Send it again after that.',
	);
});

test('a Rockerbox that is unavailable gets no more than twenty items', async () => {
	const { deliver, record } = newRockerbox(() => {
		jest.advanceTimersByTime(5_000);
		return 503;
	});
	const outcomes = await deliver(events(1000), { options: { concurrency: 1 } });
	expect(record.sent).toHaveLength(100);
	expect(statuses(outcomes)).toEqual(upTo(1000).map((id) => (id < 20 ? 'failed' : 'notSent')));
	expect(outcomes[999]).toHaveProperty('reason', expect.stringContaining('20 items before it'));
});

describe('an item that an earlier try of the run accepted', () => {
	const remembered = kept(1, { attempts: 3 });

	test('is never sent again, and has the same output as before', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver(events(3), {
			retryState: newRetryState({ accepted: { 1: remembered } }),
		});
		expect(record.sent).toEqual([0, 2]);
		expect(outcomes).toStrictEqual([
			acceptedAs(0),
			{ ...acceptedAs(1), attempts: 3 },
			acceptedAs(2),
		]);
	});

	test('isn’t a failure, even if it can no longer be prepared', async () => {
		const { deliver, record } = newRockerbox();
		const items: Prepared[] = events(2);
		items[1] = { status: 'failed', reason: 'Email is wrong.' };
		const outcomes = await deliver(items, {
			retryState: newRetryState({ accepted: { 1: remembered } }),
			stopOnFailure: true,
		});
		expect(outcomes).toStrictEqual([
			acceptedAs(0),
			{
				status: 'accepted',
				statusCode: 200,
				attempts: 3,
				warning: expect.stringContaining('has changed since') as string,
			},
		]);
		expect(record.sent).toEqual([0]);
	});

	test('counts as the first of its conversion key', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver([event(0, 'a'), event(1, 'a')], {
			options: { conversionKey: 'order_id' },
			retryState: newRetryState({ accepted: { 1: kept(1) } }),
		});
		expect(record.sent).toEqual([]);
		expect(outcomes[0]).toMatchObject({
			status: 'skipped',
			reason: expect.stringMatching(/^Item 1 /) as string,
		});
		expect(outcomes[1]).toStrictEqual(acceptedAs(1, 'a'));
	});
});

describe('the same conversion key', () => {
	const options = { conversionKey: 'order_id' };

	test('counts in its current form if the user has corrected its fields since the last try', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver([event(0, 'x'), event(1, 'a'), event(2, 'x')], {
			options,
			retryState: newRetryState({ accepted: { 0: kept(0) } }),
		});
		expect(statuses(outcomes)).toEqual(['accepted', 'accepted', 'skipped']);
		expect(record.sent).toEqual([1]);
	});
});

describe('an item whose answer was lost in an earlier try says so', () => {
	const retryState = () => newRetryState({ mayBeRecorded: { 1: true } });

	test('if it doesn’t get another turn', async () => {
		const { deliver, stop } = newRockerbox();
		stop();
		expect((await deliver(events(2), { retryState: retryState() }))[1]).toStrictEqual({
			status: 'failed',
			reason: expect.stringMatching(/^Not sent.*may or may not have recorded/) as string,
			mayBeRecorded: true,
		});
	});

	test('if it can no longer be prepared', async () => {
		const { deliver } = newRockerbox();
		const items: Prepared[] = [event(0), { status: 'failed', reason: 'Email is wrong.' }];
		expect((await deliver(items, { retryState: retryState() }))[1]).toHaveProperty(
			'reason',
			expect.stringMatching(/^Email is wrong\. But an earlier answer was lost/),
		);
	});

	test('once only, if it was sent again and failed', async () => {
		const { deliver } = newRockerbox((id) => (id === 1 ? 400 : 200));
		const [, outcome] = await deliver(events(2), { retryState: retryState() });
		expect(outcome).toHaveProperty('mayBeRecorded', true);
		expect((outcome as { reason: string }).reason.split('may or may not')).toHaveLength(2);
	});
});

describe('for the next try of the run', () => {
	test('accepted items and lost answers are noted', async () => {
		const retryState = newRetryState();
		const answers: Answer[] = [200, 400, 'ECONNRESET', 'ECONNREFUSED', 504, 200];
		await newRockerbox((id) => answers[id]).deliver(events(6), {
			retryState,
			options: { maxRetries: 0 },
		});
		expect(retryState).toStrictEqual({
			accepted: { 0: kept(0), 5: kept(5) },
			mayBeRecorded: { 2: true, 4: true },
		});
	});

	test('they are noted at once, not only at the end', async () => {
		const retryState = newRetryState();
		let notedMeanwhile: string[] = [];
		const { deliver } = newRockerbox((id) => {
			if (id === 2) notedMeanwhile = Object.keys(retryState.accepted);
			return 200;
		});
		await deliver(events(3), { retryState, options: { concurrency: 1 } });
		expect(notedMeanwhile).toEqual(['0', '1']);
	});

	test('an item whose answer was lost is sent again, with a warning', async () => {
		const { deliver } = newRockerbox();
		const outcomes = await deliver(events(2), {
			retryState: newRetryState({ mayBeRecorded: { 1: true } }),
		});
		expect(outcomes[0]).not.toHaveProperty('warning');
		expect(outcomes[1]).toHaveProperty('warning', expect.stringContaining('twice'));
	});

	test('skipped and unsent items are not noted', async () => {
		const retryState = newRetryState();
		const { deliver, stop } = newRockerbox((id) => {
			if (id === 2) stop();
			return 200;
		});
		const items = [event(0, 'a'), event(1, 'a'), event(2, 'b'), event(3, 'c')];
		const options = { concurrency: 1, conversionKey: 'order_id' };
		expect(statuses(await deliver(items, { retryState, options }))).toEqual([
			'accepted',
			'skipped',
			'accepted',
			'notSent',
		]);
		expect(retryState).toStrictEqual({
			accepted: { 0: kept(0), 2: kept(2) },
			mayBeRecorded: {},
		});
	});
});

describe('items of the same conversion key', () => {
	const items = [event(0, 'a'), event(1, 'b'), event(2, 'a'), event(3, 'a'), event(4)];

	test('are sent once, and the others say which one counts', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver(items, { options: { conversionKey: 'order_id' } });
		expect(record.sent).toEqual([0, 1, 4]);
		expect(outcomes[2]).toStrictEqual({
			status: 'skipped',
			reason: expect.stringMatching(/^Item 0 .*order_id/) as string,
			cause: 'duplicate',
			outputKey: 'conversion',
			payload: payloadOf(2),
			conversionKey: 'a',
		});
		expect(statuses(outcomes)).toEqual(['accepted', 'accepted', 'skipped', 'skipped', 'accepted']);
	});

	test('are all sent if the user wants that', async () => {
		const { deliver, record } = newRockerbox();
		const options = { conversionKey: 'order_id', onDuplicate: 'send' };
		expect(statuses(await deliver(items, { options }))).toEqual(items.map(() => 'accepted'));
		expect(record.sent).toEqual([0, 1, 2, 3, 4]);
	});

	test.each([1, 10])(
		'are sent one after the other until one is accepted, %i at once',
		async (most) => {
			const { deliver, record } = newRockerbox((id) => (id === 0 ? 400 : 200));
			const options = { conversionKey: 'order_id', concurrency: most };
			const outcomes = await deliver(items, { options });
			expect(statuses(outcomes)).toEqual(['failed', 'accepted', 'accepted', 'skipped', 'accepted']);
			expect(outcomes[3]).toHaveProperty('reason', expect.stringMatching(/^Item 2 /));
			expect(record.recorded.sort()).toEqual([1, 2, 4]);
		},
	);

	test('don’t hold up other items, however slow the first of them is', async () => {
		let letGo = () => {};
		const slow = new Promise<Answer>((resolve) => (letGo = () => resolve(200)));
		const { deliver, record } = newRockerbox((id) => (id === 0 ? slow : 200));
		const duplicates = upTo(5).map((id) => event(id, 'a'));
		const others = upTo(10).map((id) => event(5 + id));
		const delivering = deliver([...duplicates, ...others], {
			options: { conversionKey: 'order_id', concurrency: 2 },
		});
		for (let turn = 0; turn < 200; turn++) await Promise.resolve();
		expect(record.sent).toEqual([0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
		letGo();
		const outcomes = await delivering;
		expect(statuses(outcomes.slice(0, 5))).toEqual([
			'accepted',
			...Array<string>(4).fill('skipped'),
		]);
	});

	test('are accepted at most once, and are sent until one is', async () => {
		const runs = fc.record({
			each: fc.array(
				fc.record({
					key: fc.constantFrom('a', 'b', 'c'),
					isAccepted: fc.boolean(),
					turns: fc.nat(5),
				}),
				{ maxLength: 20 },
			),
			concurrency: fc.integer({ min: 1, max: 10 }),
		});
		await fc.assert(
			fc.asyncProperty(runs, async ({ each, concurrency }) => {
				const { deliver, record } = newRockerbox(async (id) => {
					for (let turn = 0; turn < each[id].turns; turn++) await Promise.resolve();
					return each[id].isAccepted ? 200 : 400;
				});
				const options = { conversionKey: 'order_id', concurrency };
				const outcomes = await deliver(
					each.map(({ key }, id) => event(id, key)),
					{ options },
				);
				const firstOf = new Map<string, number>();
				each.forEach(({ key, isAccepted }, id) => {
					if (isAccepted && !firstOf.has(key)) firstOf.set(key, id);
				});
				const expected = each.map(({ key, isAccepted }, id) => {
					if (id > (firstOf.get(key) ?? Infinity)) return 'skipped';
					return isAccepted ? 'accepted' : 'failed';
				});
				expect(statuses(outcomes)).toEqual(expected);
				outcomes.forEach((outcome, id) => {
					if (outcome.status !== 'skipped') return;
					expect(outcome.reason).toMatch(new RegExp(`^Item ${firstOf.get(each[id].key)} `));
				});
				expect(record.sent).toHaveLength(expected.filter((status) => status !== 'skipped').length);
			}),
		);
	});

	test('stay unsent after one that was not sent', async () => {
		const { deliver, record } = newRockerbox((id) => (id === 0 ? 400 : 200));
		const options = { conversionKey: 'order_id' };
		const outcomes = await deliver(items, { options, stopOnFailure: true });
		expect(outcomes[0]).toHaveProperty('status', 'failed');
		expect(statuses(outcomes).slice(2, 4)).toEqual(['notSent', 'notSent']);
		expect(record.sent).not.toContain(2);
	});
});

describe('a dry run', () => {
	const dry = (id: number, conversionKey?: string): Sendable => ({
		...event(id, conversionKey),
		isDryRun: true,
	});
	const shownAs = (id: number, conversionKey?: string) => ({
		status: 'dryRun',
		request: {
			method: 'POST',
			url: 'https://webhooks.getrockerbox.com/webhook/data?advertiser=***',
			body: payloadOf(id),
		},
		...(conversionKey === undefined ? {} : { conversionKey }),
	});

	test('sends nothing, and shows every request at its index', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver(upTo(30).map((id) => dry(id)));
		expect(outcomes).toStrictEqual(upTo(30).map((id) => shownAs(id)));
		expect(record.sent).toEqual([]);
	});

	test('doesn’t wait for Requests per Second', async () => {
		const { deliver } = newRockerbox();
		const options = { requestsPerSecond: 1, concurrency: 1 };
		const outcomes = await deliver(
			upTo(30).map((id) => dry(id)),
			{ options },
		);
		expect(statuses(outcomes)).toEqual(upTo(30).map(() => 'dryRun'));
	});

	test('shows other items although one can’t be sent', async () => {
		const { deliver, record } = newRockerbox();
		const items: Prepared[] = [dry(0), { status: 'failed', reason: 'Email is wrong.' }, dry(2)];
		expect(statuses(await deliver(items))).toEqual(['dryRun', 'failed', 'dryRun']);
		expect(record.sent).toEqual([]);
	});

	test('shows the others even if a real run stops at such an item', async () => {
		const { deliver, record } = newRockerbox();
		const items: Prepared[] = [dry(0), { status: 'failed', reason: 'Email is wrong.' }, dry(2)];
		expect(statuses(await deliver(items, { stopOnFailure: true }))).toEqual([
			'dryRun',
			'failed',
			'dryRun',
		]);
		expect(record.sent).toEqual([]);
	});

	test('skips duplicates as a real run does, and says which item counts', async () => {
		const { deliver, record } = newRockerbox();
		const items = [dry(0, 'a'), dry(1, 'b'), dry(2, 'a'), dry(3)];
		const outcomes = await deliver(items, { options: { conversionKey: 'order_id' } });
		expect(outcomes[0]).toStrictEqual(shownAs(0, 'a'));
		expect(statuses(outcomes)).toEqual(['dryRun', 'dryRun', 'skipped', 'dryRun']);
		expect(outcomes[2]).toMatchObject({
			reason: expect.stringMatching(/^Item 0 .*order_id/) as string,
			cause: 'duplicate',
			conversionKey: 'a',
		});
		expect(record.sent).toEqual([]);
	});

	test('shows duplicates if they are sent anyway', async () => {
		const { deliver } = newRockerbox();
		const options = { conversionKey: 'order_id', onDuplicate: 'send' };
		expect(await deliver([dry(0, 'a'), dry(1, 'a')], { options })).toStrictEqual([
			shownAs(0, 'a'),
			shownAs(1, 'a'),
		]);
	});

	test('leaves nothing for the next try, which then sends everything', async () => {
		const { deliver, record } = newRockerbox();
		const retryState = newRetryState();
		await deliver([dry(0, 'a'), dry(1)], { retryState, options: { conversionKey: 'order_id' } });
		expect(retryState).toStrictEqual(newRetryState());
		const outcomes = await deliver(events(2), { retryState });
		expect(statuses(outcomes)).toEqual(['accepted', 'accepted']);
		expect(record.sent).toEqual([0, 1]);
	});

	test('of some items leaves the others to be sent', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver([event(0), dry(1), event(2), dry(3)]);
		expect(outcomes).toStrictEqual([acceptedAs(0), shownAs(1), acceptedAs(2), shownAs(3)]);
		expect(record.sent).toEqual([0, 2]);
	});

	test('of an item is no reason to skip another one with its key that is to be sent', async () => {
		const { deliver, record } = newRockerbox();
		const items = [dry(0, 'a'), event(1, 'a'), dry(2, 'a'), event(3, 'a')];
		const outcomes = await deliver(items, { options: { conversionKey: 'order_id' } });
		expect(statuses(outcomes)).toEqual(['dryRun', 'accepted', 'skipped', 'skipped']);
		expect(outcomes[3]).toHaveProperty('reason', expect.stringMatching(/^Item 1 /));
		expect(record.sent).toEqual([1]);
	});

	test('of an item that was sent in an earlier try still counts as the first of its conversion key', async () => {
		const { deliver, record } = newRockerbox();
		const outcomes = await deliver([dry(0, 'a'), event(1, 'a')], {
			options: { conversionKey: 'order_id' },
			retryState: newRetryState({ accepted: { 0: kept(0) } }),
		});
		expect(statuses(outcomes)).toEqual(['accepted', 'skipped']);
		expect(record.sent).toEqual([]);
	});

	test('also sends nothing once the run is stopped', async () => {
		const { deliver, record, stop } = newRockerbox();
		stop();
		expect(statuses(await deliver([dry(0), dry(1)]))).toEqual(['dryRun', 'dryRun']);
		expect(record.sent).toEqual([]);
	});
});

test('an item skipped for its action stays so, and is nobody’s duplicate', async () => {
	const { deliver, record } = newRockerbox();
	const skipped: Prepared = {
		status: 'skipped',
		reason: 'Action was "x".',
		cause: 'unmappedAction',
	};
	for (const stopOnFailure of [true, false]) {
		const outcomes = await deliver([skipped, event(1, 'a'), skipped], {
			options: { conversionKey: 'order_id' },
			stopOnFailure,
		});
		expect(outcomes).toStrictEqual([skipped, acceptedAs(1, 'a'), skipped]);
	}
	expect(record.sent).toEqual([1, 1]);
});

test('whatever happens in the tries of a run, no accepted item is sent again, and none is lost', async () => {
	const answers = fc.constantFrom<Answer[]>(
		200,
		200,
		200,
		400,
		503,
		502,
		429,
		'ECONNRESET',
		'ENOTFOUND',
	);
	const runs = fc.record({
		keys: fc.array(fc.constantFrom('a', 'b', undefined), { minLength: 1, maxLength: 12 }),
		script: fc.array(answers, { minLength: 1, maxLength: 20 }),
		stopOnFailure: fc.boolean(),
		concurrency: fc.integer({ min: 1, max: 5 }),
	});
	await fc.assert(
		fc.asyncProperty(runs, async ({ keys, script, stopOnFailure, concurrency }) => {
			const items = keys.map((key, id) => event(id, key));
			const options = { concurrency, maxRetries: 1, conversionKey: 'order_id' };
			const recorded: number[] = [];
			let retryState = newRetryState();
			let requests = 0;
			for (let attempt = 1; attempt <= 4; attempt++) {
				const { deliver, record } = newRockerbox(() =>
					attempt === 4 ? 200 : script[requests++ % script.length],
				);
				const before = Object.keys(retryState.accepted).map(Number);
				let outcomes: Outcome[] | undefined;
				void deliver(items, { retryState, options, stopOnFailure }).then((ended) => {
					outcomes = ended;
				});
				// After too many requests, turns are spaced.
				while (!outcomes) await jest.advanceTimersByTimeAsync(100);
				expect(record.sent.filter((id) => before.includes(id))).toEqual([]);
				recorded.push(...record.recorded);
				const taken = upTo(items.length).filter((id) => outcomes![id].status === 'accepted');
				expect([...recorded].sort((a, b) => a - b)).toEqual(taken);
				retryState = JSON.parse(JSON.stringify(retryState)) as RetryState;
			}
			for (const key of ['a', 'b'] as const) {
				const sentWithKey = recorded.filter((id) => keys[id] === key);
				expect(sentWithKey).toHaveLength(keys.includes(key) ? 1 : 0);
			}
			const keyless = upTo(items.length).filter((id) => keys[id] === undefined);
			expect(keyless.filter((id) => !recorded.includes(id))).toEqual([]);
		}),
		{ numRuns: 60 },
	);
});
