import type { IDataObject } from 'n8n-workflow';
import {
	ADVERTISER_ID,
	extraParameters,
	people,
	PURCHASE,
	settle,
	tracesOf,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';
import { Receiver } from '../support/receiver';

const { receiver, run } = useRockerbox();
withoutWaits();

const STOP = { settings: { onError: 'stopWorkflow' as const } };
const CONTINUE = { settings: { onError: 'continueRegularOutput' as const } };
const ERROR_OUTPUT = { settings: { onError: 'continueErrorOutput' as const } };

const aString = expect.any(String) as string;

/** The items of `people`, of which these have an email that isn't one. */
function peopleBut(count: number, ...bad: number[]): IDataObject[] {
	return people(count).map((person, index) =>
		bad.includes(index) ? { ...person, email: `wrong ${index}` } : person,
	);
}

function emailsIn(ledger: Receiver['ledger']): unknown[] {
	return ledger.map(({ json }) => (json as IDataObject).email).sort();
}

/** An address on this machine where nothing listens. */
async function closedAddress(): Promise<string> {
	const closed = new Receiver();
	await closed.start();
	const { url } = closed;
	await closed.stop();
	return url;
}

describe('On Error "Stop Workflow" with items that cannot be sent', () => {
	it('sends nothing at all, wherever the bad item is', async () => {
		for (const bad of [0, 12, 24]) {
			const { failure } = await run(peopleBut(25, bad), STOP);

			expect(failure).toBeDefined();
		}
		expect(receiver.ledger).toEqual([]);
	});

	it('says how many of how many, which item, which field, and what was found there', async () => {
		const { failure, success, run: whole } = await run(peopleBut(25, 12), STOP);

		expect(failure?.text).toMatch(/\b1 of 25\b/);
		expect(failure?.text).toMatch(/\b0 accepted\b/);
		expect(failure?.text).toMatch(/\b24 not sent\b/);
		expect(failure?.text).toMatch(/Email.*wrong 12/);
		expect(failure?.items).toEqual([12]);
		expect(success).toEqual([]);
		expect(whole.status).toBe('error');
	});

	it('lists the first bad items, and counts the rest', async () => {
		const bad = [1, 3, 4, 6, 7, 9, 11, 13, 14, 16];
		const { failure } = await run(peopleBut(20, ...bad), STOP);

		expect(failure?.text).toMatch(/\b10 of 20\b/);
		const listed = failure?.items.length ?? 0;
		expect(listed).toBeGreaterThanOrEqual(3);
		expect(listed).toBeLessThan(10);
		expect(failure?.items).toEqual(bad.slice(0, listed));
		expect(failure?.text).toMatch(new RegExp(`\\b${10 - listed} more\\b`));
	});

	it('names every field that is wrong in an item', async () => {
		const { failure } = await run([{ email: 'jane@example.com' }], {
			...STOP,
			parameters: {
				...PURCHASE,
				action: '={{ $json.nothing }}',
				timestamp: '07/08/2024',
				additionalFields: { revenue: '1,234' },
				...extraParameters([
					{ name: 'quantity', type: 'number', value: 'many' },
					{ name: 'email', value: 'other@example.com' },
				]),
			},
		});

		expect(receiver.ledger).toEqual([]);
		for (const part of [
			'Action',
			'Timestamp',
			'07/08/2024',
			'Revenue',
			'1,234',
			'quantity',
			'"email"',
		]) {
			expect(failure?.text).toContain(part);
		}
	});

	it.each<[string, IDataObject, string]>([
		['neither email nor customer ID', { email: '', customerId: '' }, 'Customer ID'],
		['an action that came up empty', { action: '={{ $json.nothing }}' }, 'Action'],
		['a timestamp that came up empty', { timestamp: '={{ $json.nothing }}' }, 'Timestamp'],
		['an invalid date', { timestamp: "={{ DateTime.fromISO('x') }}" }, 'Timestamp'],
		['NaN as revenue', { additionalFields: { revenue: '={{ 0 / 0 }}' } }, 'Revenue'],
		['an object as an ID', { customerId: '={{ $json.object }}' }, 'Customer ID'],
		['a text with an object in it', { customerId: '=id {{ {} }}' }, 'Customer ID'],
		['an unknown time zone', { options: { timezone: 'Mars/Olympus' } }, 'Timezone'],
		[
			'an extra parameter with the name of a mapped field',
			extraParameters([{ name: 'email', value: 'other@example.com' }]),
			'email',
		],
		[
			'two extra parameters of one name',
			extraParameters([
				{ name: 'coupon', value: 'a' },
				{ name: 'coupon', value: 'b' },
			]),
			'coupon',
		],
		['an extra parameter without a name', extraParameters([{ name: ' ', value: 'a' }]), 'xtra'],
		[
			'an extra parameter that is not of its type',
			extraParameters([{ name: 'flag', type: 'boolean', value: 'perhaps' }]),
			'flag',
		],
		[
			'an expression that refers to a node that is not there',
			{ customerId: "={{ $('Nowhere').item.json.id }}" },
			"Customer ID can't be read: Referenced node doesn't exist.",
		],
	])('refuses %s, and names it', async (_what, parameters, named) => {
		const { failure } = await run([{ email: 'jane@example.com', object: { a: 1 } }], {
			...STOP,
			parameters: { ...PURCHASE, ...parameters } as typeof PURCHASE,
		});

		expect(failure?.text).toMatch(/\b1 of 1\b/);
		expect(failure?.text).toContain(named);
		expect(failure?.items).toEqual([0]);
		expect(receiver.ledger).toEqual([]);
	});

	it.each(['preexisting', 'EPERM', 'etimedout', 'connect ECONNREFUSED'])(
		'keeps its words if n8n sees an error code in the value: %s',
		async (email) => {
			const { failure } = await run([{ email }], STOP);

			expect(failure?.text).toContain(`Email was "${email}"`);
		},
	);

	it('refuses an operation that the node does not have', async () => {
		const { failure } = await run(people(2), {
			...STOP,
			parameters: { ...PURCHASE, operation: '__CUSTOM_API_CALL__' },
		});

		expect(failure?.text).toMatch(/operation/i);
		expect(receiver.ledger).toEqual([]);
	});
});

describe('On Error "Stop Workflow" when Rockerbox refuses', () => {
	it('starts nothing new after a failure', async () => {
		receiver.answer({ status: 400 });
		const { failure } = await run(people(30), STOP);

		// Twenty were under way when the first answer came.
		expect(receiver.ledger).toHaveLength(20);
		expect(failure?.text).toMatch(/\b20 of 30\b/);
		expect(failure?.text).toMatch(/\b0 accepted\b/);
		expect(failure?.text).toMatch(/\b10 not sent\b/);
	});

	it('lets what is under way end, and counts it', async () => {
		receiver.answer(async ({ json }) => {
			const refused = (json as IDataObject).email === 'person-3@example.com';
			if (!refused) await settle();
			return { status: refused ? 422 : 200 };
		});
		const { failure } = await run(people(30), STOP);

		expect(receiver.ledger).toHaveLength(20);
		expect(failure?.text).toMatch(/\b1 of 30\b/);
		expect(failure?.text).toMatch(/\b19 accepted\b/);
		expect(failure?.text).toMatch(/\b10 not sent\b/);
		expect(failure?.text).toContain('422');
		expect(failure?.items).toEqual([3]);
	});

	it('counts all that was accepted before', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-29@example.com' ? 400 : 200,
		}));
		const { failure } = await run(people(30), STOP);

		expect(receiver.ledger).toHaveLength(30);
		expect(failure?.text).toMatch(/\b1 of 30\b/);
		expect(failure?.text).toMatch(/\b29 accepted\b/);
		expect(failure?.items).toEqual([29]);
	});
});

describe.each([
	['continueRegularOutput', CONTINUE],
	['continueErrorOutput', ERROR_OUTPUT],
] as const)('On Error "%s"', (_onError, mode) => {
	it('sends the good items although others are bad', async () => {
		const { failure } = await run(peopleBut(25, 0, 12, 24), mode);

		expect(failure).toBeUndefined();
		expect(emailsIn(receiver.ledger)).toEqual(
			people(25)
				.map(({ email }) => email)
				.filter((_, index) => ![0, 12, 24].includes(index))
				.sort(),
		);
	});

	it('goes on after Rockerbox has refused an item', async () => {
		receiver.answer((_request, index) => ({ status: index % 3 === 0 ? 400 : 200 }));
		await run(people(30), mode);

		expect(receiver.ledger).toHaveLength(30);
	});

	it('says above the output how many were accepted and how many failed', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-2@example.com' ? 400 : 200,
		}));
		const { hints } = await run(peopleBut(10, 5, 6), mode);

		expect(hints).toHaveLength(1);
		expect(hints[0].message).toMatch(/\b7 accepted\b/);
		expect(hints[0].message).toMatch(/\b3 failed\b/);
	});

	it('never shows a failed item as accepted, even if all failed', async () => {
		receiver.answer({ status: 403 });
		const { success, error } = await run(peopleBut(4, 1), mode);
		const all = [...success, ...error].map(({ json }) => json);

		expect(all).toHaveLength(4);
		for (const json of all) {
			expect(json).toHaveProperty('error');
			expect(json).not.toHaveProperty('status');
		}
	});
});

describe('On Error "continueRegularOutput"', () => {
	it('has every item at its place, the failed ones with nothing but their error', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-2@example.com' ? 404 : 200,
		}));
		const { success } = await run(peopleBut(4, 1), CONTINUE);

		expect(success).toEqual([
			{
				json: expect.objectContaining({ status: 'accepted' }) as IDataObject,
				pairedItem: { item: 0 },
			},
			{ json: { error: aString }, pairedItem: { item: 1 } },
			{ json: { error: aString }, pairedItem: { item: 2 } },
			{
				json: expect.objectContaining({ status: 'accepted' }) as IDataObject,
				pairedItem: { item: 3 },
			},
		]);
		expect(success[1].json.error).toMatch(/Email.*wrong 1/);
		expect(success[2].json.error).toMatch(/404/);
	});
});

describe('On Error "continueErrorOutput"', () => {
	it("has the failed items on the error output, with their input's fields and the reason", async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-2@example.com' ? 404 : 200,
		}));
		const { success, error } = await run(peopleBut(5, 1), ERROR_OUTPUT);

		expect(success.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['accepted', { item: 0 }],
			['accepted', { item: 3 }],
			['accepted', { item: 4 }],
		]);
		expect(error).toEqual([
			{
				json: { email: 'wrong 1', plan: 'plan 1', error: aString },
				pairedItem: { item: 1 },
			},
			{
				json: { email: 'person-2@example.com', plan: 'plan 2', error: aString },
				pairedItem: { item: 2 },
			},
		]);
		expect(error[0].json.error).toMatch(/Email.*wrong 1/);
		expect(error[1].json.error).toMatch(/404/);
	});

	it('has nothing on the success output if nothing was accepted', async () => {
		receiver.answer({ status: 400 });
		const { success, error } = await run(people(12), ERROR_OUTPUT);

		expect(success).toEqual([]);
		expect(error).toHaveLength(12);
	});

	it.each<[string, IDataObject]>([
		['a field', { customerId: "={{ $('Nowhere').item.json.id }}" }],
		['an additional field', { additionalFields: { phone: "={{ $('Nowhere').item.json.id }}" } }],
		['an extra parameter', extraParameters([{ name: 'x', value: "={{ $('Nowhere').first() }}" }])],
		['an option', { options: { timezone: "={{ $('Nowhere').item.json.id }}" } }],
	])('has the items there if the expression of %s cannot be evaluated', async (_what, broken) => {
		const { success, error } = await run(people(2), {
			...ERROR_OUTPUT,
			parameters: { ...PURCHASE, ...broken } as typeof PURCHASE,
		});

		expect(success).toEqual([]);
		expect(error.map(({ json }) => json)).toEqual(
			people(2).map((person) => ({ ...person, error: aString })),
		);
	});

	it('has the items there if the expression of the credential cannot be evaluated', async () => {
		const { success, error } = await run(people(2), {
			...ERROR_OUTPUT,
			credential: { advertiserId: "={{ $('Nowhere').item.json.brand }}", baseUrl: receiver.url },
		});

		expect(receiver.ledger).toEqual([]);
		expect(success).toEqual([]);
		expect(error.map(({ json }) => json)).toEqual(
			people(2).map((person) => ({ ...person, error: aString })),
		);
	});

	it.each(['__CUSTOM_API_CALL__', "={{ $('Nowhere').item.json.id }}"])(
		'shows no item as a success if the operation is %s',
		async (operation) => {
			const { success } = await run(people(2), {
				...ERROR_OUTPUT,
				parameters: { ...PURCHASE, operation },
			});

			expect(receiver.ledger).toEqual([]);
			expect(success).toEqual([]);
		},
	);
});

describe('An answer of Rockerbox that is a failure', () => {
	it.each([400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 451])(
		'is HTTP %i, which is sent once only',
		async (status) => {
			receiver.answer({ status, body: { message: 'no' } });
			const { success, error } = await run(people(1), ERROR_OUTPUT);

			expect(success).toEqual([]);
			expect(error[0].json.error).toContain(`HTTP ${status}`);
			expect(receiver.ledger).toHaveLength(1);
		},
	);

	it.each([408, 425, 429, 500, 502, 503, 504, 507])('is HTTP %i', async (status) => {
		receiver.answer({ status, headers: { 'retry-after': '0' } });
		const { success, error } = await run(people(1), ERROR_OUTPUT);

		expect(success).toEqual([]);
		expect(error[0].json.error).toContain(`HTTP ${status}`);
	});

	it('says that the account is to be checked, for a 401', async () => {
		receiver.answer({ status: 401 });
		const { failure } = await run(people(1), STOP);

		expect(failure?.text).toContain('Advertiser ID');
	});

	describe('with a redirect', () => {
		const elsewhere = new Receiver();
		beforeAll(async () => await elsewhere.start());
		beforeEach(() => elsewhere.reset());
		afterAll(async () => await elsewhere.stop());

		it.each([301, 302, 303, 307, 308])('HTTP %i is not followed', async (status) => {
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

		it('to the same server is not followed either', async () => {
			receiver.answer({ status: 302, headers: { location: '/welcome' } });
			const { failure } = await run(people(1), STOP);

			expect(failure?.text).toContain('HTTP 302');
			expect(receiver.ledger.map(({ path }) => path)).toEqual(['/webhook/data']);
		});
	});
});

describe('A request without an answer', () => {
	it('is a failure that says nothing was sent, if the connection is refused', async () => {
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

	it('says that the event may or may not be recorded, if the connection breaks', async () => {
		receiver.answer({ instead: 'cut' });
		const { success, error } = await run(people(1), ERROR_OUTPUT);

		expect(receiver.ledger.length).toBeGreaterThan(0);
		expect(success).toEqual([]);
		expect(error[0].json.error).toContain('may or may not');
	});

	it('stops the workflow with the same words', async () => {
		receiver.answer({ instead: 'cut' });
		const { failure } = await run(people(1), STOP);

		expect(failure?.text).toMatch(/\b1 of 1\b/);
		expect(failure?.text).toContain('may or may not');
	});

	it.each([
		['stopWorkflow', STOP],
		['continueErrorOutput', ERROR_OUTPUT],
	] as const)('is the last one when the run is stopped meanwhile (%s)', async (_onError, mode) => {
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

	it.each<[string, Parameters<Receiver['answer']>[0]]>([
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
	])('shows in no output, error or hint when the event %s', async (_what, answer) => {
		receiver.answer(answer);
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			const traces = tracesOf(await run(people(2), mode));

			expect(traces).not.toContain(ADVERTISER_ID);
			expect(traces.toLowerCase()).not.toContain(encoded.toLowerCase());
			expect(traces).not.toContain('MOx2ZmMw');
		}
	});

	it.each([
		['in an address inside an address', { link: '/go?to=%2Fdata%3Fadvertiser%3DMOx2ZmMwYzQzNTk' }],
		['after a line break', { message: 'Thanks to\nMOx2ZmMwYzQzNTk' }],
		['after a tab', { message: 'Thanks to\tMOx2ZmMwYzQzNTk' }],
	])('that is only letters and digits is masked %s', async (_what, body) => {
		receiver.answer({ body });
		const credential = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: receiver.url };

		expect(tracesOf(await run(people(1), { credential }))).not.toContain('MOx2ZmMwYzQzNTk');
	});

	it('shows nowhere when there is no connection', async () => {
		const baseUrl = await closedAddress();
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			const credential = { advertiserId: ADVERTISER_ID, baseUrl };

			expect(tracesOf(await run(people(2), { ...mode, credential }))).not.toContain('MOx2ZmMw');
		}
	});

	it('shows nowhere when an item cannot be sent', async () => {
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			expect(tracesOf(await run(peopleBut(3, 1), mode))).not.toContain('MOx2ZmMw');
		}
	});

	it.each([
		['https://webhooks.getrockerbox.com/webhook/data?advertiser=MOx2ZmMwYzQz'],
		['MOx2ZmMwYzQz MOx2ZmMwYzQz'],
	])('shows nowhere when it is refused for how it is written (%s)', async (advertiserId) => {
		for (const mode of [STOP, CONTINUE, ERROR_OUTPUT]) {
			const credential = { advertiserId, baseUrl: receiver.url };

			expect(tracesOf(await run(people(2), { ...mode, credential }))).not.toContain('MOx2ZmMw');
		}
	});

	it.each([
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
