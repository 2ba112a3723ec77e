import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { decimalIds } from '../../../../nodes/Rockerbox/preflight/suspicions/decimalIds';
import { clicks, orders, sentenceOf } from '../../../support/batches';

describe('That IDs end in .0', () => {
	test('is said of all that do, in a sentence', () => {
		const items = orders(3, (index) => ({ customer_id: `${1000 + index}.0` }));
		expect(sentenceOf(decimalIds, items)).toBe(
			'All Customer IDs end in .0 (3 conversions), which no shop writes. Format the column as text where the data comes from, and export it again.',
		);
		const both = orders(1_200, (index) => ({
			customer_id: index % 2 ? `${1000 + index}.0` : undefined,
			order_id: `${1000 + index}.0`,
			phone: `212867${1000 + index}.0`,
		}));
		expect(sentenceOf(decimalIds, both)).toMatch(
			/^All Customer IDs, Order IDs, and phone numbers end in \.0 \(1,200 conversions\), /,
		);
	});

	test('is said of marketing events', () => {
		const items = clicks(5, (index) => ({ user_id: `${100 + index}.0`, ad_campaignid: '55.0' }));
		expect(sentenceOf(decimalIds, { operation: sendMarketingEvent, items })).toMatch(
			/^All User IDs and Ad Campaign IDs end in \.0 \(5 events\), /,
		);
	});

	test.each([
		['plain numbers', orders(9, (index) => ({ customer_id: 1000 + index }))],
		['numbers in which a zero ends the ID', orders(9, (index) => ({ order_id: `${index}0` }))],
		['two items', orders(2, () => ({ customer_id: '7.0' }))],
		['one ID of another form', orders(9, (index) => ({ order_id: index ? `${index}.0` : 'O-1' }))],
		['versions', orders(9, (index) => ({ customer_id: `4.${index}.0` }))],
		['no IDs', orders(9, () => ({ customer_id: undefined, order_id: undefined }))],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(decimalIds, items)).toBeUndefined();
	});
});
