import fc from 'fast-check';
import { groupDuplicates } from '../../../nodes/Rockerbox/delivery/deduplicate';

test.each<[string, Array<string | undefined>, number[][]]>([
	['no items are no groups', [], []],
	['items of different identities are groups of one', ['a', 'b', ''], [[0], [1], [2]]],
	['items of one identity are one group, in their order', ['a', 'b', 'a', 'a'], [[0, 2, 3], [1]]],
	['items without an identity are groups of one', [undefined, 'a', undefined], [[0], [1], [2]]],
	['an identity may be any text', ['__proto__', 'constructor', '__proto__'], [[0, 2], [1]]],
])('%s', (_, identities, groups) => {
	expect(groupDuplicates(identities)).toEqual(groups);
});

test('each item is in one group, with those of its identity alone, and groups are in order', () => {
	const identities = fc.array(fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }));
	fc.assert(
		fc.property(identities, (given) => {
			const groups = groupDuplicates(given);
			expect(groups.flat().sort((a, b) => a - b)).toEqual(given.map((_, index) => index));
			expect(groups.map(([first]) => first)).toEqual(
				groups.map(([first]) => first).sort((a, b) => a - b),
			);
			for (const group of groups) {
				expect(new Set(group.map((index) => given[index])).size).toBe(1);
				expect(group).toEqual([...group].sort((a, b) => a - b));
			}
			const different = new Set(given.filter((identity) => identity !== undefined)).size;
			const without = given.filter((identity) => identity === undefined).length;
			expect(groups).toHaveLength(different + without);
		}),
	);
});
