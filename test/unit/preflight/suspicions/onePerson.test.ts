import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { onePerson } from '../../../../nodes/Rockerbox/preflight/suspicions/onePerson';
import { clicks, orders, sentenceOf } from '../../../support/batches';

const SAME = 'guest@example.com';
const guests = (count: number, share: number) =>
	orders(count, (index) => (index < share ? { email: SAME } : {}));

describe('That one person is in most items', () => {
	test.each<[what: string, items: ReturnType<typeof orders>, said: RegExp]>([
		['an email in all items', guests(20, 20), /^20 of 20 conversions have the same Email\. /],
		[
			'an email in just over half',
			guests(100, 51),
			/^51 of 100 conversions have the same Email\. /,
		],
		[
			'a customer ID',
			orders(40, (index) => (index % 4 === 0 ? {} : { customer_id: 4711 })),
			/^30 of 40 conversions have the same Customer ID\. /,
		],
		[
			'an email that comes after thousands of others',
			orders(9_000, (index) => (index < 4_000 ? {} : { email: SAME })),
			/^At least [4-5],\d{3} of 9,000 conversions have the same Email\. /,
		],
	])('is said of %s', (_what, items, said) => {
		expect(sentenceOf(onePerson, items)).toMatch(said);
	});

	test('is said of marketing events, by User ID', () => {
		const items = clicks(20, () => ({ user_id: 'U-1' }));
		expect(sentenceOf(onePerson, { operation: sendMarketingEvent, items })).toMatch(
			/^20 of 20 events have the same User ID\. /,
		);
	});

	test('never shows who it is', () => {
		expect(sentenceOf(onePerson, guests(20, 20))).not.toContain(SAME);
	});

	test.each([
		['people who are all different', orders(300)],
		['half of the items', guests(100, 50)],
		['few items', guests(19, 19)],
		[
			'the lines of one order, an item each',
			orders(30, () => ({ email: SAME, customer_id: 'C-1', order_id: 'O-1' })),
		],
		[
			'customers who order often',
			orders(100, (index) => ({
				email: `person-${index % 3}@example.com`,
				customer_id: `C-${index % 3}`,
			})),
		],
		[
			'conversions without an email in most',
			orders(100, (index) => ({ email: index % 10 ? undefined : SAME })),
		],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(onePerson, items)).toBeUndefined();
	});
});
