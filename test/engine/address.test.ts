import type { IDataObject } from 'n8n-workflow';
import { Receiver, type Answer } from '../../tools/harness/rockerbox/receiver';
import {
	ADVERTISER_ID,
	ERROR_OUTPUT,
	MODES,
	people,
	PURCHASE,
	tracesOf,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();
withoutWaits();

describe('Where a request goes', () => {
	const elsewhere = new Receiver();
	beforeAll(async () => await elsewhere.start());
	beforeEach(() => elsewhere.reset());
	afterAll(async () => await elsewhere.stop());

	const here = () => receiver.url.replace('http://', '');
	const there = () => elsewhere.url.replace('http://', '');

	test.each<[string, (to: string) => Answer]>([
		['300', (location) => ({ status: 300, headers: { location } })],
		['304', (location) => ({ status: 304, headers: { location } })],
		['305, which names a proxy', (location) => ({ status: 305, headers: { location } })],
		['306', (location) => ({ status: 306, headers: { location } })],
		['399', (location) => ({ status: 399, headers: { location } })],
		['a 200 with a Location', (location) => ({ status: 200, headers: { location } })],
		['a 201 with a Location', (location) => ({ status: 201, headers: { location } })],
		['a 401 with a Location', (location) => ({ status: 401, headers: { location } })],
		['a 503 with a Location', (location) => ({ status: 503, headers: { location } })],
		['a header Refresh', (to) => ({ status: 200, headers: { refresh: `0; url=${to}` } })],
		['a header Link', (to) => ({ status: 200, headers: { link: `<${to}>; rel=preload` } })],
		['a header Alt-Svc', (to) => ({ headers: { 'alt-svc': `h2="${to.slice(7)}"; ma=60` } })],
		[
			'a page that leads on',
			(to) => ({
				headers: { 'content-type': 'text/html' },
				body: `<meta http-equiv="refresh" content="0; url=${to}"><script src="${to}"></script>`,
			}),
		],
		[
			'a redirect without a scheme',
			(to) => ({ status: 307, headers: { location: to.replace('http:', '') } }),
		],
		[
			'a redirect with backslashes',
			(to) => ({ status: 308, headers: { location: to.replace('http://', '\\\\') } }),
		],
	])('is not changed by %s', async (_what, answer) => {
		for (const mode of MODES) {
			receiver.reset();
			receiver.answer(answer(elsewhere.url));
			const parameters = { ...PURCHASE, options: { maxRetries: 1 } };
			await run(people(1), { ...mode, parameters });

			expect(elsewhere.ledger).toEqual([]);
			expect(receiver.ledger.length).toBeGreaterThan(0);
			for (const { method, path } of receiver.ledger) {
				expect([method, path]).toEqual(['POST', '/webhook/data']);
			}
		}
	});

	test.each<[string, () => string]>([
		['a sign-in', () => `http://${here()}@${there()}`],
		['a sign-in with a password', () => `http://x:${here()}@${there()}/`],
		['an empty sign-in', () => `http://@${there()}`],
		['a backslash before an @', () => `http://${here()}\\@${there()}`],
		['a slash before an @', () => `http://${here()}/@${there()}`],
		['two backslashes for slashes', () => `http:\\\\${here()}\\@${there()}`],
		['a slash and a backslash', () => `http:/\\${here()}/\\${there()}`],
		['no slashes', () => `http:${here()}`],
		['one slash', () => `http:/${here()}`],
		['many slashes', () => `http://///${here()}//${there()}`],
		['a fragment before an @', () => `http://${here()}#@${there()}`],
		['a query before an @', () => `http://${here()}?@${there()}`],
		['an empty query', () => `http://${here()}/?`],
		['an empty fragment', () => `http://${here()}/#`],
		['a query that is encoded', () => `http://${here()}/%3Fadvertiser=other`],
		['a fragment that is encoded', () => `http://${here()}/%23`],
		['an @ that is encoded', () => `http://${here()}%40${there()}`],
		['ideographic dots', () => `http://${here().replaceAll('.', '。')}`],
		['fullwidth digits', () => `http://${here().replace('127', '１２７')}`],
		['the address as a number', () => `http://${here().replace('127.0.0.1', '2130706433')}`],
		['the address in octal', () => `http://${here().replace('127', '0177')}`],
		['a fullwidth slash', () => `http://${here()}／..／${there()}`],
		['a fullwidth @', () => `http://${here()}＠${there()}`],
		['two dots at its end', () => `http://${here()}/..`],
		['two dots inside', () => `http://${here()}/a/../../b`],
		['two encoded dots', () => `http://${here()}/a/%2e%2e/b`],
		['a path of its own twice', () => `http://${here()}/webhook/data/webhook/data`],
		['a line break', () => `http://${here()}/a\r\nHost: ${there()}`],
		['a tab in its scheme', () => `ht\ttp://${here()}`],
		['a line break in its host', () => `http://127.0\n.0.1:${here().split(':')[1]}`],
		['a null in its path', () => `http://${here()}/a\u0000b`],
		['a semicolon', () => `http://${here()};@${there()}`],
		['a whole other address as path', () => `http://${here()}/${elsewhere.url}`],
		['two addresses', () => `${receiver.url} ${elsewhere.url}`],
		['two addresses with a comma', () => `${receiver.url},${elsewhere.url}`],
		['an expression without its sign', () => `http://${here()}/{{ $json.email }}`],
		['another scheme', () => `javascript:fetch("${elsewhere.url}")`],
		['a file', () => 'file:///etc/passwd'],
		['data', () => 'data:text/plain,x'],
	])('is its base URL and nothing else, with %s', async (_what, given) => {
		const baseUrl = given();
		const result = await run(people(1), {
			...ERROR_OUTPUT,
			credential: { advertiserId: ADVERTISER_ID, baseUrl },
		});

		const plain = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
		const path = plain?.pathname.replace(/\/+$/, '').replace(/\/webhook\/data$/, '');
		expect(result.error.length + receiver.ledger.length + elsewhere.ledger.length).toBe(1);
		// The URL standard says what an address means, but a sign-in is always refused.
		const expected = plain?.host === there() ? elsewhere : receiver;
		for (const request of [...receiver.ledger, ...elsewhere.ledger]) {
			expect(expected.ledger).toEqual([request]);
			expect(plain!.username + plain!.password + plain!.search + plain!.hash).toBe('');
			expect(request.url.split('?')[0]).toBe(`${path}/webhook/data`);
			expect(request.query).toEqual([['advertiser', ADVERTISER_ID]]);
		}
		for (const { json } of result.error) expect(json.error).toMatch(/Base URL|connection/);
		expect(tracesOf(result)).not.toContain('MOx2ZmMw');
	});

	test.each<[string, unknown]>([
		['a number', 5],
		['a list', ['http://127.0.0.1']],
		['an object', { href: 'http://127.0.0.1' }],
		['nothing', null],
	])('is nowhere if the base URL is %s', async (_what, server) => {
		const { error, success } = await run([{ email: 'jane@example.com', server } as IDataObject], {
			...ERROR_OUTPUT,
			credential: { advertiserId: ADVERTISER_ID, baseUrl: '={{ $json.server }}' },
		});

		expect(success).toEqual([]);
		expect(error[0].json.error).toContain('Base URL');
	});
});

describe('An advertiser ID with a trick in it', () => {
	test.each([
		'x&x=1',
		'x#/../y',
		'x?y=/../../z',
		'/../../../etc',
		'\\..\\..\\x',
		'x%0d%0aHost:%20evil.example',
		'x%00',
		'%',
		'%zz',
		'x;y=1',
		'advertiser[]',
		'a[b][c]',
		'{{ $json.email }}',
		'${x}',
		'__proto__',
		'constructor',
		'🚀𝒳',
		'مرحبا',
		'<script>',
		'"x"',
		'undefined',
		'@evil.example',
		'x'.repeat(5_000),
		'\u00A0'.repeat(2),
		'a\r\nHost: evil.example',
		'a\u0000b',
		'a\u202Eb',
		'\uD800',
		'a\u2028b',
	])('is one parameter, unchanged, or is refused: %j', async (advertiserId) => {
		const items = [{ email: 'jane@example.com', brand: advertiserId }];
		const credential = { advertiserId: '={{ $json.brand }}', baseUrl: `${receiver.url}/base` };
		const { error, run: whole } = await run(items, { ...ERROR_OUTPUT, credential });

		expect(error.length + receiver.ledger.length).toBe(1);
		for (const { path, query, json, headers } of receiver.ledger) {
			expect(path).toBe('/base/webhook/data');
			expect(query).toEqual([['advertiser', advertiserId]]);
			expect(json).toEqual({
				email: 'jane@example.com',
				action: 'purchase',
				timestamp: '1535147451',
			});
			expect(headers.host).toBe(receiver.url.replace('http://', ''));
		}
		for (const { json } of error) expect(json.error).toContain('The Advertiser ID ');
		expect(whole.status).toBe('success');
	});

	test('whose value is an expression isn’t evaluated again', async () => {
		const brand = '={{ $json.email }}';
		const credential = { advertiserId: '={{ $json.brand }}', baseUrl: receiver.url };
		await run([{ email: 'jane@example.com', brand }], { credential });

		expect(receiver.ledger).toHaveLength(0);
	});

	test.each<[string, unknown]>([
		['a list', ['a', 'b']],
		['an object', { a: 'b' }],
		['true', true],
		['a function', '={{ () => 1 }}'],
	])('that is %s is refused', async (_what, brand) => {
		const isExpression = typeof brand === 'string';
		const { error } = await run([{ email: 'jane@example.com', brand } as IDataObject], {
			...ERROR_OUTPUT,
			credential: {
				advertiserId: isExpression ? brand : '={{ $json.brand }}',
				baseUrl: receiver.url,
			},
		});

		expect(receiver.ledger).toEqual([]);
		expect(error).toHaveLength(1);
	});
});
