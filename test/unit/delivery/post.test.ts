import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { post } from '../../../nodes/Rockerbox/delivery/post';
import type { Sendable } from '../../../nodes/Rockerbox/prepare/prepare';

const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: 'https://webhooks.getrockerbox.com' };
const item: Sendable = {
	outputKey: 'conversion',
	payload: { email: 'jane@example.com', tags: ['a', { 'b.c': 1 }] },
	account,
	isDryRun: false,
	credential: { ...account, more: 'x' },
};

type Helper = (
	this: IExecuteFunctions,
	type: string,
	options: IHttpRequestOptions,
	more: unknown,
) => Promise<unknown>;

/** Timeouts that never end anything. */
function idleTimeouts() {
	const request = { controller: new AbortController(), deadline: 0, timedOut: false };
	return { request, start: jest.fn(() => request), finish: jest.fn() };
}

/** n8n, with an HTTP helper that does what the test says. */
function postWith(helper: Helper, timeouts = idleTimeouts()) {
	const context = {
		getExecutionCancelSignal: () => undefined,
		helpers: { httpRequestWithAuthentication: helper },
		getNode: () => ({ name: 'Rockerbox' }),
	} as unknown as IExecuteFunctions;
	return post(context, item, 30, timeouts);
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function* stream(...chunks: Array<Uint8Array | string>): AsyncGenerator<Uint8Array> {
	for (const chunk of chunks) {
		yield await Promise.resolve(typeof chunk === 'string' ? bytes(chunk) : chunk);
	}
}

const answering =
	(body: unknown, statusCode = 200, headers = {}): Helper =>
	() =>
		Promise.resolve({ statusCode, headers, body });

const coded = (code: unknown, cause?: unknown) =>
	Object.assign(new Error('jane@example.com', { cause }), { code });

/** Rejects once the signal aborts, as n8n's helper and its streams do. */
function untilAborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) =>
		signal.addEventListener('abort', () => reject(coded('ERR_CANCELED'))),
	);
}

describe('the request', () => {
	test('is one POST of the payload, with the credential of the item', async () => {
		const helper = jest.fn<ReturnType<Helper>, Parameters<Helper>>(answering(stream()));
		await postWith(helper);
		expect(helper.mock.calls).toEqual([
			[
				'rockerboxApi',
				{
					method: 'POST',
					url: 'https://webhooks.getrockerbox.com/webhook/data',
					headers: { 'Content-Type': 'application/json' },
					body: '{"email":"jane@example.com","tags":["a",{"b.c":1}]}',
					timeout: 30_000,
					returnFullResponse: true,
					encoding: 'stream',
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
				},
				{
					credentialsDecrypted: {
						id: '',
						name: '',
						type: 'rockerboxApi',
						data: item.credential,
					},
				},
			],
		]);
	});

	test('has all of n8n’s context, but its own signal', async () => {
		const timeouts = idleTimeouts();
		let own: AbortSignal | undefined;
		let name: string | undefined;
		await postWith(function () {
			own = this.getExecutionCancelSignal();
			name = this.getNode().name;
			return answering(stream()).call(this, '', { url: '' }, undefined);
		}, timeouts);
		expect(name).toBe('Rockerbox');
		expect(own).toBe(timeouts.request.controller.signal);
	});

	test.each([
		['is left alone by an answer that came whole', ['{"ok":', 'true}'], false],
		['is left alone by an answer without a body', [], false],
		['is ended by an answer longer than what is read', ['x'.repeat(20_000), 'x'], true],
	])('has the timeout for everything, and %s', async (_what, chunks, isEnded) => {
		const timeouts = idleTimeouts();
		const { signal } = timeouts.request.controller;
		let abortedMeanwhile: boolean | undefined;
		await postWith(function () {
			abortedMeanwhile = signal.aborted;
			return answering(stream(...chunks)).call(this, '', { url: '' }, undefined);
		}, timeouts);
		expect(timeouts.start.mock.calls).toEqual([[30_000]]);
		expect([abortedMeanwhile, signal.aborted]).toEqual([false, isEnded]);
	});

	test.each<[string, Helper]>([
		['an answer', answering(stream('ok'))],
		['a failure', () => Promise.reject(coded('ECONNRESET'))],
	])('is watched until %s', async (_, helper) => {
		const timeouts = idleTimeouts();
		await postWith(function (...sent) {
			expect(timeouts.finish).not.toHaveBeenCalled();
			return helper.apply(this, sent);
		}, timeouts);
		expect(timeouts.finish.mock.calls).toEqual([[timeouts.request]]);
	});
});

describe('an answer', () => {
	test.each([200, 204, 302, 401, 429, 503])('of any status is a reply: %i', async (status) => {
		expect(await postWith(answering(stream('Well.'), status, { 'retry-after': '7' }))).toEqual({
			statusCode: status,
			retryAfter: '7',
			body: 'Well.',
		});
	});

	test('without Retry-After has none', async () => {
		expect(await postWith(answering(stream('ok')))).toEqual({ statusCode: 200, body: 'ok' });
	});

	test.each<[string, unknown, string]>([
		['in one piece', stream('{"ok":true}'), '{"ok":true}'],
		['in many', stream('{"ok"', '', ':tr', 'ue}'), '{"ok":true}'],
		['cut within a letter', stream(bytes('é').slice(0, 1), bytes('é').slice(1)), 'é'],
		['that is no UTF-8', stream(new Uint8Array([0x61, 0xff, 0x62])), 'a\ufffdb'],
		['that is empty', stream(), ''],
		['that is missing', undefined, ''],
	])('has a body %s', async (_, body, text) => {
		expect(await postWith(answering(body))).toEqual({ statusCode: 200, body: text });
	});

	test('without an end is read for 16 KiB, of which 4,096 characters are kept', async () => {
		let pieces = 0;
		let isClosed = false;
		async function* endless() {
			try {
				for (;;) {
					pieces++;
					yield await Promise.resolve(bytes('x'.repeat(1024)));
				}
			} finally {
				isClosed = true;
			}
		}
		expect(await postWith(answering(endless()))).toEqual({
			statusCode: 200,
			body: 'x'.repeat(4_096),
		});
		expect([pieces, isClosed]).toEqual([16, true]);
	});

	test.each([
		['in one piece', [`${'語'.repeat(100_000)}`], '語'.repeat(4_096)],
		['in two', ['x'.repeat(4_095), '語x'], `${'x'.repeat(4_095)}語`],
		['of emoji', ['😀'.repeat(10_000)], '😀'.repeat(2_048)],
	])('that is long is kept for 4,096 characters: %s', async (_, pieces, body) => {
		expect(await postWith(answering(stream(...pieces)))).toEqual({ statusCode: 200, body });
	});

	test('that breaks off counts by its status', async () => {
		async function* broken() {
			yield await Promise.resolve(bytes('{"ok"'));
			throw coded('ECONNRESET');
		}
		const timeouts = idleTimeouts();
		expect(await postWith(answering(broken()), timeouts)).toEqual({
			statusCode: 200,
			body: '{"ok"',
		});
		expect(timeouts.request.controller.signal.aborted).toBe(true);
	});

	test('that stalls counts by its status once the timeouts ends it', async () => {
		const timeouts = idleTimeouts();
		const { controller } = timeouts.request;
		async function* stalling() {
			yield await Promise.resolve(bytes('{"ok"'));
			controller.abort();
			throw coded('ERR_CANCELED');
		}
		expect(await postWith(answering(stalling()), timeouts)).toEqual({
			statusCode: 200,
			body: '{"ok"',
		});
	});
});

describe('a request without an answer', () => {
	test.each<[string, unknown, string]>([
		['with a code', coded('ECONNRESET'), 'ECONNRESET'],
		['with a code inside', new Error('x', { cause: coded('EPIPE') }), 'EPIPE'],
		['without a code', new Error('jane@example.com'), ''],
		['that is no error', 'jane@example.com', ''],
		['that is nothing', undefined, ''],
	])('is also a reply: a failure %s', async (_, failure, code) => {
		expect(await postWith(() => Promise.reject(failure as Error))).toStrictEqual({ code });
	});

	test('even if the helper throws at once', async () => {
		expect(
			await postWith(() => {
				throw coded('EPIPE');
			}),
		).toStrictEqual({ code: 'EPIPE' });
	});

	test.each<[string, unknown]>([
		['is nothing', undefined],
		['has no headers', { statusCode: 200 }],
	])('is the value that n8n returns, if it %s', async (_, odd) => {
		expect(await postWith(() => Promise.resolve(odd))).toStrictEqual({ code: '' });
	});

	test.each([
		['its time is up', true, 'ECONNABORTED'],
		['the execution is stopped', false, 'ERR_CANCELED'],
	])('says that %s', async (_, timedOut, code) => {
		const timeouts = idleTimeouts();
		const reply = postWith(function () {
			return untilAborted(this.getExecutionCancelSignal()!);
		}, timeouts);
		timeouts.request.timedOut = timedOut;
		timeouts.request.controller.abort();
		expect(await reply).toStrictEqual({ code });
	});

	test('says that there was no connection before its time was up', async () => {
		const timeouts = idleTimeouts();
		const failure = Object.assign(coded('ERR_CANCELED'), { request: { socket: null } });
		timeouts.request.timedOut = true;
		expect(await postWith(() => Promise.reject(failure), timeouts)).toStrictEqual({
			code: 'ECONNABORTED',
			missing: 'tunnel',
		});
	});
});

test('a context whose signal nobody can overwrite still gets the one of the request', async () => {
	const timeouts = idleTimeouts();
	let own: AbortSignal | undefined;
	const context = Object.freeze({
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequestWithAuthentication(this: IExecuteFunctions) {
				own = this.getExecutionCancelSignal();
				return Promise.resolve({ statusCode: 200, headers: {}, body: stream() });
			},
		},
		getNode: () => ({ name: 'Rockerbox' }),
	});
	const reply = await post(context as unknown as IExecuteFunctions, item, 30, timeouts);
	expect(reply).toMatchObject({ statusCode: 200 });
	expect(own).toBe(timeouts.request.controller.signal);
});

test('a context that keeps private members is used as it is', async () => {
	const sentBy: unknown[] = [];
	class PrivateContext {
		#node = { name: 'Rockerbox' };

		helpers = {
			async httpRequestWithAuthentication(this: IExecuteFunctions) {
				sentBy.push(this);
				this.getNode();
				return await answering(stream('{}')).call(this, '', { url: '' }, undefined);
			},
		};

		getNode() {
			return this.#node;
		}
	}
	const context = new PrivateContext() as unknown as IExecuteFunctions;
	const reply = await post(context, item, 30, idleTimeouts());

	expect(reply).toMatchObject({ statusCode: 200 });
	expect(sentBy).toEqual([context]);
});
