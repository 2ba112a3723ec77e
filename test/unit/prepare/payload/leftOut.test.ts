import { leftOutCounter, type LeftOut } from '../../../../nodes/Rockerbox/prepare/payload/leftOut';

const guest: LeftOut = { label: 'Customer ID', found: '0', isGuest: true };
const remarksOf = (...items: LeftOut[][]) => {
	const counter = leftOutCounter();
	for (const item of items) counter.count(item);
	return counter.remarks().map(({ topic, sentence }) => {
		expect(topic).toBe('leftOut');
		return sentence;
	});
};

test('nothing is said if nothing was left out', () => {
	expect(remarksOf([], [])).toEqual([]);
});

test('values that were left out are listed by field, with the number of items', () => {
	const null1 = { label: 'Phone', found: '"NULL"' };
	expect(remarksOf([guest, null1], [guest], [guest])).toEqual([
		'Customer ID was 0 in 3 items (guests); Phone was "NULL" in 1 item: left out.',
	]);
});

test('many kinds are still one sentence', () => {
	const kinds = Array.from({ length: 9 }, (_, index) => ({ label: `"${index}"`, found: 'NaN' }));
	expect(remarksOf(kinds, [guest], [guest])).toEqual([
		expect.stringMatching(/^Customer ID was 0 in 2 items \(guests\); .*; 5 more: left out\.$/),
	]);
});

test('counts are correct for many items', () => {
	expect(remarksOf(...Array.from({ length: 10_000 }, () => [guest]))).toEqual([
		'Customer ID was 0 in 10,000 items (guests): left out.',
	]);
});
