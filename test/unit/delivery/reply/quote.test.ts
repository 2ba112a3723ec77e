import fc from 'fast-check';
import { personalValues, quoteAnswer } from '../../../../nodes/Rockerbox/delivery/reply/quote';
import { publicKeysOf } from '../../../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import type { Json, Payload } from '../../../../nodes/Rockerbox/values/json';

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
	const person = ['Zoë Quuxley', 'Weißmüller, Otto'];

	test.each([
		['a name with an entity for a letter', 'no Zo&euml; Quuxley here'],
		['a name in capitals', 'no WEISSMÜLLER here'],
		['a name’s parts in another order', 'no Quuxley, Zoe here'],
		['an address with another at sign', 'no otto＠walross.example here'],
	])('if it may hold %s', (_, body) => {
		expect(quoteAnswer(body, person)).toBe('');
	});
});

test('an answer that is nested too deep to be written again stops nothing', () => {
	expect(quoteAnswer('['.repeat(8000) + ']'.repeat(8000), [])).toMatch(/^\[+…$/);
});

test('half an emoji in a value stops nothing', () => {
	const half = '😀'.slice(0, 1);
	expect(quoteAnswer('action is missing', [`Wombat ${half}`])).toBe('action is missing');
});

describe('a quote is short', () => {
	test('of 200 characters, and a sign that there is more', () => {
		expect(quoteAnswer('word '.repeat(1000), [])).toBe(`${'word '.repeat(40).trimEnd()}…`);
		expect(quoteAnswer('x'.repeat(200), [])).toBe('x'.repeat(200));
		expect(quoteAnswer('x'.repeat(201), [])).toBe(`${'x'.repeat(200)}…`);
	});

	test('without half an emoji', () => {
		expect(quoteAnswer('😀'.repeat(300), [])).toBe(`${'😀'.repeat(200)}…`);
	});

	test('with nothing of a value that is cut off', () => {
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
	])('and there for odd answers too: %s', (_, body) => {
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
			expect(quote).not.toMatch(/joe|other\.example|5e884898|8675|867.5309|1111/i);
		}
	});

	test('but what was wrong still is', () => {
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

	const each = (write: (character: string) => string) => (value: string) =>
		Array.from(value, write).join('');
	const bytes = (character: string) =>
		Array.from(
			new TextEncoder().encode(character),
			(byte) => `%${byte.toString(16).padStart(2, '0')}`,
		).join('');
	const hex = (character: string) => character.charCodeAt(0).toString(16);
	const SPELLINGS: Array<[string, (value: string) => string]> = [
		['as it is', (value) => value],
		['in capitals', (value) => value.toUpperCase()],
		['in small letters', (value) => value.toLowerCase()],
		['in a web address', encodeURIComponent],
		['in a web address in small letters', (value) => encodeURIComponent(value).toLowerCase()],
		['in a web address twice', (value) => encodeURIComponent(encodeURIComponent(value))],
		['in a form', (value) => encodeURIComponent(value).replaceAll('%20', '+')],
		['in a web address, letter by letter', each(bytes)],
		['in JSON', (value) => JSON.stringify(value).slice(1, -1)],
		['in JSON in JSON', (value) => JSON.stringify(JSON.stringify(value)).slice(1, -1)],
		['in JSON, letter by letter', each((sign) => `\\u${hex(sign).padStart(4, '0')}`)],
		['in HTML, letter by letter', each((sign) => `&#${sign.charCodeAt(0)};`)],
		['in HTML, letter by letter, padded', each((sign) => `&#x0${hex(sign)};`)],
		['in HTML', (value) => value.replaceAll('&', '&amp;').replaceAll("'", '&#39;')],
		['with its accents apart', (value) => value.normalize('NFD')],
	];
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

	test('a name goes before its parts, in whatever order they come', () => {
		for (const secrets of [
			['Jane', 'Jane Doe'],
			['Jane Doe', 'Jane'],
		]) {
			expect(quoteAnswer('No Jane Doe, no Jane', secrets)).toBe('No ***, no ***');
		}
	});

	test('blanks around a value don’t hide it', () => {
		expect(quoteAnswer('No Jane Doe', [' Jane Doe\n'])).toBe('No ***');
	});

	test('a short value is masked as a whole word only', () => {
		expect(quoteAnswer('7 of 17 in 1.7', ['7'])).toBe('*** of 17 in 1.***');
	});

	test.each([
		['the event has too many', Array.from({ length: 1001 }, (_, index) => `value-${index + 1000}`)],
		['one of them is too long', ['x'.repeat(10_001)]],
	])('nothing is quoted if %s to look for', (_, secrets) => {
		expect(quoteAnswer('action is missing', secrets)).toBe('');
	});

	test('as many and as long as can be looked for are', () => {
		const secrets = Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(100, 'x'));
		expect(quoteAnswer(`Unknown: ${secrets[99]}`, secrets)).toBe('Unknown: ***');
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
		expect(personalValues(payload, publicKeysOf(sendConversion))).toEqual([
			'jane@example.com',
			'C-1',
			'S-1',
			'2128675309',
		]);
	});

	test('of a marketing event is the ID of the user', () => {
		const payload = { user_id: 'u-1', timestamp: '1535147451', ad_campaignid: '1' };
		expect(personalValues(payload, publicKeysOf(sendMarketingEvent))).toEqual(['u-1']);
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
		expect(personalValues(payload, publicKeysOf(sendConversion))).toEqual([
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
