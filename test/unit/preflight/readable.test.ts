import { sendMarketingEvent } from '../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { readableTwin } from '../../../nodes/Rockerbox/preflight/readable';
import { candidatesOf, clicks, orders, type Batch } from '../../support/batches';

const twinOf = (more: Record<string, unknown>, batch: Partial<Batch> = {}) =>
	readableTwin(candidatesOf({ items: orders(1, () => more), ...batch })[0]);

describe('The readable twin of a time', () => {
	test.each([
		['America/New_York', '2024-08-07T14:30:05Z', 'Aug 7, 2024, 10:30:05 AM (America/New_York)'],
		['America/New_York', '2024-12-07 14:30', 'Dec 7, 2024, 2:30:00 PM (America/New_York)'],
		['Asia/Tokyo', 1_723_041_000, 'Aug 7, 2024, 11:30:00 PM (Asia/Tokyo)'],
		['UTC', '2024-08-07', 'Aug 7, 2024, 12:00:00 AM (UTC)'],
	])('is in the zone of the run: %s', (timezone, timestamp, words) => {
		expect(twinOf({ timestamp }, { timezone }).timestamp).toBe(words);
	});

	test('is in the zone of the option Timezone', () => {
		const twin = twinOf({ timestamp: '2024-08-07 14:30' }, { options: { timezone: 'GMT+2' } });
		expect(twin.timestamp).toBe('Aug 7, 2024, 2:30:00 PM (UTC+2)');
	});

	test('is the whole readable twin of a marketing event', () => {
		const batch = { items: clicks(1), operation: sendMarketingEvent };
		expect(Object.keys(readableTwin(candidatesOf(batch)[0]))).toEqual(['timestamp']);
	});
});

describe('The readable twin of an amount', () => {
	test.each([
		['$1,234.50', '$1,234.50'],
		['1.234,50 €', '1,234.50 €'],
		['1234,50€', '1,234.50 €'],
		['€ 27,-', '€27.00'],
		['USD 1234.5', 'USD 1,234.50'],
		['1234.50usd', '1,234.50 usd'],
		['USD $12.00', 'USD $12.00'],
		['Rs. 1,23,456.78', 'Rs. 123,456.78'],
		['1 234,50 kr', '1,234.50 kr'],
		['¥12,000', '¥12,000.00'],
		['-$5.00', '-$5.00'],
		['($27.50)', '-$27.50'],
		['27.50-', '-27.50'],
		['.50', '0.50'],
		['$.50', '$0.50'],
		['="1234.50"', '1,234.50'],
		['1.5E3', '1,500.00'],
		['1234.5', '1,234.50'],
		[1234.5, '1,234.50'],
		[0, '0.00'],
	])('%j is %s', (revenue, words) => {
		expect(twinOf({ revenue }).revenue).toBe(words);
	});

	test('has its point where the option Revenue in Cents puts it', () => {
		expect(twinOf({ revenue: 275_000 }, { options: { revenueInCents: true } }).revenue).toBe(
			'2,750.00',
		);
	});

	test('is missing if the amount is', () => {
		expect(twinOf({ revenue: '' })).not.toHaveProperty('revenue');
	});
});
