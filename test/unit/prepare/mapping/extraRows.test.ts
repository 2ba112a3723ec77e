import { assignmentsOf } from '../../../../nodes/Rockerbox/prepare/mapping/extraRows';

describe('rows of an assignment collection', () => {
	test.each<[string, unknown, unknown]>([
		['nothing', undefined, []],
		['nothing, from an expression', null, []],
		['an empty text', '', []],
		['no rows yet', {}, []],
		['rows', { assignments: [{ name: 'a' }] }, [{ name: 'a' }]],
		['no list', { assignments: 'x' }, undefined],
		['rows that are none', { assignments: [{ name: 'a' }, null] }, undefined],
		['rows that are texts', { assignments: ['a'] }, undefined],
	])('%s', (_, value, rows) => {
		expect(assignmentsOf(value)).toEqual(rows);
	});
});
