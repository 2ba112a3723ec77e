import { inDigits, inWords, ofItems } from '../../../nodes/Rockerbox/values/inWords';

describe('names in a message', () => {
	test.each<[string[], string]>([
		[['a'], '"a"'],
		[['a', 'b'], '"a" and "b"'],
		[['a', 'b', 'c'], '"a", "b", and "c"'],
		[['a', 'b', 'c', 'd', 'e'], '"a", "b", "c", "d", and "e"'],
		[['a', 'b', 'c', 'd', 'e', 'f'], '"a", "b", "c", "d", "e", and 1 more'],
	])('%j', (names, expected) => {
		expect(inWords(names)).toBe(expected);
	});

	test('are never more than a few, and never long', () => {
		const names = Array.from({ length: 10_000 }, (_, index) => `${index}`.repeat(1_000));
		expect(inWords(names)).toMatch(/^".*", and 9,995 more$/);
		expect(inWords(names).length).toBeLessThan(400);
	});

	test('can be formatted by the caller', () => {
		expect(inWords(['a', 'b', 'c'], (name) => name.toUpperCase(), 1)).toBe('A and 2 more');
	});
});

test.each([
	[1, 1, '1 of 1 item'],
	[1, 3, '1 of 3 items'],
	[1_234, 10_000, '1,234 of 10,000 items'],
])('%i of %i items', (count, total, expected) => {
	expect(ofItems(count, total)).toBe(expected);
});

test('numbers are written as in n8n’s editor', () => {
	expect(inDigits(1_234_567)).toBe('1,234,567');
});
