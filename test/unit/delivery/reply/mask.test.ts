import fc from 'fast-check';
import { masking } from '../../../../nodes/Rockerbox/delivery/reply/mask';

const ID = 'MOx2ZmMwYzQzNTk';

describe('a word is masked', () => {
	test.each([
		['alone', ID, ID, '***'],
		['in a sentence', ID, `For ${ID}: no.`, 'For ***: no.'],
		['each time', ID, `${ID} is not ${ID}`, '*** is not ***'],
		['in capitals', ID, ID.toUpperCase(), '***'],
		['in small letters', ID, ID.toLowerCase(), '***'],
		['between underscores and hyphens', '4711', 'id_4711-x', 'id_***-x'],
		['in a web address', 'a/b+c==', '?advertiser=a%2Fb%2Bc%3D%3D&x', '?advertiser=***&x'],
		['in a web address in small letters', 'a/b+c==', 'a%2fb%2bc%3d%3d', '***'],
		['after an escaped sign', ID, `advertiser%3D${ID}`, 'advertiser%3D***'],
		['after an escaped line break', ID, `\\n${ID}\\n`, '\\n***\\n'],
		['after a letter of another alphabet', 'jane', 'é jane ж', 'é *** ж'],
		['with a quote in JSON', 'a"b', '"a\\"b"', '"***"'],
		['with a backslash in JSON', 'a\\b', '"a\\\\b"', '"***"'],
		['with a slash, escaped in JSON', 'a/b', '"a\\/b"', '"***"'],
		['with blanks', 'Jane Doe', 'No "jane doe" here', 'No "***" here'],
		[
			'with signs that mean something in patterns',
			'$1.*(a)[b]{2}^?|+',
			'x $1.*(a)[b]{2}^?|+',
			'x ***',
		],
		['with what means something in a replacement', '$&', 'a $& b', 'a *** b'],
	])('%s', (_, word, text, masked) => {
		expect(masking([word])(text)).toBe(masked);
	});
});

test('half an emoji in a word stops nothing', () => {
	const half = '😀'.slice(0, 1);
	expect(masking([`Wombat ${half}`])(`Wombat ${half} is missing`)).toMatch(/missing$/);
});

describe('a word is left', () => {
	test.each([
		['within a longer one', '7', '1700 of 17 at 70'],
		['at the beginning of a longer one', 'jan', 'janet'],
		['at the end of a longer one', 'net', 'janet'],
		['where only a pattern would match', 'a.c', 'abc'],
	])('%s', (_, word, text) => {
		expect(masking([word])(text)).toBe(text);
	});
});

test('several words are masked', () => {
	expect(masking([ID, 'jane@example.com', '7'])(`${ID}: jane@example.com, 7, 8`)).toBe(
		'***: ***, ***, 8',
	);
});

test('no words, nothing to mask', () => {
	expect(masking([])('as it is')).toBe('as it is');
});

test('no form of any word is left between other signs', () => {
	const letters = fc.constantFrom(...'ab1 .+/\\"%$&=?#<{(é漢😀');
	const words = fc
		.string({ unit: letters, minLength: 1, maxLength: 6 })
		.filter((word) => word.trim() === word);
	const forms = fc.constantFrom<(word: string) => string>(
		(word) => word,
		(word) => word.toUpperCase(),
		(word) => JSON.stringify(word).slice(1, -1),
		encodeURIComponent,
	);
	fc.assert(
		fc.property(words, forms, (word, form) => {
			const written = form(word);
			expect(masking([word])(`\t${written}\t`)).not.toContain(`\t${written}\t`);
		}),
		{ numRuns: 500 },
	);
});
