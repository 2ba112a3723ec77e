import fc from 'fast-check';
import { memoize } from 'lodash';
import { personalValues, quoteAnswer } from '../../../../nodes/Rockerbox/delivery/reply/quote';
import { publicKeysOf } from '../../../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import type { Json, Payload } from '../../../../nodes/Rockerbox/values/json';
import { growth, isLinear, MAX_LINEAR_GROWTH } from '../../../support/growth';
import { hostileText, textOf } from '../../../support/hostileText';
import { SPELLINGS } from '../../../../tools/harness/hostile/spellings';

const ID = 'MOx2ZmMwYzQzNTk';
const HASH = '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8';

describe('an answer is quoted', () => {
	test.each([
		['a text', 'action is missing', 'action is missing'],
		['on one line', ' action\r\n\tis\u2028missing\n', 'action is missing'],
		['without invisible characters', 'action\u200b\u0000is\u202emissing', 'action is missing'],
		['JSON', '{ "error":\n"action is missing" }', '{"error":"action is missing"}'],
		['JSON without its escapes', '{"error":"caf\\u00e9 \\/ bar"}', '{"error":"café / bar"}'],
		['a text in JSON', '"action is missing"', 'action is missing'],
		['broken JSON', '{"error":"action', '{"error":"action'],
		['a web page without its markup', '<h1 class="x">Bad</h1><p>Request</p>', 'Bad Request'],
		[
			'a web page without its scripts',
			'<html><style>p{}</style><script>var a = "<p>";</script>Bad Request<script>more',
			'Bad Request',
		],
		['a sign that only looks like markup', 'revenue < 0', 'revenue < 0'],
		['an entity', 'action&nbsp;is missing', 'action&nbsp;is missing'],
		['short numbers', 'error 1042 in 2024', 'error 1042 in 2024'],
		['nothing', '', ''],
		['blanks', ' \n', ''],
	])('%s', (_, body, quote) => {
		expect(quoteAnswer(body, [ID])).toBe(quote);
	});

	test('without values to look for', () => {
		expect(quoteAnswer('action (email) is missing.', ['', ' '])).toBe('action (email) is missing.');
	});
});

describe('nothing is quoted', () => {
	const person = ['Zoë Quuxley', 'Weißmüller, Otto', 'Jo', '注文番号のご確認をお願いします'];

	test.each([
		['a name with an entity for a letter', 'no Zo&euml; Quuxley here'],
		['a name in capitals', 'no WEISSMÜLLER here'],
		['a name’s parts in another order', 'no Quuxley, Zoe here'],
		['an address with another at sign', 'no otto＠walross.example here'],
		['the beginning of a value', '無効: 注文番号のご確認をお願い…'],
		['a short value, escaped', 'no J\\u006f here'],
	])('if it may hold %s', (_, body) => {
		expect(quoteAnswer(body, person)).toBe('');
	});
});

test('an answer that is nested deep is quoted', () => {
	expect(quoteAnswer('['.repeat(2_048) + ']'.repeat(2_048), [])).toMatch(/^\[+…$/);
});

test('no answer and no value causes an error', () => {
	expect(quoteAnswer('['.repeat(8_000) + ']'.repeat(8_000), ['jane'])).toBe('');
	const broken = (function* () {
		yield 'jane';
		throw new RangeError('Maximum call stack size exceeded');
	})();
	expect(quoteAnswer('action is missing', broken)).toBe('');
});

test('half an emoji in a value does no harm', () => {
	const half = '😀'.slice(0, 1);
	expect(quoteAnswer('action is missing', [`Wombat ${half}`])).toBe('action is missing');
});

describe('a quote is short', () => {
	test('of 200 characters, with a mark if there is more', () => {
		expect(quoteAnswer('word '.repeat(1000), [])).toBe(`${'word '.repeat(40).trimEnd()}…`);
		expect(quoteAnswer('x'.repeat(200), [])).toBe('x'.repeat(200));
		expect(quoteAnswer('x'.repeat(201), [])).toBe(`${'x'.repeat(200)}…`);
	});

	test('without half an emoji', () => {
		expect(quoteAnswer('😀'.repeat(300), [])).toBe(`${'😀'.repeat(200)}…`);
	});

	test('without any part of a value that is cut off', () => {
		const quote = quoteAnswer(`${'x '.repeat(98)}${ID}`, [ID]);
		expect(quote).not.toMatch(/[MO]/);
	});

	test('and on one line, whatever the answer', () => {
		const signs = fc.constantFrom(...'<>&;#x/"\\\n\r\t\u0000\u2028%41@.a1 é😀{}[]');
		const bodies = fc.oneof(fc.string({ unit: signs, maxLength: 600 }), fc.json());
		fc.assert(
			fc.property(bodies, (body) => {
				const quote = quoteAnswer(body, ['jane@example.com', ID]);
				expect(Array.from(quote).length).toBeLessThanOrEqual(201);
				expect(quote).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
				expect(quote).toBe(quote.trim());
			}),
			{ numRuns: 300 },
		);
	});

	test.each([
		['a tower of lists', `${'['.repeat(1000)}${']'.repeat(1000)}`],
		['lists without an end', '['.repeat(16_384)],
		['a beginning of markup', '<'.repeat(16_384)],
		['a beginning of a script', '<script'.repeat(2340)],
		['digits', '1'.repeat(16_384)],
		['dots', '.'.repeat(16_384)],
		['percent signs', '%'.repeat(16_384)],
		['an entity that is none', `&#x${'f'.repeat(6)};&#9999999;&constructor;&__proto__;`],
		['half an emoji', 'x \ud83d y'],
		['half of an escaped sign', 'x %c3 y'],
	])('and odd answers are quoted, too: %s', (_, body) => {
		expect(quoteAnswer(body, ['jane@example.com', ID]).length).toBeLessThanOrEqual(201);
	});
});

describe('somebody else’s data is not repeated', () => {
	test.each([
		['an address', 'joe@other.example'],
		['an address in capitals', 'JOE@OTHER.EXAMPLE'],
		['an address with a plus', 'joe+news@mail.other.example'],
		['an address in a web address', 'joe%40other.example'],
		['an address twice escaped', 'joe%2540other.example'],
		['an address in brackets', '<joe@other.example>'],
		['an address with a quoted name', '"joe doe"@other.example'],
		['an address with an entity', 'joe&#64;other.example'],
		['an address with a hexadecimal entity', 'joe&#x40;other.example'],
		['an address with a named entity', 'joe&commat;other.example'],
		['an address escaped in a text', 'joe\\u0040other.example'],
		['an address cut by markup', 'joe<b>@</b>other.example'],
		['an MD5 hash', HASH.slice(0, 32)],
		['a SHA-1 hash', HASH.slice(0, 40)],
		['a SHA-256 hash', HASH],
		['a SHA-256 hash in capitals', HASH.toUpperCase()],
		['a phone number', '2128675309'],
		['an international phone number', '+1 (212) 867-5309'],
		['a phone number with dots', '212.867.5309'],
		['a phone number in a web address', '212%20867%205309'],
		['a phone number with an entity', '212&#56;675309'],
		['a card number', '4111 1111 1111 1111'],
		['base64', 'am9lQG90aGVyLmV4YW1wbGU='],
		['base64 without a digit', 'QmVuamFtaW4gT3RoZXIgdmFu'],
		['base64url', 'am9lQG90aGVy_mV4YW1-bGU'],
		['hex', '6a6f65406f746865722e6578616d706c65'],
		['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb2VAb3RoZXIifQ.c2lnbmF0dXJlMTIzNDU2'],
		['bytes as programs write them', '\\x6a\\x6f\\x65'],
		['code points as programs write them', '\\u{6a}oe'],
		['bytes in octal', '\\152\\157\\145'],
		['an address as emails write it', 'joe=40other.example'],
		['a name as emails write it', 'J=C3=B6e'],
	])('%s', (_, data) => {
		const quotes = [
			`Person ${data} is unknown`,
			data,
			JSON.stringify({ error: `Unknown: ${data}`, person: data }),
			`<p>Person ${data} is unknown</p>`,
			`person=${data}&x=1`,
		].map((body) => quoteAnswer(body, []));
		for (const quote of quotes) {
			expect(quote).not.toContain(data);
			expect(quote).not.toMatch(
				/joe|other\.example|5e884898|8675|867.5309|1111|am9l|QmVu|6a6f|eyJ/i,
			);
		}
	});

	test('but the mistake still is', () => {
		expect(quoteAnswer('Person joe@other.example is unknown', [])).toBe('Person *** is unknown');
		expect(quoteAnswer(`{"user":"${HASH}","error":"unknown"}`, [])).toBe(
			'{"user":"***","error":"unknown"}',
		);
	});
});

describe('the event’s values and the advertiser ID are not repeated', () => {
	const VALUES = [
		ID,
		'jane.doe@quokka.example',
		'CUST-20417',
		'+1 (212) 867-5309',
		"Zelda O'Quill",
		'Wombat/77 & Co',
		'Kürbis 12',
		HASH,
	];
	const TELLTALES =
		/mox2|zmmw|jane|quokka|20417|8675|867.?5309|zelda|quill|wombat|rbis|5e884898|1542d8/i;

	const PLACES: Array<(written: string) => string> = [
		(written) => written,
		(written) => `Unknown person: ${written}.`,
		(written) => `{"error":"Unknown: ${written}","value":"${written}"}`,
		(written) => `<html><p title="${written}">Unknown: <b>${written}</b></p>`,
		(written) => `/data?person=${written}&x=1`,
		(written) => `${'x '.repeat(90)}${written}`,
	];

	test.each(SPELLINGS)('%s', (_, write) => {
		for (const value of VALUES) {
			const written = write(value);
			for (const quote of PLACES.map((place) => quoteAnswer(place(written), VALUES))) {
				expect(quote).not.toContain(written);
				expect(quote).not.toMatch(TELLTALES);
			}
		}
	});

	test.each([
		['markup inside', 'Wombat IV', 'Wom<b>bat</b> IV'],
		['a value that looks like markup', 'Kürbis <best> 12', 'Kürbis <best> 12'.normalize('NFD')],
	])('torn apart by %s', (_, value, written) => {
		for (const quote of PLACES.map((place) => quoteAnswer(place(written), [value]))) {
			expect(quote.normalize('NFC').replaceAll(' ', '')).not.toMatch(/wombat|kürbis/i);
		}
	});

	test('but what was wrong with them still is', () => {
		expect(quoteAnswer("Unknown: CUST-20417 of ZELDA O'QUILL", VALUES)).toBe('Unknown: *** of ***');
	});

	test('a name is masked before its parts, in whatever order they are', () => {
		for (const secrets of [
			['Jane', 'Jane Doe'],
			['Jane Doe', 'Jane'],
		]) {
			expect(quoteAnswer('No Jane Doe, no Jane', secrets)).toBe('No ***, no ***');
		}
	});

	test.each(SPELLINGS)('a value that is a part of another doesn’t hide it: %s', (_, write) => {
		const [whole, part, partOfPart] = ['MOx2ZmMw+YzQz/NTk=', 'MOx2ZmMw+YzQz', 'mox2zmmw'];
		for (const secrets of [
			[whole, part],
			[partOfPart, whole],
			[part, partOfPart, whole],
		]) {
			for (const place of PLACES) {
				expect(quoteAnswer(place(write(whole)), secrets)).not.toMatch(/yzqz|ntk/i);
			}
		}
	});

	test('nothing is quoted if values are nested in too many layers', () => {
		const secrets = ['A', 'A B', 'A B C', 'A B C D'];
		expect(quoteAnswer('No A B C D', secrets)).toBe('No ***');
		expect(quoteAnswer('No A B C D', [...secrets, 'A B C D E'])).toBe('');
	});

	test('blanks around a value don’t hide it', () => {
		expect(quoteAnswer('No Jane Doe', [' Jane Doe\n'])).toBe('No ***');
	});

	test('a short value is masked as a whole word only', () => {
		expect(quoteAnswer('7 of 17 in 1.7', ['7'])).toBe('*** of 17 in 1.***');
	});

	test.each([
		['the event has too many', Array.from({ length: 201 }, (_, index) => `${index}`)],
		['they are too long', ['x'.repeat(5_000), 'y'.repeat(5_001)]],
	])('nothing is quoted if %s to look for', (_, secrets) => {
		expect(quoteAnswer('action is missing', secrets)).toBe('');
	});

	test('the highest number and length that can be searched for are', () => {
		const secrets = Array.from({ length: 200 }, (_, index) => `${index}`.padEnd(50, 'x'));
		expect(quoteAnswer(`Unknown: ${secrets[199]}`, secrets)).toBe('Unknown: ***');
	});

	test('a repeated value counts once', () => {
		const secrets = Array.from({ length: 10_000 }, () => 'wombat');
		expect(quoteAnswer('Unknown: wombat', secrets)).toBe('Unknown: ***');
	});
});

describe('the values that may tell who somebody is', () => {
	test('of a conversion are those of the fields about a person', () => {
		const payload = {
			email: 'jane@example.com',
			customer_id: 'C-1',
			action: 'purchase',
			timestamp: '1535147451',
			order_id: 'PRCH1',
			revenue: '27.50',
			conversion_source: 'call_center',
			in_store: true,
			salesforce: 'S-1',
			phone: '2128675309',
		};
		expect([...personalValues(payload, publicKeysOf(sendConversion))]).toEqual([
			'jane@example.com',
			'C-1',
			'S-1',
			'2128675309',
		]);
	});

	test('of a marketing event is the ID of the user', () => {
		const payload = { user_id: 'u-1', timestamp: '1535147451', ad_campaignid: '1' };
		expect([...personalValues(payload, publicKeysOf(sendMarketingEvent))]).toEqual(['u-1']);
	});

	test('are all of the extra parameters, however deep', () => {
		const payload: Payload = Object.fromEntries<Json>([
			['nickname', 'jj'],
			['age', 42],
			['is_member', true],
			['nothing', null],
			['pets', [{ name: 'Rex', tags: ['good', ['dog']] }]],
			['constructor', 'a'],
			['__proto__', 'b'],
			['user_id', 'c'],
		]);
		expect([...personalValues(payload, publicKeysOf(sendConversion))]).toEqual([
			'jj',
			'42',
			'Rex',
			'good',
			'dog',
			'a',
			'b',
			'c',
		]);
	});
});

describe('the time grows with the data, not faster', () => {
	const VALUES = ['jane@example.com', 'Zoë Quuxley', 'a'.repeat(500)];

	test.each([
		...['\\', '\\\\n', '\\x', '\\x4', '\\u{', '\\1', '%', '%4', '=', '=4', '&', '&#', '&#x', '&a'],
		...['<', '<a', '<script', '</script', '1', '1 ', '@', 'a@', '.', 'x', 'x-', 'A ', 'Zoë ', '"'],
	])('of an answer: %s', (part) => {
		const bodies = new Map([4_000, 16_000].map((size) => [size, part.repeat(size / part.length)]));
		const ratio = growth((size) => quoteAnswer(bodies.get(size)!, VALUES), 4_000);
		expect(ratio).toBeLessThan(MAX_LINEAR_GROWTH);
	});

	test('of any answer, and of any value', () => {
		fc.assert(
			fc.property(hostileText, (shape) => {
				const ofSize = memoize((repetitions: number) => textOf(shape, repetitions));
				const work = (size: number) => {
					quoteAnswer(ofSize(size), VALUES);
					quoteAnswer('action is missing', [ofSize(size)]);
				};
				expect(isLinear(work, 1_000)).toBe(true);
			}),
			{ numRuns: 30, endOnFailure: true },
		);
	});

	test.each<[string, (index: number) => string]>([
		['numbers', (index) => `${index + 1_000}`],
		['names', (index) => `Quuxley-${index}`],
		['letters', (index) => String.fromCodePoint(0x4e00 + index)],
	])('of a list of %s', (_, valueAt) => {
		const lists = new Map(
			[50, 200].map((length) => [length, Array.from({ length }, (_value, at) => valueAt(at))]),
		);
		const body = 'Order 1001 of Quuxley-1 is unknown. '.repeat(100);
		const ratio = growth((length) => quoteAnswer(body, lists.get(length)!), 50);
		expect(ratio).toBeLessThan(MAX_LINEAR_GROWTH);
	});

	test.each(['注文番号', 'Подтверждение', '😀', 'word ', '\\', '%', '&', '<'])(
		'of a long value: %s',
		(part) => {
			const values = new Map([2_400, 9_600].map((size) => [size, part.repeat(size / part.length)]));
			const body = 'unknown action. '.repeat(250);
			const ratio = growth((size) => quoteAnswer(body, [values.get(size)!]), 2_400);
			expect(ratio).toBeLessThan(MAX_LINEAR_GROWTH);
		},
	);
});

test('An unforeseen error is reported, and only omits the quote', () => {
	const found: unknown[] = [];
	const secrets = {
		[Symbol.iterator]: () => {
			throw new TypeError('x');
		},
	};
	expect(quoteAnswer('unknown action', secrets, (error) => found.push(error))).toBe('');
	expect(found).toEqual([new TypeError('x')]);
});
