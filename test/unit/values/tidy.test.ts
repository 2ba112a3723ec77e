import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import {
	isHashOfNothing,
	tidyEmail,
	tidyId,
	tidyPersonId,
	tidyText,
	tidyValue,
} from '../../../nodes/Rockerbox/values/tidy';

describe('the hash of nothing', () => {
	const hashes = ['md5', 'sha1', 'sha256'].flatMap((algorithm) =>
		['', 'null', 'undefined'].map((text) => createHash(algorithm).update(text).digest('hex')),
	);

	test.each(hashes)('%s is nobody’s', (hash) => {
		expect(tidyEmail(hash)).toBeUndefined();
		expect(tidyEmail(hash.toUpperCase())).toBeUndefined();
	});

	test('is no other hash', () => {
		expect(isHashOfNothing(createHash('md5').update('jane@example.com').digest('hex'))).toBe(false);
	});
});

test.each<[string, (value: unknown) => unknown, unknown, unknown]>([
	['false in text', tidyText, false, undefined],
	['false elsewhere', tidyValue, false, false],
	['0 as a person', tidyPersonId, 0, undefined],
	['0 as an order', tidyId, 0, 0],
	['0 as a person, wrapped', tidyPersonId, '="0"', undefined],
	['an ID in a formula', tidyId, '="007"', '007'],
	['an ID behind an apostrophe', tidyId, "'007", '007'],
	['an apostrophe in text', tidyText, "'quoted", "'quoted"],
	['marks as an ID', tidyId, '.', undefined],
	['marks as text', tidyText, '.', '.'],
	['a list of one', tidyValue, ['a'], 'a'],
	['a list of two', tidyValue, ['a', 'b'], ['a', 'b']],
	['a list of a list', tidyValue, [['a']], [['a']]],
	['a list of an object', tidyValue, [{ a: 1 }], [{ a: 1 }]],
	['an empty list', tidyValue, [], []],
	['blanks of a web page', tidyText, '\u00a0a\u202fb ', 'a b'],
	['what nobody sees', tidyText, '\ufeffa\u200bb\u00ad', 'ab'],
	['joiners between letters', tidyText, 'a\u200db\u200cc\ufe0f', 'abc'],
	['joiners of emoji', tidyText, '👩🏽\u200d🚀 ❤\ufe0f', '👩🏽\u200d🚀 ❤\ufe0f'],
	['joiners of Persian', tidyText, 'می\u200cخرم\u200c', 'می\u200cخرم'],
])('%s', (_, tidy, given, expected) => {
	expect(tidy(given)).toStrictEqual(expected);
});

test('a date in a list is that date', () => {
	const date = DateTime.utc(2024);
	expect(tidyValue([date])).toBe(date);
});
