import { oldDates } from '../../../../nodes/Rockerbox/preflight/suspicions/oldDates';
import { ago, DAY, HOUR, orders, sentenceOf } from '../../../support/batches';

const daysAgo = (count: number, days: (index: number) => number) =>
	orders(count, (index) => ({ timestamp: ago(DAY * days(index) + HOUR) }));

describe('That dates are old', () => {
	test('is said if they spread over more than a year', () => {
		expect(
			sentenceOf(
				oldDates,
				daysAgo(100, (index) => index * 4),
			),
		).toBe(
			'The dates of these conversions spread over more than a year, from Oct 28, 2025 to Nov 28, 2026. Check the field that is mapped onto Timestamp.',
		);
		expect(
			sentenceOf(
				oldDates,
				daysAgo(2, (index) => index * 400),
			),
		).toBeDefined();
	});

	test('is said of a few in a run of this week', () => {
		expect(
			sentenceOf(
				oldDates,
				daysAgo(50, (index) => (index < 3 ? 40 + index : 1)),
			),
		).toBe(
			'3 of 50 dates are over 30 days old, while most are of this week. Check the field that is mapped onto Timestamp, and whether Rockerbox has these conversions already.',
		);
		expect(
			sentenceOf(
				oldDates,
				daysAgo(10, (index) => (index < 1 ? 31 : 0)),
			),
		).toMatch(/^1 of 10 dates is over 30 days old/);
	});

	test.each([
		['orders of a day', orders(100)],
		['orders of a week', daysAgo(100, (index) => index % 7)],
		['orders of a quarter, sent afterwards', daysAgo(100, (index) => index % 90)],
		['old orders alone', daysAgo(100, () => 200)],
		['a year, to the day', daysAgo(100, (index) => (index % 13) * 30)],
		['some orders that came late', daysAgo(100, (index) => (index < 9 ? 20 : 1))],
		['one old order', daysAgo(1, () => 900)],
		['few items', daysAgo(9, (index) => (index < 1 ? 40 : 1))],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(oldDates, items)).toBeUndefined();
	});
});
