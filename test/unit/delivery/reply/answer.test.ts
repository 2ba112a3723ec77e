import { readAnswer } from '../../../../nodes/Rockerbox/delivery/reply/answer';
import { masking } from '../../../../nodes/Rockerbox/delivery/reply/mask';

const ID = 'MOx2ZmMwYzQzNTk';
const read = (body: string, advertiserId = ID) => readAnswer(200, body, masking([advertiserId]));

describe('the answer comes out as JSON, if it is, or as text', () => {
	test.each<[string, string, unknown]>([
		['a text', 'OK', 'OK'],
		['a page', '<html>\n<body>Hello</body>', '<html>\n<body>Hello</body>'],
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

	test.each(['', ' \r\n'])('%j is no answer', (body) => {
		expect(read(body)).toStrictEqual({ statusCode: 200 });
	});

	test('with its status', () => {
		expect(readAnswer(503, 'busy', masking([ID]))).toStrictEqual({
			statusCode: 503,
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
		['encoded in a web address', 'a/b+c==', '?advertiser=a%2Fb%2Bc%3D%3D', '?advertiser=***'],
		['with signs that mean something in patterns', 'a.b*(c)$', 'id a.b*(c)$!', 'id ***!'],
		['with a quote, in an object', 'a"b', '{"advertiser":"a\\"b"}', { advertiser: '***' }],
		['with a backslash, in an object', 'a\\b', '{"advertiser":"a\\\\b"}', { advertiser: '***' }],
		['of digits, in a text', '4711', 'Stored for 4711', 'Stored for ***'],
		['with a slash, escaped in JSON', 'a/b', '{"advertiser":"a\\/b"}', { advertiser: '***' }],
		['of digits, alone', '4711', '4711', '***'],
	])('%s', (_, advertiserId, body, response) => {
		expect(read(body, advertiserId)).toStrictEqual({ statusCode: 200, response });
	});

	test('of digits, sent back as a number in JSON', () => {
		const { response } = read('{"advertiser":4711,"count":4712}', '4711');
		expect(JSON.stringify(response)).not.toContain('4711');
		expect(JSON.stringify(response)).toContain('4712');
	});

	test('even where a long answer is cut', () => {
		const { response } = read(`${'x '.repeat(995)}${ID} ${'y '.repeat(995)}`);
		expect(response).toContain('***');
		expect(response).not.toContain(ID.slice(0, 5));
	});

	test('but only as a whole word, so that a short ID tears nothing to pieces', () => {
		expect(read('1700 of 17 at 7:15', '7')).toHaveProperty('response', '1700 of 17 at ***:15');
		expect(read(`${ID}2`)).toHaveProperty('response', `${ID}2`);
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

	test('one that just fits is not', () => {
		expect(read('x'.repeat(2000))).toHaveProperty('response', 'x'.repeat(2000));
	});
});
