import { centAmounts } from '../../../../nodes/Rockerbox/preflight/suspicions/centAmounts';
import { orders, sentenceOf } from '../../../support/batches';

const PRICES = [2999, 1495, 5998, 999, 12_999, 3499, 7449, 1999];
/** With tax and shipping. */
const TOTALS = [2837, 10_649, 1512, 4419, 7783, 3196];
const amounts = (count: number, of: unknown[]) =>
	orders(count, (index) => ({ revenue: of[index % of.length] }));
const STRIPE = '={{ $json.data.object.amount_total }}';

describe('That amounts look like cents', () => {
	test('is said of whole numbers that nearly all end as prices do', () => {
		expect(sentenceOf(centAmounts, amounts(24, [...PRICES, 2500]))).toBe(
			'All 24 amounts are whole numbers, and 22 of them end as prices do. If 2999 means 29.99, add the option Revenue in Cents.',
		);
		expect(sentenceOf(centAmounts, amounts(20, PRICES.map(String)))).toMatch(/^All 20 amounts/);
	});

	test('is said of whole numbers in a field whose name is one for cents', () => {
		const batch = { items: amounts(6, TOTALS), revenue: STRIPE };
		expect(sentenceOf(centAmounts, batch)).toBe(
			'All 6 amounts are whole numbers, and the name of their field is one for cents. If 2999 means 29.99, add the option Revenue in Cents.',
		);
	});

	test.each([
		'={{ $json.amount_paid }}',
		'={{ $json.total_cents }}',
		'={{ $json.amount_minor }}',
		'={{ $json.unit_amount }}',
		'={{ $json.data.object.amount }}',
		'={{ $json.amount_money.amount }}',
		'={{ $json.total_money.amount }}',
		'={{ $json.totalCents }}',
	])('knows the name %s', (revenue) => {
		expect(sentenceOf(centAmounts, { items: amounts(6, TOTALS), revenue })).toBeDefined();
	});

	test('leaves free orders out', () => {
		const items = amounts(40, [...PRICES, 0]);
		expect(sentenceOf(centAmounts, items)).toMatch(/^All 36 amounts/);
	});

	test.each<[string, unknown[]]>([
		['amounts with decimals', [29.99, 14.95, 59.98, 120]],
		['amounts that are written with decimals', ['2999.00', '1495.00', '599.00']],
		['amounts with a currency', PRICES.map((price) => `$${price}`)],
		['amounts in yen', [1980, 2980, 3278, 12_800, 5500, 880, 4378]],
		['amounts in won', [29_000, 19_900, 9900, 129_000, 45_000]],
		['amounts in Chilean pesos', [12_990, 8990, 24_990, 4990, 159_990]],
		['amounts in rupiah', [150_000, 89_000, 1_250_000, 45_000, 299_000]],
		['deals', [12_000, 45_000, 8500, 150_000, 7250, 30_000]],
		['deals to the dollar', [12_450, 8375, 23_918, 4200, 15_733, 9106]],
		['rounded totals', [120, 85, 43, 260, 199, 34, 99, 149]],
		['donations', [25, 50, 100, 250, 500, 1000]],
		['rates of a subscription', [99, 199, 299, 999, 49]],
		['one price alone', [2999]],
		['worths of leads', [100, 150, 200, 250, 300]],
		['nothing', [undefined]],
	])('is not said of %s', (_what, of) => {
		expect(sentenceOf(centAmounts, amounts(60, of))).toBeUndefined();
	});

	test.each([
		['of a calculation', '={{ $json.amount_total / 100 }}', TOTALS],
		['for round amounts', '={{ $json.amount_total }}', [150, 1200, 3450, 820, 99_000, 2500]],
		['for small amounts', STRIPE, [29, 14, 59, 120, 35]],
		['for too few', STRIPE, TOTALS.slice(0, 4)],
		['of another amount', '={{ $json.total_price }}', TOTALS],
	])('is not said because of a name %s', (_what, revenue, of) => {
		const items = amounts(of.length, of);
		expect(sentenceOf(centAmounts, { items, revenue })).toBeUndefined();
	});

	test('is not said if the option is there', () => {
		const options = { revenueInCents: true };
		expect(sentenceOf(centAmounts, { items: amounts(24, PRICES), options })).toBeUndefined();
	});
});
