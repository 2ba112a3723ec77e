/* eslint-disable @n8n/community-nodes/no-restricted-imports -- looks into objects, in tests only */
import type { IDataObject, INodeParameters, Logger } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { inspect } from 'node:util';
import type { WorkflowResult } from '../../tools/harness/engine/engine';
import type { Answer, Respond } from '../../tools/harness/rockerbox/receiver';
import {
	ADVERTISER_ID,
	CONTINUE,
	ERROR_OUTPUT,
	extraParameters,
	MODES,
	people,
	PURCHASE,
	tracesOf,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();
withoutWaits();

/** Somebody whose data has no syllable in common with the node's own words. */
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

describe("An answer that repeats the event's data", () => {
	test.each([400, 401, 403, 404, 409, 429, 500, 502, 503])(
		'does not put it into an error after HTTP %i',
		async (status) => {
			receiver.answer(({ body }) => ({ status, body: `Can't take ${body}` }));
			for (const mode of MODES) {
				const words = wordsOf(await run([QUILL], { ...mode, parameters: QUILL_MAPPED }));

				expect(words).toContain(String(status));
				expect(telltalesIn(words)).toEqual([]);
			}
		},
	);

	test.each<[string, string]>([
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
	])('does not put it into an error: %s', async (_what, body) => {
		receiver.answer({ status: 400, body });
		for (const mode of MODES) {
			const words = wordsOf(await run([QUILL], { ...mode, parameters: QUILL_MAPPED }));

			expect(words).toContain('400');
			expect(telltalesIn(words)).toEqual([]);
		}
	});

	test('does not put a value into an error in which markup seems to begin', async () => {
		receiver.answer({ status: 400, body: 'wrong: Wombat <3' });
		for (const mode of MODES) {
			const item = { ...QUILL, nickname: 'Wombat <3' };
			const words = wordsOf(await run([item], { ...mode, parameters: QUILL_MAPPED }));

			expect(words).toContain('400');
			expect(telltalesIn(words)).toEqual([]);
		}
	});

	test('of other items does not put it into an error either', async () => {
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

	test.each<[string, string, string[]]>([
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
	])(
		'does not put it into an error, nor into data that n8n keeps: %s',
		async (_what, said, parts) => {
			for (const mode of MODES) {
				receiver.answer({ status: 400, body: `Conflict with ${said} here` });
				const result = await run(people(2), mode);
				const traces = (tracesOf(result) + wordsOf(result)).toLowerCase();

				expect(wordsOf(result)).toContain('HTTP 400');
				expect(parts.filter((part) => traces.includes(part))).toEqual([]);
			}
		},
	);

	test.each([
		['header', { headers: { 'x-user': address, 'set-cookie': `u=${address}` } }],
		['redirect', { headers: { location: `/?email=${encodeURIComponent(address)}` } }],
	])('in a %s does not put it anywhere', async (_what, answer) => {
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

/** The node's data for a retry, as n8n keeps it. */
function kept({ run: { data } }: WorkflowResult): unknown {
	return data.executionData?.contextData['node:Rockerbox'];
}

describe("What the node keeps in the execution's context", () => {
	const refuseTheThird: Respond = ({ json }) => ({
		status: (json as IDataObject).email === 'person-2@example.com' ? 400 : 200,
		body: { advertiser: ADVERTISER_ID, ok: true },
	});
	const parameters = { ...PURCHASE, options: { conversionKey: 'email', concurrency: 1 } };

	test('after a failure tells which items were accepted, and when, but not whose they are', async () => {
		receiver.answer(refuseTheThird);
		const stopped = await run(people(4), { parameters });
		const item = {
			statusCode: 200,
			attempts: 1,
			timestamp: '1535147451',
			fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
		};

		expect(stopped.failure).toBeDefined();
		expect(kept(stopped)).toEqual({
			rockerbox: {
				runIndex: 0,
				items: 4,
				state: { accepted: { 0: item, 1: item }, mayBeRecorded: {} },
			},
		});
	});

	test('is nothing once no retry can follow', async () => {
		expect(kept(await run(people(4)))).toEqual({});
		receiver.answer(refuseTheThird);
		for (const mode of [CONTINUE, ERROR_OUTPUT]) {
			for (const refused of [people(4), people(4).reverse()]) {
				for (const retries of [{}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }]) {
					const settings = { ...mode.settings, ...retries };
					expect(kept(await run(refused, { parameters, settings }))).toEqual({});
				}
			}
		}
	});

	test('says of an item whose answer was lost only which it is', async () => {
		receiver.answer({ instead: 'cut' });
		const result = await run(people(1), {
			parameters: { ...PURCHASE, options: { maxRetries: 0 } },
		});

		expect(kept(result)).toEqual({
			rockerbox: {
				runIndex: 0,
				items: 1,
				state: { accepted: {}, mayBeRecorded: { 0: true } },
			},
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

	test.each<[string, Answer]>([
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

	test('names neither if the connection is reset before the request is read', async () => {
		receiver.resetUnread(() => true);
		for (const mode of MODES) await run(people(2), mode);

		expect(logged()).toContain('Rockerbox');
		expect(logged()).not.toMatch(/MOx2ZmMw|person-\d/);
	});

	test('does not name the account if the credential is refused', async () => {
		for (const mode of MODES) {
			const credential = { advertiserId: 'MOx2ZmMw MOx2ZmMw', baseUrl: receiver.url };
			await run(people(2), { ...mode, credential });
		}

		expect(logged()).toContain('Rockerbox');
		expect(logged()).not.toContain('MOx2ZmMw');
	});
});

describe('What was not mapped', () => {
	test('is in no part of a request, and in no error', async () => {
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
