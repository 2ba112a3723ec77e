import type { IDataObject } from 'n8n-workflow';
import {
	ERROR_OUTPUT,
	extraParameters,
	people,
	PURCHASE,
	remarksIn,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';
import { SPELLINGS } from '../../tools/harness/hostile/spellings';

const { receiver, run } = useRockerbox();
withoutWaits();

/** Ways in which a server's answer can hold a repeated value. */
const ANSWERS: Array<(spelled: string) => unknown> = [
	(spelled) => spelled,
	(spelled) => `Unknown: ${spelled}, sorry`,
	(spelled) => ({ ok: true, request: { query: [spelled] } }),
	(spelled) => ({ [spelled]: true }),
	(spelled) => `<html><body><p>Unknown: <b>${spelled}</b></p></body></html>`,
	(spelled) => `${'x '.repeat(985)}${spelled} ${'y '.repeat(985)}`, // the output is cut there
];

const GIVEAWAY_CHARS = 12;

/** Whether text shows a part of a value in this spelling, or in its form in JSON. */
function shows(text: string, spelled: string): boolean {
	return [spelled, JSON.stringify(spelled).slice(1, -1)].some((form) => {
		const parts = Math.max(1, form.length - GIVEAWAY_CHARS + 1);
		return Array.from({ length: parts }, (_, at) => form.slice(at, at + GIVEAWAY_CHARS)).some(
			(part) => text.includes(part),
		);
	});
}

describe('An accepted answer that repeats the advertiser ID', () => {
	const IDS = ['MOx2ZmMw+YzQz/NTk=', "brand!*'(2)~x9"];

	test.each(SPELLINGS)('does not show it %s', async (_how, spell) => {
		for (const advertiserId of IDS) {
			const spelled = spell(advertiserId);
			receiver.answer((_request, index) => ({ body: ANSWERS[index % ANSWERS.length](spelled) }));
			const { success } = await run(people(ANSWERS.length), {
				credential: { advertiserId, baseUrl: receiver.url },
				parameters: { ...PURCHASE, options: { concurrency: 1 } },
			});

			expect(success.map(({ json }) => json.status)).toEqual(ANSWERS.map(() => 'accepted'));
			const shown = success.map(({ json }) => JSON.stringify(json.response));
			expect(shown.filter((text) => shows(text, spelled) || shows(text, advertiserId))).toEqual([]);
		}
	});

	test.each<[string, string, unknown]>([
		['without its zeros', '00123456', { advertiser: 123456 }],
		['as a negative number', '123456', { advertiser: -123456 }],
		['as a fraction', '1234567', '1234567.0'],
		['rounded by JSON', '12345678901234567890', '{"advertiser":12345678901234567890}'],
		['with an exponent', '1234567890123456789012', '{"advertiser":1234567890123456789012}'],
		['with separators', '123456789', 'advertiser 123,456,789'],
	])('does not show a number %s', async (_how, advertiserId, body) => {
		receiver.answer({ body });
		const { success } = await run(people(1), {
			credential: { advertiserId, baseUrl: receiver.url },
		});

		expect(JSON.stringify(success[0].json.response)).not.toMatch(/123,?456/);
	});

	test('is replaced by a note, and the event is still shown', async () => {
		receiver.answer({ body: 'advertiserMOx2ZmMwYzQzNTk' });
		const { success } = await run(people(1), {
			credential: { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: receiver.url },
		});

		expect(success[0].json).toEqual({
			status: 'accepted',
			statusCode: 200,
			attempts: 1,
			conversion: expect.objectContaining({ email: 'person-0@example.com' }) as IDataObject,
			response: 'Hidden, because it repeats the advertiser ID.',
		});
	});

	test.each<[string, string, unknown, unknown]>([
		['7', 'alone', { count: 17, at: '12:57', n: 7 }, { count: 17, at: '12:57', n: '***' }],
		['ab1', 'in a sentence', 'Stored ab1 in tab1e.', 'Stored *** in tab1e.'],
		[
			'a!b',
			'as n8n sends it',
			'?advertiser=a%21b',
			'Hidden, because it repeats the advertiser ID.',
		],
		['ab1', 'not at all', 'YWIx 616231 a-b-1', 'YWIx 616231 a-b-1'],
	])('shows the rest if the ID is short: %s %s', async (advertiserId, _how, body, response) => {
		receiver.answer({ body });
		const { success } = await run(people(1), {
			credential: { advertiserId, baseUrl: receiver.url },
		});

		expect(success[0].json.response).toEqual(response);
	});
});

describe('A refusal', () => {
	const person = {
		email: 'Zelda.Quill@quokka-mail.example',
		customerId: 'Kürbis/77 & Co',
		phone: '6175550143',
		nickname: "Zoë O'Quux",
		note: '注文番号のご確認をお願いします',
		nested: { pets: [{ name: 'Wombat IV' }] },
	};
	const parameters = {
		...PURCHASE,
		customerId: '={{ $json.customerId }}',
		additionalFields: { phone: '={{ $json.phone }}' },
		options: { maxRetries: 0, concurrency: 1 },
		...extraParameters([
			{ name: 'nickname', value: '={{ $json.nickname }}' },
			{ name: 'note', value: '={{ $json.note }}' },
			{ name: 'nested', type: 'object', value: '={{ $json.nested }}' },
		]),
	};
	const { nested, ...plain } = person;
	const SECRETS = [...Object.values(plain), nested.pets[0].name, 'MOx2ZmMwYzQzNTk'];
	const TELLTALES = /zelda|quill|quokka|rbis|5550143|quux|注文|wombat|mox2/i;

	test.each(SPELLINGS)('does not put a value into an error %s', async (_how, spell) => {
		const bodies = SECRETS.flatMap((secret) =>
			ANSWERS.map((answer) => ({ spelled: spell(secret), body: answer(spell(secret)) })),
		);
		receiver.answer((_request, index) => ({ status: 400, body: bodies[index].body }));
		const { error } = await run(
			bodies.map(() => person),
			{
				...ERROR_OUTPUT,
				parameters,
				credential: { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: receiver.url },
			},
		);

		expect(error).toHaveLength(bodies.length);
		error.forEach(({ json }, index) => {
			const text = json.error as string;
			expect(text).toContain('HTTP 400');
			expect(shows(text, bodies[index].spelled)).toBe(false);
			expect(text).not.toMatch(TELLTALES);
		});
	});

	test.each<[string, string]>([
		['base64', 'b3R0by53YWxyb3NzQHNlZWh1bmQuZXhhbXBsZQ=='],
		['base64 without a digit', 'amFuZUBleGFtcGxlLmNvbQ=='],
		['base64url', 'b3R0by53YWxyb3NzQHNlZWh1bmQ_ZXhhbXBsZQ'],
		['hex', '6f74746f2e77616c726f7373'],
		['a UUID', '0b0f7f2e-7c0b-4f0e-9d5a-3f1c2b7a9e11'],
		['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvdHRvQHNlZWh1bmQifQ.c2lnbmF0dXJlMTIzNDU2'],
		['\\x', '\\x6f\\x74\\x74\\x6f'],
		['\\u{}', '\\u{6f}\\u{74}tto'],
		['octal', '\\157\\164\\164\\157'],
		['quoted-printable', 'otto=2Ewalross=40seehund'],
		['quoted-printable outside of ASCII', 'J=C3=B6rg'],
	])('does not repeat data that may be another person’s in %s', async (_how, hidden) => {
		for (const body of [
			hidden,
			`Conflict with ${hidden} here`,
			{ error: `Conflict: ${hidden}.` },
		]) {
			receiver.answer({ status: 400, body });
			const { failure } = await run(people(1));

			expect(failure?.text).toContain('HTTP 400');
			for (const part of hidden.split(/[.\s]/)) expect(shows(failure!.text, part)).toBe(false);
		}
	});

	test.each([
		'action is missing',
		'ERR_INVALID_TIMESTAMP_422: conversion_import is not a known action',
		'Cannot POST /webhook/data',
		'revenue=ten is not a number (code=42)',
		'{"error":"invalid_conversion_timestamp","field":"timestamp"}',
	])('still quotes plain text: %s', async (body) => {
		receiver.answer({ status: 400, body });
		const { failure } = await run(people(1));

		expect(failure?.text).toContain(`answering: ${body}`);
	});
});

describe('A long value', () => {
	const LENGTHS = [6_000, 9_900, 10_000, 100_000]; // characters

	test.each([
		['Japanese', '注文番号のご確認'],
		['Russian', 'Подтверждение'],
		['Arabic', 'تأكيدالطلب'],
		['emoji', '😀🎉'],
		['German', 'Größenänderung'],
		['slashes', '/'],
		['backslashes', '\\'],
		['percent signs', '%'],
	])('in %s does not change the message of a refusal', async (_script, unit) => {
		const items = LENGTHS.map((length) => ({
			email: 'jane@example.com',
			note: unit.repeat(length).slice(0, length),
		}));
		for (const [status, words] of [
			[400, 'Rockerbox refused the event (HTTP 400)'],
			[429, 'Rockerbox is busy and did not accept the event (HTTP 429)'],
		] as const) {
			receiver.answer({ status, body: 'unknown action' });
			const { error } = await run(items, {
				...ERROR_OUTPUT,
				parameters: {
					...PURCHASE,
					options: { maxRetries: 0 },
					...extraParameters([{ name: 'note', value: '={{ $json.note }}' }]),
				},
			});

			expect(error).toHaveLength(LENGTHS.length);
			for (const { json } of error) {
				expect(json.error).toContain(words);
				expect(json.error).not.toMatch(/unexpected|may or may not/);
			}
		}
	});
});

describe('An accepted answer gets a warning', () => {
	test.each<[string, unknown, string]>([
		['speaks of an error', { success: false, error: 'bad advertiser' }, 'speaks of an error'],
		['has errors', { errors: ['unknown action'] }, 'speaks of an error'],
		['is not ok', { ok: false }, 'speaks of an error'],
		['has the status error', { status: 'error', message: 'no' }, 'speaks of an error'],
		['is a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'web page'],
	])('if it %s', async (_what, body, words) => {
		receiver.answer({ body });
		const { success, ...result } = await run(people(2));

		expect(success.map(({ json }) => json.status)).toEqual(['accepted', 'accepted']);
		for (const { json } of success) expect(json.warning).toContain(words);
		expect(result.hints[0]).toMatchObject({ type: 'warning' });
		expect(remarksIn(result)).toEqual([
			expect.stringMatching(/^2 accepted got an? .*: see the "warning" field\.$/),
		]);
		expect(remarksIn(result)[0]).toContain(words);
	});

	test.each<[string, unknown]>([
		['is plain', 'OK'],
		['is empty', ''],
		['has no error', { error: null, errors: [], success: true, ok: 1, status: 'ok' }],
		['has an empty error', { error: { messages: [], code: 0 } }],
		['speaks of errors in words', 'no error'],
	])('but not if it %s', async (_what, body) => {
		receiver.answer({ body });
		const { success, ...result } = await run(people(1));

		expect(success[0].json.warning).toBeUndefined();
		expect(result.hints[0]).toHaveProperty('type', 'info');
		expect(remarksIn(result)).toEqual([]);
	});

	test('besides the one about a lost answer, and each is counted', async () => {
		const sent = new Map<unknown, number>();
		receiver.answer(({ json }) => {
			const { email } = json as { email: string };
			sent.set(email, (sent.get(email) ?? 0) + 1);
			const isFirst = sent.get(email) === 1;
			if (isFirst && email !== 'person-2@example.com') return { instead: 'cut' };
			return email === 'person-0@example.com' ? {} : { body: { error: 'unknown action' } };
		});
		const { success, ...result } = await run(people(3));
		const warnings = success.map(({ json }) => json.warning as string);

		expect(warnings[0]).toMatch(/twice/);
		expect(warnings[0]).not.toMatch(/error/);
		expect(warnings[1]).toMatch(/twice.*speaks of an error/);
		expect(warnings[2]).not.toMatch(/twice/);
		expect(remarksIn(result)).toEqual([
			'2 accepted may have reached Rockerbox twice and 2 accepted got an answer that speaks of an error: see the "warning" field.',
		]);
	});
});
