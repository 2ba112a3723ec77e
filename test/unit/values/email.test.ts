import { email } from '../../../nodes/Rockerbox/values/email';
import { refusalOf } from '../../support/refusal';

describe('an email is sent unchanged', () => {
	test.each([
		['a plain address', 'jane@example.com'],
		['capitals, which the Identify pixel may have collected too', 'Jane.Doe@Example.COM'],
		['a plus tag', 'jane+newsletter@example.com'],
		['dots, digits, underscores and hyphens', 'j.d_0-e@mail-1.example.co.uk'],
		['an apostrophe', "o'brien@example.com"],
		['other signs that names may hold', 'o!#$%&*/=?^`{|}~@example.com'],
		['one letter', 'a@b.co'],
		['an international address', 'jürgen@bücher.example'],
		['an MD5 hash', '5f4dcc3b5aa765d61d8327deb882cf99'],
		['a SHA-1 hash', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
		['a SHA-256 hash', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		['a hash in capitals', '5F4DCC3B5AA765D61D8327DEB882CF99'],
	])('%s', (_, address) => {
		expect(email(address)).toBe(address);
	});

	test.each([
		['blanks', '  jane@example.com '],
		['a line break of a spreadsheet cell', 'jane@example.com\r\n'],
		['a non-breaking space', '\u00a0jane@example.com\u00a0'],
		['a byte order mark', '\ufeffjane@example.com'],
	])('except for %s around it', (_, address) => {
		expect(email(address)).toBe('jane@example.com');
	});
});

describe('a value that isn’t a single address is refused', () => {
	test.each([
		['a name', 'Jane Doe'],
		['a name with the address', 'Jane Doe <jane@example.com>'],
		['an address in brackets', '<jane@example.com>'],
		['an address in apostrophes', "'jane@example.com'"],
		['an address in quotes', '"jane@example.com"'],
		['a link', 'mailto:jane@example.com'],
		['two addresses with a comma', 'jane@example.com,joe@example.com'],
		['two addresses with a semicolon', 'jane@example.com; joe@example.com'],
		['two addresses with a blank', 'jane@example.com joe@example.com'],
		['a full stop after the address', 'jane@example.com.'],
		['no host', 'jane@'],
		['no name', '@example.com'],
		['no dot in the host', 'jane@localhost'],
		['two dots in the host', 'jane@example..com'],
		['two at signs', 'jane@@example.com'],
		['a hash that is one digit short', '5f4dcc3b5aa765d61d8327deb882cf9'],
		['a hash with a letter that is none', 'zf4dcc3b5aa765d61d8327deb882cf99'],
		['a phone number', 2128675309],
		['the word null', 'null'],
		['the word of a broken mapping', 'undefined'],
		['a broken mapping within the address', '[object Object]@example.com'],
		['true', true],
		['a list', ['jane@example.com']],
		['an object', { address: 'jane@example.com' }],
		['a date', new Date(0)],
	])('%s', (_, found) => {
		expect(refusalOf(() => email(found))).toMatch(/^(?:was|came out as) /);
	});

	test.each([
		['a zero-width space', 'jane@example.com\u200b'],
		['a direction mark, as contacts apps copy it', '\u202ajane@example.com\u202c'],
		['a soft hyphen', 'jane@exam\u00adple.com'],
	])('an address with %s, which nobody sees and which never matches', (_, found) => {
		expect(refusalOf(() => email(found))).toMatch(/^was /);
	});

	test('and the message quotes what was found', () => {
		expect(refusalOf(() => email('Jane Doe'))).toContain('"Jane Doe"');
	});

	test('even when it is very long', () => {
		expect(refusalOf(() => email('a@'.repeat(100_000))).length).toBeLessThan(400);
	});
});
