import { Receiver } from '../../tools/harness/rockerbox/receiver';
import {
	ADVERTISER_ID,
	CONTINUE,
	ERROR_OUTPUT,
	people,
	peopleBut,
	settle,
	STOP,
	tracesOf,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();
withoutWaits();

/** An address on this machine where nothing listens. */
async function closedAddress(): Promise<string> {
	const closed = new Receiver();
	await closed.start();
	const { url } = closed;
	await closed.stop();
	return url;
}

describe('An answer of Rockerbox that is a failure', () => {
	test.each([400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 451])(
		'is HTTP %i, after which the event isn’t sent again',
		async (status) => {
			receiver.answer({ status, body: { message: 'no' } });
			const { success, error } = await run(people(1), ERROR_OUTPUT);

			expect(success).toEqual([]);
			expect(error[0].json.error).toContain(`HTTP ${status}`);
			expect(receiver.ledger).toHaveLength(1);
		},
	);

	test.each([408, 425, 429, 500, 502, 503, 504, 507])('is HTTP %i', async (status) => {
		receiver.answer({ status, headers: { 'retry-after': '0' } });
		const { success, error } = await run(people(1), ERROR_OUTPUT);

		expect(success).toEqual([]);
		expect(error[0].json.error).toContain(`HTTP ${status}`);
	});

	test('says to check the account, for a 401', async () => {
		receiver.answer({ status: 401 });
		const { failure } = await run(people(1), STOP);

		expect(failure?.text).toContain('Advertiser ID');
	});

	describe('with a redirect', () => {
		const elsewhere = new Receiver();
		beforeAll(async () => await elsewhere.start());
		beforeEach(() => elsewhere.reset());
		afterAll(async () => await elsewhere.stop());

		test.each([301, 302, 303, 307, 308])('HTTP %i is not followed', async (status) => {
			const location = `${elsewhere.url}/webhook/data`;
			receiver.answer({ status, headers: { location } });
			const { success, error } = await run(people(2), ERROR_OUTPUT);

			expect(elsewhere.ledger).toEqual([]);
			expect(receiver.ledger).toHaveLength(2);
			expect(success).toEqual([]);
			expect(error.map(({ json }) => json.error)).toEqual([
				expect.stringMatching(new RegExp(`redirect.*HTTP ${status}`)),
				expect.stringMatching(new RegExp(`redirect.*HTTP ${status}`)),
			]);
		});

		test('to the same server is not followed either', async () => {
			receiver.answer({ status: 302, headers: { location: '/welcome' } });
			const { failure } = await run(people(1), STOP);

			expect(failure?.text).toContain('HTTP 302');
			expect(receiver.ledger.map(({ path }) => path)).toEqual(['/webhook/data']);
		});
	});
});

describe('A request without an answer', () => {
	test('is a failure that says nothing was sent, if the connection is refused', async () => {
		const { success, error } = await run(people(2), {
			...ERROR_OUTPUT,
			credential: { advertiserId: ADVERTISER_ID, baseUrl: await closedAddress() },
		});

		expect(success).toEqual([]);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/No connection.*not sent.*\[item 0\]/),
			expect.stringMatching(/No connection.*not sent.*\[item 1\]/),
		]);
	});

	test('says that the event may or may not be recorded, if the connection breaks', async () => {
		receiver.answer({ instead: 'cut' });
		const { success, error } = await run(people(1), ERROR_OUTPUT);

		expect(receiver.ledger.length).toBeGreaterThan(0);
		expect(success).toEqual([]);
		expect(error[0].json.error).toContain('may or may not');
	});

	test('stops the workflow with the same words', async () => {
		receiver.answer({ instead: 'cut' });
		const { failure } = await run(people(1), STOP);

		expect(failure?.text).not.toContain('Nothing was sent');
		expect(failure?.text).toContain('may or may not');
	});

	test.each([
		['stopWorkflow', STOP],
		['continueErrorOutput', ERROR_OUTPUT],
	] as const)('is the last one if the run is stopped meanwhile (%s)', async (_onError, mode) => {
		let press = () => {};
		const stop = new Promise<void>((resolve) => (press = resolve));
		receiver.answer((_request, index) => {
			if (index === 19) press();
			return { instead: 'hang' };
		});
		await run(people(30), { ...mode, stop });
		await settle();

		expect(receiver.ledger).toHaveLength(20);
	});
});

describe('The advertiser ID', () => {
	const encoded = encodeURIComponent(ADVERTISER_ID);

	test.each<[string, Parameters<Receiver['answer']>[0]]>([
		['is accepted', { body: 'OK' }],
		['is refused', { status: 400, body: { message: 'no' } }],
		['is not authorized', { status: 401 }],
		['meets a server error', { status: 500 }],
		['is redirected', { status: 302, headers: { location: `/x?advertiser=${encoded}` } }],
		['gets no answer', { instead: 'cut' }],
		['is echoed as JSON', { body: { advertiser: ADVERTISER_ID, ids: [ADVERTISER_ID] } }],
		['is echoed as a key', { body: { [ADVERTISER_ID]: 1 } }],
		['is echoed as text', { body: `Thanks, ${ADVERTISER_ID}!` }],
		['is echoed encoded', { body: `GET /webhook/data?advertiser=${encoded}` }],
		[
			'is echoed on a new line of a JSON text',
			{ body: { message: `Thanks to:\n${ADVERTISER_ID}\n` } },
		],
		[
			'is echoed encoded in small letters',
			{ body: encoded.replace(/%../g, (code) => code.toLowerCase()) },
		],
		['is echoed in a refusal', { status: 400, body: { error: ADVERTISER_ID } }],
		['is echoed at the cut of a long answer', { body: `${'x '.repeat(990)}${ADVERTISER_ID}` }],
	])('is in no output, error or hint if the event %s', async (_what, answer) => {
		receiver.answer(answer);
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			const traces = tracesOf(await run(people(2), mode));

			expect(traces).not.toContain(ADVERTISER_ID);
			expect(traces.toLowerCase()).not.toContain(encoded.toLowerCase());
			expect(traces).not.toContain('MOx2ZmMw');
		}
	});

	test.each([
		['in an address inside an address', { link: '/go?to=%2Fdata%3Fadvertiser%3DMOx2ZmMwYzQzNTk' }],
		['after a line break', { message: 'Thanks to\nMOx2ZmMwYzQzNTk' }],
		['after a tab', { message: 'Thanks to\tMOx2ZmMwYzQzNTk' }],
	])('with only letters and digits is masked %s', async (_what, body) => {
		receiver.answer({ body });
		const credential = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: receiver.url };

		expect(tracesOf(await run(people(1), { credential }))).not.toContain('MOx2ZmMwYzQzNTk');
	});

	test('is shown nowhere if there is no connection', async () => {
		const baseUrl = await closedAddress();
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			const credential = { advertiserId: ADVERTISER_ID, baseUrl };

			expect(tracesOf(await run(people(2), { ...mode, credential }))).not.toContain('MOx2ZmMw');
		}
	});

	test('is shown nowhere if an item cannot be sent', async () => {
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			expect(tracesOf(await run(peopleBut(3, 1), mode))).not.toContain('MOx2ZmMw');
		}
	});

	test.each([
		['https://webhooks.getrockerbox.com/webhook/data?advertiser=MOx2ZmMwYzQz'],
		['MOx2ZmMwYzQz MOx2ZmMwYzQz'],
	])('is shown nowhere if it is refused for its format (%s)', async (advertiserId) => {
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			const credential = { advertiserId, baseUrl: receiver.url };

			expect(tracesOf(await run(people(2), { ...mode, credential }))).not.toContain('MOx2ZmMw');
		}
	});

	test.each([
		['a number', '1234', { advertiser: 1234, ok: true }, { advertiser: '***', ok: true }],
		['part of a longer number', '7', { advertiser: '7', n: 1727 }, { advertiser: '***', n: 1727 }],
	])('is masked in an accepted answer where it is %s', async (_what, advertiserId, body, shown) => {
		receiver.answer({ body });
		const { success, failure } = await run(people(1), {
			credential: { advertiserId, baseUrl: receiver.url },
		});

		expect(failure).toBeUndefined();
		expect(success[0].json).toMatchObject({ status: 'accepted', response: shown });
	});
});
