import { readRevenueOptions } from '../../../../nodes/Rockerbox/prepare/payload/revenueOptions';
import { refusalOf } from '../../../support/refusal';

test('options that nobody added leave amounts as they are', () => {
	expect(readRevenueOptions({})).toEqual({ decimalSeparator: undefined, revenueInCents: false });
});

test.each(['point', 'comma'])('Decimal Separator can be %s', (decimalSeparator) => {
	expect(readRevenueOptions({ decimalSeparator })).toMatchObject({ decimalSeparator });
});

test.each([true, 'true', false, 'false'])('Revenue in Cents can be %j', (revenueInCents) => {
	expect(readRevenueOptions({ revenueInCents })).toMatchObject({
		revenueInCents: String(revenueInCents) === 'true',
	});
});

test.each([
	[{ decimalSeparator: '.' }, /^Decimal Separator was "\.", and must be point or comma\./],
	[{ decimalSeparator: 1 }, /^Decimal Separator was 1, /],
	[{ revenueInCents: 1 }, /^Revenue in Cents was 1, and must be true or false\./],
	[{ revenueInCents: '' }, /^Revenue in Cents was "", /],
	[{ revenueInCents: undefined }, /^Revenue in Cents was nothing, /],
])('%p is refused', (options, reason) => {
	expect(refusalOf(() => readRevenueOptions(options))).toMatch(reason);
});
