import { Receiver } from '../../tools/harness/rockerbox/receiver';
import { ADVERTISER_ID, ERROR_OUTPUT, people, PURCHASE, useRockerbox } from '../support/engineRun';

const { receiver, run } = useRockerbox();

describe('The Advertiser ID of the credential', () => {
	test.each([
		['MOx2ZmMwYzQzNTk'],
		['a+b/c=='],
		['a&b=c'],
		['100%25'],
		['a#b?c'],
		["'quoted';,:@$!*()[]"],
		['~a.b_c-d'],
		['Zoë-東京'],
		['0'],
		['=='.padStart(60, 'x')],
	])('reaches Rockerbox unchanged: %s', async (advertiserId) => {
		await run(people(1), { credential: { advertiserId, baseUrl: receiver.url } });

		expect(receiver.ledger.map(({ query }) => query)).toEqual([[['advertiser', advertiserId]]]);
	});

	test('reaches Rockerbox in the address only, in no header and no body', async () => {
		await run(people(1));
		const [{ headers, body }] = receiver.ledger;

		expect(JSON.stringify([headers, body])).not.toContain('MOx2ZmMw');
	});

	test.each([
		['is empty', ''],
		['is blank', '   '],
		['has a space inside', 'MOx2 ZmMw'],
		['has a line break inside', 'MOx2\nZmMw'],
		['is an address without an ID', 'https://webhooks.getrockerbox.com/webhook/data'],
	])('is refused before anything is sent if it %s', async (_what, advertiserId) => {
		const credential = { advertiserId, baseUrl: receiver.url };
		const stopped = await run(people(2), { credential });
		const continued = await run(people(2), { credential, ...ERROR_OUTPUT });

		expect(receiver.ledger).toEqual([]);
		expect(stopped.failure?.text).toMatch(/\b2 of 2\b/);
		expect(stopped.failure?.text).toContain('Advertiser ID');
		expect(continued.success).toEqual([]);
		expect(continued.error.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('Advertiser ID'),
			expect.stringContaining('Advertiser ID'),
		]);
	});

	test.each([
		['with blanks around it', ' MOx2+Zm \n'],
		[
			'with the address before it',
			'https://webhooks.getrockerbox.com/webhook/data?advertiser=MOx2+Zm',
		],
	])('may be pasted %s', async (_what, advertiserId) => {
		await run(people(1), { credential: { advertiserId, baseUrl: receiver.url } });

		expect(receiver.ledger.map(({ query }) => query)).toEqual([[['advertiser', 'MOx2+Zm']]]);
	});

	test('may be an expression, which is evaluated for each item', async () => {
		const brands = ['Brand+A/=', 'Brand-B', 'Brand-C', 'Brand+A/='];
		const items = brands.map((brand, index) => ({ email: `person-${index}@example.com`, brand }));
		await run(items, {
			credential: { advertiserId: '={{ $json.brand }}', baseUrl: receiver.url },
		});

		expect(
			receiver.ledger.map(({ query, json }) => [(json as { email: string }).email, query]).sort(),
		).toEqual(items.map(({ email, brand }) => [email, [['advertiser', brand]]]));
	});

	test.each([
		['a number', 4711, '4711'],
		['the number zero', 0, '0'],
	])('may be an expression that gives %s', async (_what, brand, sent) => {
		await run([{ email: 'jane@example.com', brand }], {
			credential: { advertiserId: '={{ $json.brand }}', baseUrl: receiver.url },
		});

		expect(receiver.ledger.map(({ query }) => query)).toEqual([[['advertiser', sent]]]);
	});

	test('that is an expression fails only the items for which it is empty', async () => {
		const items = [
			{ email: 'a@example.com', brand: 'Brand-A' },
			{ email: 'b@example.com' },
			{ email: 'c@example.com', brand: 'Brand-C' },
		];
		const { success, error } = await run(items, {
			credential: { advertiserId: '={{ $json.brand }}', baseUrl: receiver.url },
			...ERROR_OUTPUT,
		});

		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(error.map(({ json }) => json)).toEqual([
			{ email: 'b@example.com', error: expect.stringContaining('Advertiser ID') as string },
		]);
		expect(receiver.ledger.map(({ query }) => query[0][1]).sort()).toEqual(['Brand-A', 'Brand-C']);
	});
});

describe('The Base URL of the credential', () => {
	test.each([
		['as it is', '', '/webhook/data'],
		['with a slash at its end', '/', '/webhook/data'],
		['with many slashes at its end', '///', '/webhook/data'],
		['with a path', '/proxy/rockerbox', '/proxy/rockerbox/webhook/data'],
		['with a path and a slash', '/proxy/rockerbox/', '/proxy/rockerbox/webhook/data'],
		['with blanks around it', '  ', '/webhook/data'],
	])('is taken %s', async (_what, end, path) => {
		await run(people(1), {
			credential: { advertiserId: ADVERTISER_ID, baseUrl: receiver.url + end },
		});

		expect(receiver.ledger.map((request) => request.path)).toEqual([path]);
	});

	test('may be http on this machine', async () => {
		const port = receiver.url.split(':').at(-1);
		for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST']) {
			const credential = { advertiserId: ADVERTISER_ID, baseUrl: `http://${host}:${port}` };
			const { failure } = await run(people(1), { credential });

			expect(failure).toBeUndefined();
		}
		expect(receiver.ledger).toHaveLength(3);
	});

	test.each([
		'http://webhooks.getrockerbox.com',
		'http://192.168.0.10',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://localhost@example.com',
		'HTTP://example.com',
		'ftp://example.com',
	])('is refused before anything is sent if it is not https: %s', async (baseUrl) => {
		const { failure } = await run(people(2), {
			credential: { advertiserId: ADVERTISER_ID, baseUrl },
		});

		expect(failure?.text).toMatch(/\b2 of 2\b/);
		expect(failure?.text).toContain('Base URL must begin with https://');
	});

	test.each([
		['webhooks.getrockerbox.com'],
		['https://'],
		['https://example.com/?a=b'],
		['https://example.com/#a'],
		['https://user:secret@example.com'],
		[' '],
	])('is refused before anything is sent if it isn’t a plain address: "%s"', async (baseUrl) => {
		const { failure } = await run(people(1), {
			credential: { advertiserId: ADVERTISER_ID, baseUrl },
		});

		expect(failure?.text).toContain('Base URL');
		expect(failure?.text).not.toContain('secret');
	});

	test('is refused, with its real host, before anything is sent if its letters only look right', async () => {
		const { failure } = await run(people(1), {
			credential: { advertiserId: ADVERTISER_ID, baseUrl: 'https://wеbhooks.getrockerbox.com' },
		});

		expect(failure?.text).toContain('another host than it shows: xn--wbhooks-7gg.getrockerbox.com');
	});

	test.each([
		['with blanks around it', ' MOx2+Zm \n'],
		[
			'with the address before it',
			'https://webhooks.getrockerbox.com/webhook/data?advertiser=MOx2+Zm',
		],
	])('may be pasted %s', async (_what, advertiserId) => {
		await run(people(1), { credential: { advertiserId, baseUrl: receiver.url } });

		expect(receiver.ledger.map(({ query }) => query)).toEqual([[['advertiser', 'MOx2+Zm']]]);
	});

	test('may be an expression, which is evaluated for each item', async () => {
		const other = new Receiver();
		await other.start();
		try {
			const items = [
				{ email: 'a@example.com', server: receiver.url },
				{ email: 'b@example.com', server: other.url },
			];
			await run(items, {
				parameters: PURCHASE,
				credential: { advertiserId: ADVERTISER_ID, baseUrl: '={{ $json.server }}' },
			});

			expect(receiver.ledger.map(({ json }) => json)).toMatchObject([{ email: 'a@example.com' }]);
			expect(other.ledger.map(({ json }) => json)).toMatchObject([{ email: 'b@example.com' }]);
		} finally {
			await other.stop();
		}
	});
});

describe('Allowed Domains of the credential', () => {
	const restricted = (allowedDomains: string) => ({
		allowedHttpRequestDomains: 'domains',
		allowedDomains,
	});

	test('fail only the items whose Base URL leads elsewhere, with the reason', async () => {
		const items = [
			{ email: 'a@example.com', server: receiver.url },
			{ email: 'b@example.com', server: receiver.url.replace('127.0.0.1', 'localhost') },
		];
		const { success, error } = await run(items, {
			credential: {
				advertiserId: ADVERTISER_ID,
				baseUrl: '={{ $json.server }}',
				...restricted('webhooks.getrockerbox.com, 127.0.0.1'),
			},
			...ERROR_OUTPUT,
		});

		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(error.map(({ json }) => json.error)).toEqual([
			"The Base URL leads to localhost, which isn't among the credential's Allowed Domains. Add it there, or correct the Base URL. [item 1]",
		]);
		expect(receiver.ledger.map(({ json }) => json)).toMatchObject([{ email: 'a@example.com' }]);
	});

	test.each(['', 'webhooks.getrockerbox.com', '*.127.0.0.1'])(
		'stop the workflow before anything is sent, if they are "%s"',
		async (allowedDomains) => {
			const { failure } = await run(people(2), {
				credential: {
					advertiserId: ADVERTISER_ID,
					baseUrl: receiver.url,
					...restricted(allowedDomains),
				},
			});

			expect(receiver.ledger).toEqual([]);
			expect(failure?.text).toMatch(/\b2 of 2\b/);
			expect(failure?.text).toContain("isn't among the credential's Allowed Domains");
		},
	);

	test('don’t matter if the credential is only kept from the HTTP Request node', async () => {
		const { success } = await run(people(2), {
			credential: {
				advertiserId: ADVERTISER_ID,
				baseUrl: receiver.url,
				allowedHttpRequestDomains: 'none',
			},
		});

		expect(success).toHaveLength(2);
	});
});

describe('n8n is asked for the credential', () => {
	test('once for a run, if it holds no expression', async () => {
		const { credentialReads, success } = await run(people(20));

		expect(success).toHaveLength(20);
		expect(credentialReads).toBe(1);
	});

	test.each([
		['the Advertiser ID', { advertiserId: '={{ "an-" + "id" }}' }],
		['the Base URL', { baseUrl: '={{ $json.server }}' }],
		['what repeats them', { rawFields: 'as it was before' }],
	])('for each item, if %s holds something other than it shows', async (_what, odd) => {
		const items = people(5).map((item) => ({ ...item, server: receiver.url }));
		const credential = { advertiserId: ADVERTISER_ID, baseUrl: receiver.url, ...odd };
		const { credentialReads, success } = await run(items, { credential });

		expect(success).toHaveLength(5);
		expect(credentialReads).toBe(5);
	});
});
