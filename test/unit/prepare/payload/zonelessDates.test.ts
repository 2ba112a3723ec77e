import { zonelessDateCounter } from '../../../../nodes/Rockerbox/prepare/payload/zonelessDates';

type Counts = Record<string, { dates?: number; dayNumbers?: number }>;

function remarksAfter(assumed: Counts, chosen: Counts = {}) {
	const counter = zonelessDateCounter();
	for (const [counts, isZoneChosen] of [[assumed, false] as const, [chosen, true] as const]) {
		for (const [timezone, { dates = 0, dayNumbers = 0 }] of Object.entries(counts)) {
			for (let n = 0; n < dates; n++) {
				counter.count({ timezone, isDayNumber: false, isZoneChosen });
			}
			for (let n = 0; n < dayNumbers; n++) {
				counter.count({ timezone, isDayNumber: true, isZoneChosen });
			}
		}
	}
	return counter.remarks();
}

const sentencesAfter = (assumed: Counts) => remarksAfter(assumed).map(({ sentence }) => sentence);

describe('The remark about dates without a time zone', () => {
	test('is missing if there were none', () => {
		expect(remarksAfter({})).toEqual([]);
	});

	test('says how many there were, and in which zone they were read', () => {
		expect(sentencesAfter({ UTC: { dates: 1 } })).toEqual([
			'1 date had no time zone: it was read in UTC, which the option Timezone can change.',
		]);
		expect(sentencesAfter({ 'Asia/Tokyo': { dates: 12_345 } })).toEqual([
			'12,345 dates had no time zone: they were read in Asia/Tokyo, which the option Timezone can change.',
		]);
	});

	test('says how many of them were the day numbers of a spreadsheet', () => {
		expect(sentencesAfter({ UTC: { dates: 2, dayNumbers: 1 } })).toEqual([
			expect.stringMatching(/^3 dates had no time zone \(including 1 spreadsheet day number\): /),
		]);
		expect(sentencesAfter({ UTC: { dayNumbers: 2 } })).toEqual([
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
		expect(sentencesAfter(counts)).toEqual([
			expect.stringContaining('were read in B (3), C (2), A (1), and 2 more, which'),
		]);
	});

	test('is no warning if the user chose the zone', () => {
		expect(remarksAfter({}, { 'Europe/Berlin': { dates: 2 } })).toEqual([
			{
				topic: 'chosenZone',
				sentence:
					'2 dates had no time zone: they were read in Europe/Berlin, as the option Timezone says.',
			},
		]);
	});

	test('is split if the user chose the zone for some', () => {
		expect(remarksAfter({ UTC: { dates: 1 } }, { 'Europe/Berlin': { dates: 1 } })).toEqual([
			{ topic: 'assumedZone', sentence: expect.stringContaining('read in UTC, which') as string },
			{
				topic: 'chosenZone',
				sentence: expect.stringContaining('read in Europe/Berlin, as') as string,
			},
		]);
	});
});
