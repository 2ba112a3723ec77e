import { zonelessDateCounter } from '../../../../nodes/Rockerbox/prepare/payload/zonelessDates';

function remarksAfter(counts: Record<string, { dates?: number; dayNumbers?: number }>): string[] {
	const counter = zonelessDateCounter();
	for (const [timezone, { dates = 0, dayNumbers = 0 }] of Object.entries(counts)) {
		for (let n = 0; n < dates; n++) counter.count({ timezone, isDayNumber: false });
		for (let n = 0; n < dayNumbers; n++) counter.count({ timezone, isDayNumber: true });
	}
	return counter.remarks();
}

describe('What to know of dates without a time zone', () => {
	test('is nothing if there were none', () => {
		expect(remarksAfter({})).toEqual([]);
	});

	test('is how many there were, and in which zone they were read', () => {
		expect(remarksAfter({ UTC: { dates: 1 } })).toEqual([
			'1 date had no time zone: it was read in UTC, which the option Timezone can change.',
		]);
		expect(remarksAfter({ 'Asia/Tokyo': { dates: 1234 } })).toEqual([
			'1,234 dates had no time zone: they were read in Asia/Tokyo, which the option Timezone can change.',
		]);
	});

	test('is how many of them were the day numbers of a spreadsheet', () => {
		expect(remarksAfter({ UTC: { dates: 2, dayNumbers: 1 } })).toEqual([
			expect.stringMatching(/^3 dates had no time zone \(including 1 spreadsheet day number\): /),
		]);
		expect(remarksAfter({ UTC: { dayNumbers: 2 } })).toEqual([
			expect.stringMatching(
				/^2 dates .* \(including 2 spreadsheet day numbers\): they were read in UTC,/,
			),
		]);
	});

	test('names the zones in which most were read', () => {
		const counts = {
			A: { dates: 1 },
			B: { dates: 3 },
			C: { dates: 2 },
			D: { dates: 1 },
			E: { dates: 1 },
		};
		expect(remarksAfter(counts)).toEqual([
			expect.stringContaining('were read in B (3), C (2), A (1), and 2 more, which'),
		]);
	});
});
