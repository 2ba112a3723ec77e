import {
	describeNames,
	normalizeName,
} from '../../../../nodes/Rockerbox/prepare/mapping/fieldNames';

describe('a name is email', () => {
	test.each([
		['in capitals', 'EMAIL'],
		['with a hyphen', 'E-Mail'],
		['with blanks around it', '\t Email \r\n'],
		['in quotes', '"email"'],
		['in single quotes', "'Email'"],
		['in curly quotes', '“Email”'],
		['in guillemets', '« Email »'],
		['behind a byte order mark', '\ufeffemail'],
		['behind a byte order mark and in quotes', '\ufeff"email"'],
		['behind a byte order mark that was taken for letters', 'ï»¿email'],
		['with a zero-width space', '\u200bemail'],
		['with a soft hyphen', 'e\u00admail'],
		['with direction marks', '\u202aemail\u202c'],
		['with a word joiner', 'e\u2060-mail'],
		['with a no-break space', 'e\u00a0mail'],
		['with a narrow no-break space behind it', 'email\u202f'],
	])('%s', (_, name) => {
		expect(normalizeName(name)).toBe('email');
	});
});

test.each(['mail', 'contact email', 'email (work)', "customer's email", 'emaíl'])(
	'%s is another name',
	(name) => {
		expect(normalizeName(name)).not.toBe('email');
	},
);

describe('names in messages', () => {
	test.each<[string, string[], string[]]>([
		['stand in quotes', ['Email', 'E-Mail'], ['"Email"', '"E-Mail"']],
		[
			'show what can’t be seen where they look alike',
			['Email', 'Email\u200b'],
			['"Email"', '"Email" (with 1 zero-width space)'],
		],
		['show extra blanks', ['Email', 'Email  '], ['"Email"', '"Email" (with 2 extra blanks)']],
		[
			'show several',
			['Order ID', '\ufeffOrder\u00a0ID', 'Order  ID'],
			[
				'"Order ID"',
				'"Order ID" (with 1 byte order mark and 1 no-break space)',
				'"Order ID" (with 1 extra blank)',
			],
		],
		[
			'show what has no common name',
			['Email', '\u180eEmail'],
			['"Email"', '"Email" (with 1 character U+180E)'],
		],
		[
			'show where it is, if that is all',
			['E\u200bmail', 'Email\u200b'],
			['"EU+200Bmail"', '"EmailU+200B"'],
		],
		['show nothing if they differ otherwise', ['Email', 'EMAIL\u200b'], ['"Email"', '"EMAIL"']],
	])('%s', (_, names, told) => {
		expect(describeNames(names)).toEqual(told);
	});

	test('are short, whatever they hold', () => {
		const long = `Email${'\u200b\u00ad\u2060\u200e\u200f\u202f'.repeat(10_000)}`;
		for (const told of describeNames([long, 'Email', `${long}x`.repeat(2)])) {
			expect(told.length).toBeLessThan(200);
		}
	});
});
