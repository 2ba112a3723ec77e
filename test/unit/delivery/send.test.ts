import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { circuitBreaker } from '../../../nodes/Rockerbox/delivery/circuitBreaker';
import { loadControl } from '../../../nodes/Rockerbox/delivery/loadControl';
import { rateLimiter } from '../../../nodes/Rockerbox/delivery/rateLimiter';
import { answerReader } from '../../../nodes/Rockerbox/delivery/reply/answer';
import { requestTimeouts } from '../../../nodes/Rockerbox/delivery/requestTimeouts';
import { send, type DeliveryContext } from '../../../nodes/Rockerbox/delivery/send';
import type { Sendable } from '../../../nodes/Rockerbox/prepare/prepare';
import { readSettings } from '../../../nodes/Rockerbox/prepare/settings';

const ADVERTISER_ID = 'MOx2ZmMwYzQzNTk';
const account = { advertiserId: ADVERTISER_ID, baseUrl: 'https://webhooks.getrockerbox.com' };
const item: Sendable = {
	outputKey: 'conversion',
	payload: { email: 'jane@example.com', timestamp: '1535147451', nickname: 'Wombat IV' },
	conversionKey: 'O-1',
	account,
	isDryRun: false,
	credential: { ...account },
};

interface Answer {
	status?: number;
	retryAfter?: string;
	body?: string;
	/** Instead of an answer. */
	code?: string;
	/** Happens while Rockerbox has the request. */
	meanwhile?: () => void;
}

/** Rockerbox, which gives these answers in turn, and then repeats the last one. */
function newRockerbox(...answers: Answer[]) {
	const began = Date.now();
	const bodies: unknown[] = [];
	const starts: number[] = [];
	async function* stream(body: string) {
		yield await Promise.resolve(new TextEncoder().encode(body));
	}
	const helper = async (_type: string, { body }: IHttpRequestOptions) => {
		const answer = answers[Math.min(bodies.length, answers.length - 1)];
		bodies.push(body);
		starts.push(Date.now() - began);
		await Promise.resolve();
		answer.meanwhile?.();
		if (answer.code !== undefined) throw Object.assign(new Error('x'), { code: answer.code });
		const headers = { 'retry-after': answer.retryAfter };
		return { statusCode: answer.status ?? 200, headers, body: stream(answer.body ?? '') };
	};
	const context = {
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'America/New_York',
		helpers: { httpRequestWithAuthentication: helper },
	} as unknown as IExecuteFunctions;
	return { context, bodies, starts };
}

function newDelivery(options: Record<string, unknown> = {}, stopOnFailure = false) {
	const stop = new AbortController();
	const settings = readSettings(options);
	const breaker = circuitBreaker(stop.signal, stopOnFailure);
	const isOver = () => breaker.stopReason() !== undefined;
	const delivery: DeliveryContext = {
		settings,
		publicKeys: ['timestamp'],
		circuitBreaker: breaker,
		loadControl: loadControl(settings.concurrency),
		rateLimiter: rateLimiter(settings.requestsPerSecond, isOver),
		requestTimeouts: requestTimeouts(stop.signal),
		readAnswer: answerReader(),
		onUnexpected: () => {},
	};
	return { delivery, breaker, stop: () => stop.abort() };
}

/** Sends the item to the end, however long that takes. */
async function sendTo(
	answers: Answer[],
	{
		options = {},
		mayBeRecorded = false,
	}: { options?: Record<string, unknown>; mayBeRecorded?: boolean } = {},
) {
	const { context, bodies, starts } = newRockerbox(...answers);
	const sending = send(context, item, newDelivery(options).delivery, mayBeRecorded);
	await jest.runAllTimersAsync();
	return { outcome: await sending, bodies, starts };
}

const reasonOf = (outcome: object) => ('reason' in outcome ? outcome.reason : undefined);
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: item.payload,
	conversionKey: 'O-1',
};

describe('an event is accepted', () => {
	test('at the first attempt', async () => {
		const { outcome, bodies } = await sendTo([{ body: '{"ok":true}' }]);
		expect(outcome).toStrictEqual({ ...accepted, response: { ok: true } });
		expect(bodies).toEqual([JSON.stringify(item.payload)]);
	});

	test('whatever the answer says, and the advertiser ID is masked', async () => {
		const { outcome } = await sendTo([{ status: 202, body: `{"note":"for ${ADVERTISER_ID}"}` }]);
		expect(outcome).toStrictEqual({
			...accepted,
			statusCode: 202,
			response: { note: 'for ***' },
		});
	});

	test.each<[string, Answer]>([
		['is busy', { status: 503 }],
		['has too many requests', { status: 429 }],
		['can’t be reached', { code: 'ECONNREFUSED' }],
	])('at a later attempt, if Rockerbox %s at first', async (_, answer) => {
		const { outcome, bodies } = await sendTo([answer, answer, {}]);
		expect(outcome).toStrictEqual({ ...accepted, attempts: 3 });
		expect(bodies).toEqual(times(3, JSON.stringify(item.payload)));
	});

	test('and the breaker is told once', async () => {
		const { delivery, breaker } = newDelivery();
		const told = jest.spyOn(breaker, 'recordAcceptance');
		const toldOfFailure = jest.spyOn(breaker, 'recordFailure');
		const { context } = newRockerbox({ status: 503 }, { code: 'ECONNRESET' }, {});
		void send(context, item, delivery, false);
		await jest.runAllTimersAsync();
		expect(told).toHaveBeenCalledTimes(1);
		expect(toldOfFailure).not.toHaveBeenCalled();
	});
});

describe('a warning that the event may have arrived twice', () => {
	test.each<[string, Answer]>([
		['broken off', { code: 'ECONNRESET' }],
		['late', { code: 'ECONNABORTED' }],
		['lost by a gateway', { status: 502 }],
		['late at a gateway', { status: 504 }],
		['a server error', { status: 500 }],
	])('is there if an earlier answer was %s', async (_, lost) => {
		const { outcome } = await sendTo([lost, { status: 503 }, {}]);
		expect(outcome).toMatchObject({
			status: 'accepted',
			attempts: 3,
			warning: expect.stringContaining('twice') as string,
		});
	});

	test('is there if an answer was lost in an earlier try of the run', async () => {
		const { outcome } = await sendTo([{}], { mayBeRecorded: true });
		expect(outcome).toMatchObject({
			status: 'accepted',
			attempts: 1,
			warning: expect.stringContaining('twice') as string,
		});
	});

	test.each<[string, Answer[]]>([
		['the first attempt did it', [{}]],
		['Rockerbox was only busy', [{ status: 503 }, { status: 429 }, { status: 408 }, {}]],
		['nothing had left', [{ code: 'ECONNREFUSED' }, { code: 'ENOTFOUND' }, {}]],
	])('is not there if %s', async (_, answers) => {
		const { outcome } = await sendTo(answers);
		expect(outcome).toHaveProperty('status', 'accepted');
		expect(outcome).not.toHaveProperty('warning');
	});
});

describe('an event that is not accepted', () => {
	test.each([0, 1, 4, 10])('is sent again %i times at most', async (maxRetries) => {
		const { outcome, bodies } = await sendTo([{ status: 503 }], { options: { maxRetries } });
		expect(outcome).toMatchObject({ status: 'failed', mayBeRecorded: false });
		expect(bodies).toEqual(times(maxRetries + 1, JSON.stringify(item.payload)));
		expect(outcome).toHaveProperty('attempts', maxRetries + 1);
	});

	test.each<[string, Answer]>([
		['a refusal', { status: 400 }],
		['a sign-in that is asked for', { status: 401 }],
		['a redirect', { status: 302 }],
		['a certificate that isn’t trusted', { code: 'CERT_HAS_EXPIRED' }],
		['Stop', { code: 'ERR_CANCELED' }],
	])('is not sent again after %s', async (_, answer) => {
		const { outcome, bodies } = await sendTo([answer, {}]);
		expect(outcome).toHaveProperty('status', 'failed');
		expect(bodies).toHaveLength(1);
	});

	test.each<[string, boolean, Answer[]]>([
		['is refused', false, [{ status: 400 }]],
		['finds Rockerbox busy', false, [{ status: 503 }]],
		['never left', false, [{ code: 'ECONNREFUSED' }]],
		['has no answer', true, [{ code: 'ECONNRESET' }]],
		['has no answer in time', true, [{ code: 'ECONNABORTED' }]],
		['has an answer that a gateway lost', true, [{ status: 504 }]],
		['was stopped on its way', true, [{ code: 'ERR_CANCELED' }]],
		['is refused after an answer was lost', true, [{ code: 'ECONNRESET' }, { status: 400 }]],
		['finds Rockerbox busy after that', true, [{ status: 502 }, { status: 503 }]],
	])('may still have been recorded: if it %s, %s', async (_, mayBeRecorded, answers) => {
		const { outcome } = await sendTo(answers);
		expect(outcome).toMatchObject({ status: 'failed', mayBeRecorded });
		if (mayBeRecorded) expect(reasonOf(outcome)).toContain('may or may not have recorded');
	});

	test('may have been recorded in an earlier try of the run', async () => {
		const { outcome } = await sendTo([{ status: 400 }], { mayBeRecorded: true });
		expect(outcome).toMatchObject({ status: 'failed', mayBeRecorded: true });
		expect(reasonOf(outcome)).toContain('may or may not have recorded');
	});

	test('says what Rockerbox answered, but nothing of the event or the account', async () => {
		const body = `Person jane@example.com alias Wombat IV is unknown to ${ADVERTISER_ID}`;
		const { outcome } = await sendTo([{ status: 422, body }]);
		expect(reasonOf(outcome)).toContain('answering: Person *** alias *** is unknown to ***.');
	});

	test('names the host and the timeout', async () => {
		const { outcome } = await sendTo([{ code: 'ECONNABORTED' }], { options: { timeout: 7 } });
		expect(reasonOf(outcome)).toContain(
			'No answer from webhooks.getrockerbox.com within 7 seconds',
		);
	});
});

describe('the circuit breaker is told what happened', () => {
	test.each([
		[503, 'HTTP 503', true],
		[429, 'HTTP 429', true],
		[400, 'HTTP 400', false],
	])('once, whatever the event holds: HTTP %i', async (status, words, isTransient) => {
		const note = '注文番号'.repeat(1_500);
		const { context } = newRockerbox({ status, body: 'unknown action' });
		const { delivery, breaker } = newDelivery({ maxRetries: 0 });
		const recordFailure = jest.spyOn(breaker, 'recordFailure');
		const sending = send(context, { ...item, payload: { ...item.payload, note } }, delivery, false);
		await jest.runAllTimersAsync();

		expect(reasonOf(await sending)).toContain(words);
		expect(recordFailure.mock.calls).toEqual([[isTransient]]);
	});
});

describe('the waits between the attempts', () => {
	test('grow', async () => {
		const { starts } = await sendTo([{ status: 503 }], { options: { maxRetries: 7 } });
		expect(starts).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 30_500, 45_500]);
	});

	test('are as long as Rockerbox asks, in seconds or by date', async () => {
		const later = new Date(Date.now() + 7_000 + 20_000).toUTCString();
		const { starts } = await sendTo([
			{ status: 503, retryAfter: '7' },
			{ status: 429, retryAfter: later },
			{ status: 500, retryAfter: '60' },
			{},
		]);
		expect(starts[1]).toBe(7_000);
		expect(Math.abs(starts[2] - 27_000)).toBeLessThanOrEqual(1_000);
		expect(starts[3] - starts[2]).toBe(60_000);
	});

	test.each(['-5', 'soon', '7, 8'])('are the usual ones if it asks for %j', async (retryAfter) => {
		const { starts } = await sendTo([{ status: 503, retryAfter }, {}]);
		expect(starts).toEqual([0, 500]);
	});

	test('don’t start if Rockerbox asks for more than a minute', async () => {
		const { outcome, bodies } = await sendTo([{ status: 503, retryAfter: '7200' }, {}]);
		expect(bodies).toHaveLength(1);
		expect(outcome).toMatchObject({ status: 'failed', mayBeRecorded: false });
		expect(reasonOf(outcome)).toContain('asks to wait for 2 hours');
	});

	test('don’t matter to a refusal', async () => {
		const { outcome } = await sendTo([{ status: 400, retryAfter: '7200' }]);
		expect(reasonOf(outcome)).not.toContain('asks to wait');
	});

	test('hold up all items if Rockerbox asks for them', async () => {
		const { delivery } = newDelivery();
		const { context, starts } = newRockerbox({ status: 503, retryAfter: '7' }, {});
		void send(context, item, delivery, false);
		await jest.advanceTimersByTimeAsync(10);
		void send(context, item, delivery, false);
		await jest.runAllTimersAsync();
		expect(starts).toEqual([0, 7_000, 7_000]);
	});

	test('hold up no other item if they are about this event', async () => {
		const { delivery } = newDelivery();
		const { context, starts } = newRockerbox({ status: 503 }, {});
		void send(context, item, delivery, false);
		await jest.advanceTimersByTimeAsync(10);
		void send(context, item, delivery, false);
		await jest.runAllTimersAsync();
		expect(starts).toEqual([0, 10, 500]);
	});

	test('respect the rate', async () => {
		const { starts } = await sendTo([{ status: 503 }], { options: { requestsPerSecond: 1 } });
		expect(starts).toEqual([0, 1_000, 2_000, 4_000, 8_000]);
	});
});

describe('once it is over', () => {
	test('nothing is sent, and the reason says so', async () => {
		const { delivery, stop } = newDelivery();
		const { context, bodies } = newRockerbox({});
		stop();
		expect(await send(context, item, delivery, false)).toStrictEqual({
			status: 'notSent',
			reason: 'Not sent, because the execution was stopped.',
		});
		expect(bodies).toEqual([]);
	});

	test.each<[string, Answer]>([
		['its own wait', { status: 503 }],
		['a wait that Rockerbox asked for', { status: 503, retryAfter: '60' }],
		['a wait after too many requests', { status: 429 }],
	])('%s ends, with the reason of the last attempt', async (_, answer) => {
		jest.spyOn(Math, 'random').mockReturnValue(0.999);
		const { delivery, stop } = newDelivery();
		const { context, bodies } = newRockerbox(answer);
		const sending = send(context, item, delivery, false);
		await jest.advanceTimersByTimeAsync(500);
		stop();
		await jest.advanceTimersByTimeAsync(100);
		expect(jest.getTimerCount()).toBe(0);
		const outcome = await sending;
		expect(outcome).toMatchObject({ status: 'failed', mayBeRecorded: false });
		expect(reasonOf(outcome)).toContain(`(HTTP ${answer.status})`);
		expect(outcome).toHaveProperty('attempts', 1);
		expect(bodies).toHaveLength(1);
	});

	test('an event whose answer was lost before may have been recorded', async () => {
		const { delivery, stop } = newDelivery();
		const { context } = newRockerbox({ code: 'ECONNRESET' }, { status: 503 });
		const sending = send(context, item, delivery, false);
		await jest.advanceTimersByTimeAsync(600);
		stop();
		await jest.runAllTimersAsync();
		const outcome = await sending;
		expect(outcome).toMatchObject({ status: 'failed', mayBeRecorded: true });
		expect(outcome).toHaveProperty('attempts', 2);
		expect(reasonOf(outcome)).toContain('may or may not have recorded');
	});

	test('a wait ends when another item has failed, if that stops the run', async () => {
		const { delivery, breaker } = newDelivery({}, true);
		const { context, bodies } = newRockerbox({ status: 503, retryAfter: '60' });
		const sending = send(context, item, delivery, false);
		await jest.advanceTimersByTimeAsync(500);
		breaker.recordFailure(false);
		await jest.advanceTimersByTimeAsync(100);
		expect(await sending).toMatchObject({ status: 'failed' });
		expect(bodies).toHaveLength(1);
	});

	test('an answer that still arrives counts', async () => {
		const { delivery, stop } = newDelivery();
		const { context } = newRockerbox({ meanwhile: stop });
		expect(await send(context, item, delivery, false)).toStrictEqual(accepted);
	});

	test('because Rockerbox is unavailable, nobody tries again', async () => {
		const { delivery } = newDelivery({ maxRetries: 1 });
		const { context, bodies } = newRockerbox({ code: 'ECONNREFUSED' });
		jest.advanceTimersByTime(120_000); // without an answer
		const sending = Promise.all(
			times(20, item).map((each) => send(context, each, delivery, false)),
		);
		await jest.runAllTimersAsync();
		const outcomes = await sending;
		expect(bodies).toHaveLength(40);
		expect(outcomes.every(({ status }) => status === 'failed')).toBe(true);
		expect(await send(context, item, delivery, false)).toMatchObject({
			status: 'notSent',
			reason: expect.stringContaining('20 items before it') as string,
		});
		expect(bodies).toHaveLength(40);
	});

	test.each<[string, Answer, boolean]>([
		['was refused', { status: 400 }, false],
		['failed for a transient reason', { status: 503 }, true],
	])('the breaker is told of an item that %s', async (_, answer, isTransient) => {
		const { delivery, breaker } = newDelivery({ maxRetries: 1 });
		const told = jest.spyOn(breaker, 'recordFailure');
		const { context } = newRockerbox(answer);
		void send(context, item, delivery, false);
		await jest.runAllTimersAsync();
		expect(told.mock.calls).toEqual([[isTransient]]);
	});
});
