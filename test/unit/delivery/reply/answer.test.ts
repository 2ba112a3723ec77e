import fc from 'fast-check';
import { memoize } from 'lodash';
import { answerReader } from '../../../../nodes/Rockerbox/delivery/reply/answer';
import { warnings } from '../../../../nodes/Rockerbox/outcome';
import { growth, isLinear, MAX_LINEAR_GROWTH } from '../../../support/growth';
import { hostileText, textOf } from '../../../support/hostileText';
import { SPELLINGS } from '../../../../tools/harness/hostile/spellings';

const ID = 'MOx2ZmMwYzQzNTk';
const HIDDEN = 'Hidden, because it repeats the advertiser ID.';
const read = (body: string, advertiserId = ID) => answerReader()(200, body, advertiserId);

describe('the output has the answer as JSON if it is JSON, or else as text', () => {
	test.each<[string, string, unknown]>([
		['a text', 'OK', 'OK'],
		['markup', '<p>\n<b>Hello</b>', '<p>\n<b>Hello</b>'],
		['what is nearly JSON', "{'ok':1}", "{'ok':1}"],
		[
			'an object',
			'{"success":true,"in":{"list":[1,null,"a"]}}',
			{ success: true, in: { list: [1, null, 'a'] } },
		],
		['an object over several lines', '{\n "id": 1.5\n}\n', { id: 1.5 }],
		['an empty object', '{}', {}],
		['a list', '[1,"a"]', [1, 'a']],
		['true', 'true', true],
		['null', 'null', null],
		['a number', '0', 0],
	])('%s', (_, body, response) => {
		expect(read(body)).toStrictEqual({ statusCode: 200, response });
	});

	test('a key named __proto__ stays a key', () => {
		expect(JSON.stringify(read('{"__proto__":{"a":1}}').response)).toBe('{"__proto__":{"a":1}}');
	});

	test.each(['', ' \r\n'])('%j doesn’t count as an answer', (body) => {
		expect(read(body)).toStrictEqual({ statusCode: 200 });
	});

	test('with its status', () => {
		expect(answerReader()(202, 'busy', ID)).toStrictEqual({
			statusCode: 202,
			response: 'busy',
		});
	});
});

describe('the advertiser ID is masked', () => {
	test.each<[string, string, string, unknown]>([
		['in a text', ID, `Stored for ${ID}.`, 'Stored for ***.'],
		['wherever it stands', ID, `${ID},${ID} "${ID}"`, '***,*** "***"'],
		[
			'in an object',
			ID,
			`{"advertiser":"${ID}","deep":[{"id":"${ID}"}]}`,
			{ advertiser: '***', deep: [{ id: '***' }] },
		],
		['as a key', ID, `{"${ID}":1}`, { '***': 1 }],
		['in a web address', ID, `/data?advertiser=${ID}&x=1`, '/data?advertiser=***&x=1'],
		['with signs that mean something in patterns', 'a.b*(c)$', 'id a.b*(c)$!', 'id ***!'],
		['with a quote, in an object', 'a"b', '{"advertiser":"a\\"b"}', HIDDEN],
		['with a slash, in an object', 'a/b', '{"advertiser":"a/b"}', { advertiser: '***' }],
		['of digits, in a text', '4711', 'Stored for 4711', 'Stored for ***'],
		['of digits, alone', '4711', '4711', '***'],
	])('%s', (_, advertiserId, body, response) => {
		expect(read(body, advertiserId)).toStrictEqual({ statusCode: 200, response });
	});

	test('of digits, sent back as a number in JSON', () => {
		const { response } = read('{"advertiser":4711,"count":4712}', '4711');
		expect(JSON.stringify(response)).not.toContain('4711');
		expect(JSON.stringify(response)).toContain('4712');
	});

	test('even if a long answer is cut there', () => {
		const { response } = read(`${'x '.repeat(995)}${ID} ${'y '.repeat(995)}`);
		expect(response).toContain('***');
		expect(response).not.toContain(ID.slice(0, 5));
	});

	test('but a short one only as a whole word, so that other words stay whole', () => {
		expect(read('1700 of 17 at 7:15', '7')).toHaveProperty('response', '1700 of 17 at ***:15');
	});
});

describe('an answer with the advertiser ID in a spelling that can’t be masked is hidden', () => {
	test.each(SPELLINGS)('%s', (_, spell) => {
		for (const id of [ID, 'a1/b2+c3==', "brand!*'(2)~x9", '70712345678', 'Zürich-4711']) {
			const spelled = spell(id);
			for (const body of [spelled, `for ${spelled}.`, JSON.stringify({ deep: [spelled] })]) {
				const text = JSON.stringify(read(body, id).response);
				expect(text).not.toContain(spelled);
				expect(text).not.toContain(JSON.stringify(spelled).slice(1, -1));
			}
		}
	});

	test('glued to another word', () => {
		expect(read(`${ID}2`)).toStrictEqual({ statusCode: 200, response: HIDDEN });
	});

	test('after the part that the output shows', () => {
		expect(read(`${'x '.repeat(2_000)}${ID}2`)).toHaveProperty('response', HIDDEN);
	});

	test.each([
		['another ID', 'MOx2ZmMwYzQzNTx'],
		['only a part of it', 'MOx2Zm MwYzQzNT'],
		['base64 of something else', 'b3R0by53YWxyb3NzQHNlZWh1bmQuZXhhbXBsZQ=='],
		['a hash', '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8'],
		['a UUID', '0b0f7f2e-7c0b-4f0e-9d5a-3f1c2b7a9e11'],
		['escapes of something else', '%2541 &amp;lt; \\u0041 \\x41 =41'],
	])('but %s is shown', (_, body) => {
		expect(read(body)).toHaveProperty('response', body);
	});

	test.each(['7', 'ab1', 'a-b', '00', 'ok'])('a short one hides no other answer: %s', (id) => {
		for (const body of ['Done at 2024-08-17T17:57:27Z', '{"token":"Y2FiMQ=="}', 'tab1 17 cab10']) {
			expect(JSON.stringify(read(body, id).response)).not.toContain('Hidden');
		}
	});
});

describe('an answer gets a warning', () => {
	test.each([
		['has an error', '{"error":"unknown action"}'],
		['has one in capitals', '{"ERROR":{"code":7}}'],
		['has errors', '{"errors":[{"message":"no"}],"ok":true}'],
		['is no success', '{"success":false}'],
		['is no success, in a text', '{"success":"false"}'],
		['is not ok', '{"ok":false}'],
		['has the status error', '{"status":"Error"}'],
		['has the status fail', '{"status":"fail","data":{}}'],
		['is an error that is longer than what is shown', `{"a":"${'x'.repeat(2000)}","error":1}`],
	])('if it %s', (_, body) => {
		expect(read(body)).toHaveProperty('warning', warnings.error);
	});

	test('even if it is hidden', () => {
		expect(read(`{"error":"no ${ID}x"}`)).toStrictEqual({
			statusCode: 200,
			response: HIDDEN,
			warning: warnings.error,
		});
	});

	test.each([
		'<!DOCTYPE html><title>Sign in</title>',
		'\n<HTML lang="en">',
		'<?xml version="1.0"?><html>',
		'<head><title>',
	])('if it is a web page: %s', (body) => {
		expect(read(body)).toHaveProperty('warning', warnings.webPage);
	});

	test.each([
		'OK',
		'no error',
		'{}',
		'[]',
		'null',
		'0',
		'{"error":null,"errors":[],"success":true,"ok":1,"status":"ok"}',
		'{"error":"","errors":{}}',
		'{"error":false,"errors":0}',
		'{"errors":{"email":[],"action":[]}}',
		'{"data":{"error":"in depth"}}',
		'[{"error":"in a list"}]',
		'{"status":503}',
		'<p>thanks</p>',
		'{"page":"<html>"}',
	])('but not %s', (body) => {
		expect(read(body)).not.toHaveProperty('warning');
	});
});

describe('a long answer is cut', () => {
	test.each([
		['a text', 'x'.repeat(100_000)],
		['a list', JSON.stringify(Array.from({ length: 10_000 }, () => 'x'))],
		['a tower of lists', '['.repeat(100_000)],
	])('%s', (_, body) => {
		const { response } = read(body);
		expect(response).toBe(`${body.slice(0, 2000)}…`);
	});

	test('one that just fits isn’t cut', () => {
		expect(read('x'.repeat(2000))).toHaveProperty('response', 'x'.repeat(2000));
	});
});

test('an answer that JavaScript can’t process is hidden, and the event is still accepted', () => {
	const normalize = jest.spyOn(String.prototype, 'normalize').mockImplementation(() => {
		throw new RangeError('Invalid string length');
	});
	const answer = read('OK');
	normalize.mockRestore();
	expect(answer).toStrictEqual({
		statusCode: 200,
		response: 'Hidden, because it could not be read.',
	});
});

test.each(['\\', '\\x', '\\u{', '%', '%4', '=', '=4', '&', '&#', '<', '<script', '1', 'x ', 'Mo'])(
	'the time grows with the answer, not faster: %s',
	(part) => {
		const bodies = new Map([4_000, 16_000].map((size) => [size, part.repeat(size / part.length)]));
		expect(growth((size) => read(bodies.get(size)!), 4_000)).toBeLessThan(MAX_LINEAR_GROWTH);
	},
);

test('the time grows with any answer, not faster', () => {
	fc.assert(
		fc.property(hostileText, (shape) => {
			const ofSize = memoize((repetitions: number) => textOf(shape, repetitions));
			expect(isLinear((size) => read(ofSize(size)), 1_000)).toBe(true);
		}),
		{ numRuns: 30, endOnFailure: true },
	);
});

test('An unforeseen error is reported, and only hides the answer', () => {
	const found: unknown[] = [];
	const id = {} as string;
	expect(answerReader((error) => found.push(error))(200, 'OK', id)).toMatchObject({
		statusCode: 200,
	});
	expect(found).toHaveLength(1);
});
