import { DateTime } from 'luxon';
import { describeValue, isDate, shorten } from '../../../nodes/Rockerbox/values/describeValue';

describe('describe', () => {
	test.each<[unknown, string]>([
		['07/08/2024', '"07/08/2024"'],
		['  with blanks around ', '"with blanks around"'],
		['', '""'],
		[12.5, '12.5'],
		[NaN, 'NaN'],
		[10n, '10'],
		[true, 'true'],
		[null, 'nothing'],
		[undefined, 'nothing'],
		[[1, 2], 'a list'],
		[{ a: 1 }, 'an object'],
		[Object.create(null), 'an object'],
		[new Date(NaN), 'a date'],
		[DateTime.utc(2024), 'a date'],
		[Symbol('secret'), 'a symbol'],
		[() => 1, 'a function'],
	])('names %p as %s', (value, expected) => {
		expect(describeValue(value)).toBe(expected);
	});

	test.each([
		['letters', 'a'],
		['emoji, never cut in half', '😀'],
	])('quotes up to 60 %s', (_, character) => {
		expect(describeValue(character.repeat(60))).toBe(`"${character.repeat(60)}"`);
		expect(describeValue(character.repeat(61))).toBe(`"${character.repeat(60)}…"`);
		expect(describeValue(character.repeat(100_000))).toBe(`"${character.repeat(60)}…"`);
	});

	test.each([
		['a line break', 'a\nb'],
		['a null character', 'a\0b'],
		['a mark that reverses the text after it', 'a\u202eb'],
		['half an emoji', 'a\ud83db'],
	])('shows %s as a blank', (_, text) => {
		expect(describeValue(text)).toBe('"a b"');
	});
});

test('a number with many digits is cut, too', () => {
	expect(describeValue(10n ** 1_000n)).toBe(`1${'0'.repeat(59)}…`);
});

test('text of any length can be shortened for a message', () => {
	expect(shorten(' No path\nback ', 20)).toBe('No path back');
	expect(shorten('No path back', 7)).toBe('No path…');
});

describe('isDate', () => {
	test.each([
		['a Date', new Date(), true],
		['an invalid Date', new Date(NaN), true],
		['a Luxon DateTime', DateTime.utc(), true],
		['a text', '2024-08-07', false],
		['a number', 1535147451, false],
		['an object', { year: 2024 }, false],
		['nothing', null, false],
	])('%s: %p is %p', (_, value, expected) => {
		expect(isDate(value)).toBe(expected);
	});
});

test('text stays on one line, whatever separates its lines', () => {
	expect(describeValue('a\nb\u2028c\u2029d')).toBe('"a b c d"');
});
