import { worthlessAmounts } from '../../../../nodes/Rockerbox/preflight/suspicions/worthlessAmounts';
import { orders, sentenceOf } from '../../../support/batches';

const some = (count: number, of: number, revenue: unknown) =>
	orders(count, (index) => (index < of ? { revenue } : {}));

describe('That many amounts are 0 or below', () => {
	test('is said if half of an action’s amounts are', () => {
		expect(sentenceOf(worthlessAmounts, some(20, 10, 0))).toBe(
			"10 of 20 amounts are 0 or below. If a conversion that was canceled or isn't paid yet shouldn't count, leave it out with a Filter node before this one.",
		);
		expect(sentenceOf(worthlessAmounts, some(1_200, 1_100, '-9.90'))).toMatch(
			/^1,100 of 1,200 amounts are 0 or below \(1,100 below\)\. /,
		);
	});

	test('is said if nothing is above 0, and amounts are negative', () => {
		expect(sentenceOf(worthlessAmounts, some(20, 20, -27.5))).toMatch(
			/^20 of 20 amounts are 0 or below \(20 below\)\. /,
		);
	});

	test.each([
		['orders as they are', orders(100)],
		['some orders on the house', some(100, 30, 0)],
		['some refunds', some(100, 20, '-12.00')],
		[
			'trials that are worth nothing, beside purchases',
			orders(100, (index) => (index < 70 ? { action: 'trial', revenue: 0 } : {})),
		],
		[
			'refunds with an action of their own',
			orders(100, (index) => (index < 60 ? { action: 'refund', revenue: -20 } : {})),
		],
		['leads that are worth nothing', some(100, 100, 0)],
		['few items', some(19, 18, 0)],
		['conversions without revenue', some(100, 100, undefined)],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(worthlessAmounts, items)).toBeUndefined();
	});
});
