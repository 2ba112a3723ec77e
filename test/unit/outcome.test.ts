import { orderNamed } from '../../nodes/Rockerbox/outcome';

describe('The order that a message names', () => {
	test.each([
		['PRCH-1001', 'PRCH-1001'],
		[' PRCH-1001\u200b', 'PRCH-1001'],
		[1038, '1038'],
		['x'.repeat(40), 'x'.repeat(40)],
	])('is a short ID: %j', (id, order) => {
		expect(orderNamed(id)).toEqual({ order });
	});

	test.each([
		['jane@example.com'],
		['12 Main Street'],
		['x'.repeat(41)],
		['A\ud83d'],
		['A\ud7fc'],
		[''],
		[undefined],
		[null],
		[{ id: 1 }],
		[['PRCH-1001']],
		[true],
	])('is left out if the value may be anything else: %j', (id) => {
		expect(orderNamed(id)).toEqual({});
	});
});
