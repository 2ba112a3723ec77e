import { conflictingOrders } from '../../../../nodes/Rockerbox/preflight/suspicions/conflictingOrders';
import { ago, DAY, orders, sentenceOf } from '../../../support/batches';

const SAME_DAY = ago(DAY);
const lines = (count: number, more: (index: number) => Record<string, unknown> = () => ({})) =>
	orders(count, (index) => ({ order_id: 'O-1', timestamp: SAME_DAY, ...more(index) }));

describe('That order IDs have different revenue', () => {
	test('is said of the lines of one order', () => {
		expect(sentenceOf(conflictingOrders, lines(3))).toBe(
			'1 order ID comes more than once with different revenue, first in items 0 and 1. Rockerbox may count only the first: send each order once, with its total.',
		);
	});

	test('counts orders, not items', () => {
		const items = orders(4_000, (index) => ({
			order_id: `O-${Math.floor(index / 3)}`,
			timestamp: SAME_DAY,
			revenue: index,
		}));
		expect(sentenceOf(conflictingOrders, items)).toMatch(
			/^1,333 order IDs come more than once with different revenue, first in items 0 and 1\. /,
		);
	});

	test('counts an order once, whatever its actions', () => {
		const items = lines(4, (index) => ({ action: index < 2 ? 'purchase' : 'renewal' }));
		expect(sentenceOf(conflictingOrders, items)).toMatch(/^1 order ID comes /);
	});

	test.each([
		['orders that come once', orders(100)],
		['an order that comes twice as it is', lines(5, () => ({ revenue: 27.5 }))],
		['a refund', lines(2, (index) => ({ revenue: index ? '-27.50' : '99.00' }))],
		['another action', lines(2, (index) => ({ action: index ? 'renewal' : 'subscription' }))],
		[
			"renewals under the subscription's ID",
			lines(12, (index) => ({ timestamp: ago(DAY * 30 * index) })),
		],
		['orders without an ID', lines(9, () => ({ order_id: undefined }))],
		['orders without revenue', lines(9, () => ({ revenue: undefined }))],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(conflictingOrders, items)).toBeUndefined();
	});
});
