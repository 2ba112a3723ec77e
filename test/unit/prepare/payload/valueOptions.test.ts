import { readValueOptions } from '../../../../nodes/Rockerbox/prepare/payload/valueOptions';

const WORKFLOW_ZONE = 'America/New_York';
const DEFAULTS = {
	timezone: WORKFLOW_ZONE,
	dateOrder: undefined,
	decimalSeparator: undefined,
	revenueInCents: false,
	allowMissingAction: false,
};
const read = (options: object) => readValueOptions(options, WORKFLOW_ZONE);

test.each([[{}], [{ timezone: '', dateOrder: null, decimalSeparator: ' ' }]])(
	'options that are not set, %p, leave values unchanged',
	(options) => {
		expect(read(options)).toEqual({ rules: DEFAULTS, problems: [] });
	},
);

test.each<[object, object]>([
	[{ timezone: ' Europe/Berlin ' }, { timezone: 'Europe/Berlin' }],
	[{ dateOrder: 'dayFirst' }, { dateOrder: 'dayFirst' }],
	[{ dateOrder: 'monthFirst' }, { dateOrder: 'monthFirst' }],
	[{ decimalSeparator: 'point' }, { decimalSeparator: 'point' }],
	[{ decimalSeparator: 'comma' }, { decimalSeparator: 'comma' }],
	[{ revenueInCents: true }, { revenueInCents: true }],
	[{ revenueInCents: 'true' }, { revenueInCents: true }],
	[{ revenueInCents: 'false' }, { revenueInCents: false }],
	[{ allowMissingAction: true }, { allowMissingAction: true }],
])('%p is accepted', (options, rules) => {
	expect(read(options)).toEqual({ rules: { ...DEFAULTS, ...rules }, problems: [] });
});

test.each([
	[{ timezone: 'BST' }, /^Timezone was "BST", which isn't a time zone with one meaning\./],
	[{ timezone: 1 }, /^Timezone was 1, /],
	[{ dateOrder: 'yearFirst' }, /^Date Order was "yearFirst", and must be dayFirst or monthFirst\./],
	[{ dateOrder: 'toString' }, /^Date Order was "toString", /],
	[{ decimalSeparator: '.' }, /^Decimal Separator was "\.", and must be point or comma\./],
	[{ decimalSeparator: 1 }, /^Decimal Separator was 1, /],
	[{ revenueInCents: 1 }, /^Revenue in Cents was 1, and must be true or false\./],
	[{ revenueInCents: '' }, /^Revenue in Cents was "", /],
	[{ revenueInCents: undefined }, /^Revenue in Cents was nothing, /],
])('%p is refused', (options, problem) => {
	expect(read(options).problems).toEqual([expect.stringMatching(problem)]);
});

test('each wrong option is named', () => {
	expect(read({ timezone: 'BST', dateOrder: 1, decimalSeparator: 1 }).problems).toHaveLength(3);
});
