import { readAnswer } from '../nodes/Rockerbox/answer';

type Body = Parameters<typeof readAnswer>[0]['body'];

const ID = 'MOx2ZmMwYzQzNTk';
const read = (body: unknown, advertiserId = ID) =>
	readAnswer({ statusCode: 200, body: body as Body }, advertiserId);

describe('the answer comes out as it is', () => {
	test.each<[string, unknown]>([
		['a text', 'OK'],
		['a text that looks like JSON', '{"ok":true}'],
		['an object', { success: true, id: 'evt_1', nested: { list: [1, null, 'a'] } }],
		['an empty object', {}],
		['a list', [1, 'a']],
		['true', true],
		['a number', 0],
	])('%s', (_, body) => {
		expect(read(body)).toStrictEqual({ statusCode: 200, response: body });
	});

	test.each([
		['nothing', undefined],
		['an empty text', ''],
		['blanks', ' \r\n'],
	])('but %s is no answer', (_, body) => {
		expect(read(body)).toStrictEqual({ statusCode: 200 });
	});

	test('with its status', () => {
		expect(readAnswer({ statusCode: 503, body: 'busy' }, ID)).toHaveProperty('statusCode', 503);
	});
});

describe('the advertiser ID is masked', () => {
	test.each<[string, string, unknown, unknown]>([
		['in a text', ID, `Stored for ${ID}.`, 'Stored for ***.'],
		['wherever it stands', ID, `${ID},${ID} "${ID}"`, '***,*** "***"'],
		[
			'in an object',
			ID,
			{ advertiser: ID, deep: [{ id: ID }] },
			{ advertiser: '***', deep: [{ id: '***' }] },
		],
		[
			'in a web address',
			ID,
			{ url: `/data?advertiser=${ID}&x=1` },
			{ url: '/data?advertiser=***&x=1' },
		],
		['encoded in a web address', 'a/b+c==', '?advertiser=a%2Fb%2Bc%3D%3D', '?advertiser=***'],
		['with signs that mean something in patterns', 'a.b*(c)$', 'id a.b*(c)$!', 'id ***!'],
		['with a quote, in an object', 'a"b', { advertiser: 'a"b' }, { advertiser: '***' }],
		['with a backslash, in an object', 'a\\b', { advertiser: 'a\\b' }, { advertiser: '***' }],
		['of digits, in a text', '4711', 'Stored for 4711', 'Stored for ***'],
		['of digits, sent back as a number', '4711', { advertiser: 4711 }, { advertiser: '***' }],
		['of digits, alone', '4711', 4711, '***'],
	])('%s', (_, advertiserId, body, response) => {
		expect(read(body, advertiserId)).toStrictEqual({ statusCode: 200, response });
	});

	test('even where a long answer is cut', () => {
		const { response } = read(`${'x '.repeat(990)}${ID} ${'y '.repeat(990)}`);
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
		['an object', { list: Array.from({ length: 10_000 }, () => 'x') }],
	])('%s', (_, body) => {
		const { response } = read(body);
		expect(response).toHaveLength(2001);
		expect(response).toMatch(/…$/);
	});

	test('one that just fits is not', () => {
		expect(read('x'.repeat(2000))).toHaveProperty('response', 'x'.repeat(2000));
	});
});
