/* eslint-disable @n8n/community-nodes/no-restricted-imports -- looks into objects, in tests only */
import type { IDataObject, INodeParameters, Logger } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { inspect } from 'node:util';
import type { WorkflowResult } from '../support/engine';
import {
	ADVERTISER_ID,
	extraParameters,
	people,
	PURCHASE,
	tracesOf,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';
import { Receiver, type Answer, type Respond } from '../support/receiver';

const { receiver, run } = useRockerbox();
withoutWaits();

const ERROR_OUTPUT = { settings: { onError: 'continueErrorOutput' as const } };
const MODES = [
	{ settings: { onError: 'stopWorkflow' as const } },
	{ settings: { onError: 'continueRegularOutput' as const } },
	ERROR_OUTPUT,
];

/** Somebody whose data have no syllable in common with the node's own words. */
const QUILL: IDataObject = {
	email: 'Zelda.Quill@quokka-mail.example',
	customerId: 'Kürbis/77 & Co',
	phone: '6175550143',
	nickname: "Zoë O'Quux",
	nested: { pets: [{ name: 'Wombat IV' }] },
	note: 'never-mapped-7f3a',
};
const QUILL_MAPPED: INodeParameters = {
	operation: 'sendConversion',
	email: '={{ $json.email }}',
	customerId: '={{ $json.customerId }}',
	action: 'purchase',
	timestamp: '1535147451',
	additionalFields: { phone: '={{ $json.phone }}' },
	options: { maxRetries: 0 },
	...extraParameters([
		{ name: 'nickname', value: '={{ $json.nickname }}' },
		{ name: 'nested', type: 'object', value: '={{ $json.nested }}' },
	]),
};
const VALUES: Array<[string, string]> = [
	['email', QUILL.email as string],
	['customer ID', QUILL.customerId as string],
	['phone', QUILL.phone as string],
	['extra parameter', QUILL.nickname as string],
	['extra parameter inside an object', 'Wombat IV'],
];
/** Parts of each value that would give it away. */
const TELLTALES = ['zelda', 'quill', 'quokka', 'rbis', '0143', 'quux', 'wombat'];

/** All that the node says about a run: its errors and hints. */
function wordsOf({ success, error, hints, failure, run: { data } }: WorkflowResult): string {
	const errors = [...success, ...error].map(({ json }) => json.error ?? '');
	const { error: thrown } = data.resultData;
	return inspect(
		[errors, hints, failure, thrown?.message, thrown?.description, thrown?.stack, thrown?.cause],
		{ depth: Infinity, maxStringLength: Infinity, showHidden: true },
	);
}

function telltalesIn(text: string): string[] {
	const small = text.toLowerCase();
	return TELLTALES.filter((telltale) => small.includes(telltale));
}

const charCodes = (text: string, write: (hex: string, code: number) => string) =>
	Array.from(text, (character) => {
		const code = character.codePointAt(0)!;
		return /[a-z0-9]/i.test(character) ? character : write(code.toString(16), code);
	}).join('');

/** Ways in which a server's answer can write what it was sent. */
const SPELLINGS: Array<[string, (value: string) => string]> = [
	['as it is', (value) => value],
	['in capitals', (value) => value.toUpperCase()],
	['in small letters', (value) => value.toLowerCase()],
	['URL-encoded', encodeURIComponent],
	['URL-encoded in small letters', (value) => encodeURIComponent(value).toLowerCase()],
	['URL-encoded as a form', (value) => new URLSearchParams({ '': value }).toString().slice(1)],
	['JSON-escaped', (value) => charCodes(value, (hex) => `\\u${hex.padStart(4, '0')}`)],
	['as HTML entities', (value) => charCodes(value, (_hex, code) => `&#${code};`)],
	['as hexadecimal HTML entities', (value) => charCodes(value, (hex) => `&#x${hex};`)],
	[
		'as named HTML entities',
		(value) =>
			value
				.replace(/&/g, '&amp;')
				.replace(/</g, '&lt;')
				.replace(/'/g, '&apos;')
				.replace('@', '&commat;'),
	],
	['split in lines before a mark', (value) => value.replace(/[^a-z0-9]/i, '\n$&')],
	['split in lines within a word', (value) => value.replace(/^.{7}/, '$&\r\n  ')],
];

/** Ways in which a server's answer can hold it. */
const ANSWERS: Array<[string, (spelled: string) => Answer]> = [
	['text', (spelled) => ({ body: `wrong: ${spelled} (sent)` })],
	[
		'HTML',
		(spelled) => ({
			headers: { 'content-type': 'text/html' },
			body: `<html><head><title>Error</title></head><body><p>wrong: <b>${spelled}</b></p></body></html>`,
		}),
	],
	['JSON', (spelled) => ({ body: { errors: [{ message: `wrong: ${spelled}` }] } })],
	[
		'JSON as JSON wrote it',
		(spelled) => ({
			headers: { 'content-type': 'application/json' },
			body: `{"wrong":"${spelled.replace(/"/g, '\\"').replace(/\r?\n/g, '\\n')}"}`,
		}),
	],
];

describe("An answer that repeats the event's data", () => {
	it.each(SPELLINGS)('does not bring them into an error: %s', async (_how, spell) => {
		const leaks: string[] = [];
		for (const [what, value] of VALUES) {
			for (const [kind, answer] of ANSWERS) {
				receiver.answer({ ...answer(spell(value)), status: 422 });
				const words = wordsOf(await run([QUILL], { ...ERROR_OUTPUT, parameters: QUILL_MAPPED }));

				expect(words).toContain('422');
				if (telltalesIn(words).length === 0) continue;
				leaks.push(`${what}, ${kind}: ${/answering: .*?(?=Compare)/.exec(words)?.[0]}`);
			}
		}
		expect(leaks).toEqual([]);
	});

	it.each([400, 401, 403, 404, 409, 429, 500, 502, 503])(
		'does not bring it into an error after HTTP %i',
		async (status) => {
			receiver.answer(({ body }) => ({ status, body: `Can't take ${body}` }));
			for (const mode of MODES) {
				const words = wordsOf(await run([QUILL], { ...mode, parameters: QUILL_MAPPED }));

				expect(words).toContain(String(status));
				expect(telltalesIn(words)).toEqual([]);
			}
		},
	);

	it.each<[string, string]>([
		['the whole request as JSON', JSON.stringify({ event: QUILL })],
		['JSON inside JSON', JSON.stringify({ event: JSON.stringify(QUILL) })],
		[
			'JSON inside JSON, escaped',
			JSON.stringify({ event: '{"email":"zelda.quill\\u0040quokka-mail.example"}' }),
		],
		[
			'JSON that is too long to be read whole, escaped',
			`{"email":"zelda.quill\\u0040quokka-mail.example","trace":"${'x '.repeat(100_000)}"}`,
		],
		[
			'an address in an address',
			'https://x.example/?u=https%3A%2F%2Fy%2F%3Fe%3Dzelda.quill%2540quokka-mail.example',
		],
		['an email with a name', '"A customer" <zelda.quill@quokka-mail.example>'],
		['an email in a link', 'mailto:zelda.quill@quokka-mail.example?subject=x'],
		['a phone with its marks', 'call +1 (617) 555-0143 or 617.555.0143'],
		['a value with the next one', 'zelda.quill@quokka-mail.example6175550143'],
	])('does not bring it into an error: %s', async (_what, body) => {
		receiver.answer({ status: 400, body });
		for (const mode of MODES) {
			const words = wordsOf(await run([QUILL], { ...mode, parameters: QUILL_MAPPED }));

			expect(words).toContain('400');
			expect(telltalesIn(words)).toEqual([]);
		}
	});

	it('does not bring a value into an error in which markup seems to begin', async () => {
		receiver.answer({ status: 400, body: 'wrong: Wombat <3' });
		for (const mode of MODES) {
			const item = { ...QUILL, nickname: 'Wombat <3' };
			const words = wordsOf(await run([item], { ...mode, parameters: QUILL_MAPPED }));

			expect(words).toContain('400');
			expect(telltalesIn(words)).toEqual([]);
		}
	});

	it('of other items does not bring those into an error either', async () => {
		receiver.answer({ status: 400, body: 'zelda.quill@quokka-mail.example, ask 617-555-0143' });
		const items = [...people(2), QUILL];
		for (const mode of MODES) {
			expect(telltalesIn(wordsOf(await run(items, mode)))).toEqual([]);
		}
	});
});

describe("An answer with another person's data", () => {
	const address = 'otto.walross@seehund-post.example';
	const hash = '5d41402abc4b2a76b9719d911017c592';

	it.each<[string, string, string[]]>([
		['an email', address, ['otto', 'walross', 'seehund']],
		['an email in capitals', address.toUpperCase(), ['otto', 'walross', 'seehund']],
		['an email in a link', `<a href="mailto:${address}">Otto</a>`, ['walross', 'seehund']],
		['an email that is URL-encoded', encodeURIComponent(address), ['otto', 'walross', 'seehund']],
		['an email as a field', `email=${encodeURIComponent(address)}&x=1`, ['walross', 'seehund']],
		['an email with an HTML entity', address.replace('@', '&#64;'), ['walross', 'seehund']],
		['an email with a named entity', address.replace('@', '&commat;'), ['walross', 'seehund']],
		['an email that is escaped', address.replace('@', '\\u0040'), ['walross', 'seehund']],
		['an email split in lines', address.replace('@', '\n@'), ['walross', 'seehund']],
		['a key that is an email', JSON.stringify({ [address]: 'unknown' }), ['walross', 'seehund']],
		['an email outside of ASCII', 'ötto@wälroß.example', ['tto', 'lro']],
		['an MD5 hash', hash, [hash]],
		['a SHA-1 hash', `${hash}deadbeef`, [hash, 'deadbeef']],
		['a SHA-256 hash in capitals', (hash + hash).toUpperCase(), [hash]],
		['a phone number', '3125550187', ['5550187', '312555']],
		['a phone number with marks', '+1 (312) 555-0187', ['555-0187', '0187']],
		['a phone number with dots', '312.555.0187', ['555.0187', '0187']],
		['a phone number as JSON', JSON.stringify({ phone: 3125550187 }), ['5550187']],
	])('does not bring it into an error, nor into what n8n keeps: %s', async (_what, said, parts) => {
		for (const mode of MODES) {
			receiver.answer({ status: 400, body: `Conflict with ${said} here` });
			const result = await run(people(2), mode);
			const traces = (tracesOf(result) + wordsOf(result)).toLowerCase();

			expect(wordsOf(result)).toContain('HTTP 400');
			expect(parts.filter((part) => traces.includes(part))).toEqual([]);
		}
	});

	it.each([
		['header', { headers: { 'x-user': address, 'set-cookie': `u=${address}` } }],
		['redirect', { headers: { location: `/?email=${encodeURIComponent(address)}` } }],
	])('in a %s does not bring it anywhere', async (_what, answer) => {
		for (const mode of MODES) {
			for (const status of [200, 302, 400, 503]) {
				receiver.answer({ ...answer, status });
				const result = await run(people(2), {
					...mode,
					parameters: { ...PURCHASE, options: { maxRetries: 0 } },
				});

				expect(tracesOf(result) + wordsOf(result)).not.toMatch(/walross|seehund/i);
			}
		}
	});
});

/** What the node left for a retry, as n8n keeps it. */
function kept({ run: { data } }: WorkflowResult): unknown {
	return data.executionData?.contextData['node:Rockerbox'];
}

describe("What the node keeps in the execution's context", () => {
	const refuseTheThird: Respond = ({ json }) => ({
		status: (json as IDataObject).email === 'person-2@example.com' ? 400 : 200,
		body: { advertiser: ADVERTISER_ID, ok: true },
	});
	const parameters = { ...PURCHASE, options: { conversionKey: 'email', concurrency: 1 } };

	it('after a failure is what the output would show of the accepted items, and no more', async () => {
		receiver.answer(refuseTheThird);
		const stopped = await run(people(4), { parameters });
		const continued = await run(people(2), { parameters, ...ERROR_OUTPUT });
		const { rockerbox } = kept(stopped) as {
			rockerbox: { tries: { accepted: Record<string, IDataObject>; unknown: object } };
		};
		const { accepted, unknown } = rockerbox.tries;

		expect(stopped.failure).toBeDefined();
		expect(Object.keys(rockerbox).sort()).toEqual(['items', 'run', 'tries']);
		expect(Object.keys(rockerbox.tries).sort()).toEqual(['accepted', 'unknown']);
		expect(unknown).toEqual({});
		expect(
			Object.values(accepted).map(({ payload, outputKey, ...rest }) => ({
				[outputKey as string]: payload,
				...rest,
			})),
		).toEqual(continued.success.map(({ json }) => json));
	});

	it('holds neither the account nor what was not mapped', async () => {
		receiver.answer(refuseTheThird);
		for (const mode of MODES) {
			const settings = { ...mode.settings, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
			const text = JSON.stringify(kept(await run(people(4), { parameters, settings })));

			expect(text).toContain('person-0@example.com');
			expect(text).not.toMatch(/MOx2ZmMw|plan \d|person-2|advertiserId|baseUrl/);
			expect(text).not.toContain(receiver.url);
		}
	});

	it('is nothing after a run that needs no retry', async () => {
		expect(kept(await run(people(4)))).toEqual({});
		receiver.answer(refuseTheThird);
		expect(kept(await run(people(4), ERROR_OUTPUT))).toEqual({});
	});

	it('says of an item whose answer was lost only which it is', async () => {
		receiver.answer({ instead: 'cut' });
		const result = await run(people(1), {
			parameters: { ...PURCHASE, options: { maxRetries: 0 } },
		});

		expect(kept(result)).toEqual({
			rockerbox: { run: 0, items: 1, tries: { accepted: {}, unknown: { 0: true } } },
		});
	});
});

describe("What n8n's log and the console say", () => {
	const silent: Logger = {
		error: () => {},
		warn: () => {},
		info: () => {},
		debug: () => {},
	};
	let said: unknown[] = [];

	beforeEach(() => {
		said = [];
		const record = (...words: unknown[]) => void said.push(words);
		LoggerProxy.init({ error: record, warn: record, info: record, debug: record });
		for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const) {
			jest.spyOn(console, method).mockImplementation(record);
		}
	});
	afterEach(() => LoggerProxy.init(silent));

	const logged = () =>
		said.map((words) => inspect(words, { depth: Infinity, showHidden: true })).join('\n');

	it.each<[string, Answer]>([
		['is accepted', {}],
		['is accepted with an echo', { body: { advertiser: ADVERTISER_ID } }],
		['is refused with an echo', { status: 400, body: `person-0@example.com ${ADVERTISER_ID}` }],
		['is not authorized', { status: 401, headers: { 'www-authenticate': 'Digest realm="x"' } }],
		['meets a server error', { status: 500, body: 'person-0@example.com' }],
		['is redirected', { status: 302, headers: { location: '/?e=person-0@example.com' } }],
		['gets no answer in time', { instead: 'hang' }],
		['gets half an answer', { instead: 'half' }],
		['loses its connection', { instead: 'cut' }],
	])('names neither the account nor a person when the event %s', async (_what, answer) => {
		receiver.answer(answer);
		const parameters = { ...PURCHASE, options: { timeout: 1, maxRetries: 0 } };
		await Promise.all(MODES.map(async (mode) => await run(people(2), { ...mode, parameters })));

		expect(logged()).toContain('Rockerbox');
		expect(logged()).not.toMatch(/MOx2ZmMw|person-\d|%40example|plan \d/);
	});

	it('names neither when the connection is reset before the request is read', async () => {
		receiver.resetUnread(() => true);
		for (const mode of MODES) await run(people(2), mode);

		expect(logged()).toContain('Rockerbox');
		expect(logged()).not.toMatch(/MOx2ZmMw|person-\d/);
	});

	it('does not name the account when the credential is refused', async () => {
		for (const mode of MODES) {
			const credential = { advertiserId: 'MOx2ZmMw MOx2ZmMw', baseUrl: receiver.url };
			await run(people(2), { ...mode, credential });
		}

		expect(logged()).toContain('Rockerbox');
		expect(logged()).not.toContain('MOx2ZmMw');
	});
});

describe('Where a request goes', () => {
	const elsewhere = new Receiver();
	beforeAll(async () => await elsewhere.start());
	beforeEach(() => elsewhere.reset());
	afterAll(async () => await elsewhere.stop());

	const here = () => receiver.url.replace('http://', '');
	const there = () => elsewhere.url.replace('http://', '');

	it.each<[string, (to: string) => Answer]>([
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

	it.each<[string, () => string]>([
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
		// What an address means is for the URL standard to say; a sign-in is refused in any case.
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

	it.each<[string, unknown]>([
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
	it.each([
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

	it('that is an expression once more is not evaluated once more', async () => {
		const brand = '={{ $json.email }}';
		const credential = { advertiserId: '={{ $json.brand }}', baseUrl: receiver.url };
		await run([{ email: 'jane@example.com', brand }], { credential });

		expect(receiver.ledger).toHaveLength(0);
	});

	it.each<[string, unknown]>([
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

describe('What was not mapped', () => {
	it('is in no part of a request, and in no error', async () => {
		for (const status of [200, 400, 500]) {
			receiver.reset();
			receiver.answer({ status });
			const result = await run([QUILL], { ...ERROR_OUTPUT, parameters: QUILL_MAPPED });

			expect(receiver.ledger).toHaveLength(1);
			expect(JSON.stringify(receiver.ledger)).not.toContain('never-mapped');
			expect(wordsOf(result)).not.toContain('never-mapped');
			expect(JSON.stringify(result.success)).not.toContain('never-mapped');
		}
	});
});
