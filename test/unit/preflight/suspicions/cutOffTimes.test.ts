import { DateTime } from 'luxon';
import { cutOffTimes } from '../../../../nodes/Rockerbox/preflight/suspicions/cutOffTimes';
import { ago, orders, sentenceOf } from '../../../support/batches';

const dayOf = (index: number) => `2026-11-${String(1 + (index % 20)).padStart(2, '0')}`;
const times = (count: number, timestamp: (day: string, index: number) => unknown) =>
	orders(count, (index) => ({ timestamp: timestamp(dayOf(index), index) }));

describe('That all times are midnight', () => {
	test('is said in a sentence', () => {
		expect(
			sentenceOf(
				cutOffTimes,
				times(1_200, (day) => `${day}T00:00:00.000Z`),
			),
		).toBe(
			'All 1,200 conversions have midnight as their time. If the data has the time of day in another field, map that one onto Timestamp.',
		);
	});

	test.each<[string, (day: string, index: number) => unknown]>([
		['as databases write it', (day) => `${day} 00:00:00`],
		['without seconds', (day) => `${day} 00:00`],
		['in its own zone', (day) => `${day}T00:00:00-07:00`],
		['on a clock of twelve hours', (day) => `${day} 12:00:00 AM`],
		['as a date object', (day) => new Date(day)],
		["as n8n's own date", (day) => DateTime.fromISO(day, { zone: 'America/New_York' })],
		['as epoch seconds', (day) => DateTime.fromISO(day, { zone: 'utc' }).toSeconds()],
		['as epoch milliseconds in a text', (day) => String(Date.parse(day))],
	])('is said of midnight %s', (_what, timestamp) => {
		expect(sentenceOf(cutOffTimes, times(10, timestamp))).toMatch(/^All 10 conversions/);
	});

	test.each<[string, ReturnType<typeof orders>]>([
		['orders as they are', orders(100)],
		['days without a time', times(100, (day) => day)],
		['days of a spreadsheet', times(100, (_, index) => 46_000 + (index % 30))],
		['days in digits', times(100, (day) => day.replaceAll('-', ''))],
		['one time of day', times(100, (day, index) => `${day}T00:00:0${index === 99 ? 1 : 0}Z`)],
		['noon', times(100, (day) => `${day} 12:00:00 PM`)],
		['subscriptions that are renewed at one midnight', times(100, () => '2026-11-01T00:00:00Z')],
		['few items', times(9, (day) => `${day}T00:00:00Z`)],
		['orders of the last hours', orders(100, (index) => ({ timestamp: ago(60 * index) }))],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(cutOffTimes, items)).toBeUndefined();
	});
});
