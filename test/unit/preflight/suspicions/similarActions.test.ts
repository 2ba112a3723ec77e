import { similarActions } from '../../../../nodes/Rockerbox/preflight/suspicions/similarActions';
import { orders, sentenceOf } from '../../../support/batches';

const actions = (...names: string[]) =>
	names.flatMap((action, index) => orders(names.length - index, () => ({ action })));

describe('That actions differ only in how they are written', () => {
	test.each([
		[['purchase', 'Purchase'], '"purchase" (2) and "Purchase" (1)'],
		[
			['lead', 'qualified lead', 'qualified  lead'],
			'"qualified lead" (2) and "qualified  lead" (1)',
		],
		[['closed_won', 'Closed Won'], '"closed_won" (2) and "Closed Won" (1)'],
		[['signup', 'sign-up'], '"signup" (2) and "sign-up" (1)'],
	])('is said of %j', (names, quoted) => {
		expect(sentenceOf(similarActions, actions(...names))).toBe(
			`The actions ${quoted} differ only in how they are written. Rockerbox may count them as two conversions: make them one with the option Action Mapping.`,
		);
	});

	test('names the most frequent, with their counts', () => {
		const items = orders(1_200, (index) => ({
			action: index < 1_100 ? 'purchase' : index < 1_190 ? 'PURCHASE' : 'Purchase',
		}));
		expect(sentenceOf(similarActions, items)).toMatch(
			/ "purchase" \(1,100\) and "PURCHASE" \(90\) /,
		);
	});

	test('is not said of values that may be a person’s', () => {
		expect(
			sentenceOf(similarActions, actions('jane@example.com', 'Jane@example.com')),
		).toBeUndefined();
	});

	test.each([
		['one action', actions('purchase')],
		['different ones', actions('purchase', 'renewal', 'purchases', 'repurchase', 'purchase2')],
		[
			'no action',
			{
				items: orders(9, () => ({ action: undefined })),
				options: { allowMissingAction: true },
			},
		],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(similarActions, items)).toBeUndefined();
	});

	test('is not said if Action Mapping gives both the same name', () => {
		const options = { actionMapping: { values: [{ from: 'purchase', to: 'purchase' }] } };
		const items = actions('purchase', 'Purchase');
		expect(sentenceOf(similarActions, { items, options })).toBeUndefined();
	});
});
