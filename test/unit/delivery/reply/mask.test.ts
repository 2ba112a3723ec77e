import fc from 'fast-check';
import { masking, maskJson } from '../../../../nodes/Rockerbox/delivery/reply/mask';
import { growth, MAX_LINEAR_GROWTH } from '../../../support/growth';

const ID = 'MOx2ZmMwYzQzNTk';

describe('a word is masked', () => {
	test.each([
		['alone', ID, ID, '***'],
		['in a sentence', ID, `For ${ID}: no.`, 'For ***: no.'],
		['each time', ID, `${ID} is not ${ID}`, '*** is not ***'],
		['in capitals', ID, ID.toUpperCase(), '***'],
		['in small letters', ID, ID.toLowerCase(), '***'],
		['between underscores and hyphens', '4711', 'id_4711-x', 'id_***-x'],
		['in a web address', ID, `?advertiser=${ID}&x`, '?advertiser=***&x'],
		['after a letter of another alphabet', 'jane', 'é jane ж', 'é *** ж'],
		['in a text without blanks', '注文', 'この注文番号', 'この***番号'],
		['in a text with a letter that gets longer in small letters', 'Jane', 'İ jane', 'İ ***'],
		['with such a letter', 'İrem', 'no İREM here', 'no *** here'],
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

test('half an emoji in a word does no harm', () => {
	const half = '😀'.slice(0, 1);
	expect(masking([`Wombat ${half}`])(`Wombat ${half} is missing`)).toBe('*** is missing');
});

describe('a word is not masked', () => {
	test.each([
		['within a longer one', '7', '1700 of 17 at 70'],
		['at the beginning of a longer one', 'jan', 'janet'],
		['at the end of a longer one', 'net', 'janet'],
		['where only a pattern would match', 'a.c', 'abc'],
		['in another spelling', 'a/b', 'a%2Fb a\\/b'],
	])('%s', (_, word, text) => {
		expect(masking([word])(text)).toBe(text);
	});
});

test('several words are masked', () => {
	expect(masking([ID, 'jane@example.com', '7'])(`${ID}: jane@example.com, 7, 8`)).toBe(
		'***: ***, ***, 8',
	);
});

test('without words, nothing is masked', () => {
	expect(masking([])('as it is')).toBe('as it is');
});

test('all strings in JSON are masked, keys too, and a number that is the word', () => {
	const answer = { '4711': [4711, 14711, 'for 4711', { ok: true, no: null }] };
	expect(maskJson(answer, masking(['4711']))).toEqual({
		'***': ['***', 14711, 'for ***', { ok: true, no: null }],
	});
});

test('no word is left between other characters, in capitals or not', () => {
	const letters = fc.constantFrom(...'ab1 .+/\\"%$&=?#<{(éİß漢😀');
	const words = fc
		.string({ unit: letters, minLength: 1, maxLength: 6 })
		.filter((word) => word.trim() === word);
	const forms = fc.constantFrom<(word: string) => string>(
		(word) => word,
		(word) => word.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
	);
	fc.assert(
		fc.property(words, forms, (word, form) => {
			const written = form(word);
			expect(masking([word])(`\t${written}\t`)).not.toContain(`\t${written}\t`);
		}),
		{ numRuns: 500 },
	);
});

describe('the time grows with the text, not faster', () => {
	test.each<[string, (size: number) => string]>([
		['that repeats the word’s letters', (size) => 'a'.repeat(size)],
		['that repeats the word', (size) => 'aaa '.repeat(size / 4)],
		['that is the word and more', (size) => `${'a'.repeat(10)}b`.repeat(size / 10)],
	])('%s', (_, textOf) => {
		const sizes = [5_000, 20_000];
		const texts = new Map(sizes.map((size) => [size, textOf(size)]));
		const masks = ['a', 'aaa', 'a'.repeat(1_000)].map((word) => masking([word]));
		const ratio = growth((size) => masks.forEach((mask) => mask(texts.get(size)!)), sizes[0]);
		expect(ratio).toBeLessThan(MAX_LINEAR_GROWTH);
	});
});
