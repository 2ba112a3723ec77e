import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { itemOptions } from '../../nodes/Rockerbox/operations/options';
import { refusals } from '../../nodes/Rockerbox/values/revenue';
import { readText } from '../support/engineFiles';
import { AUTO, byEmail, people, PURCHASE, useRockerbox } from '../support/engineRun';

const { receiver, run, payloadOf, refusalOf } = useRockerbox();

const JANE = { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' };
const BY_HAND: INodeParameters = {
	...PURCHASE,
	additionalFields: { revenue: '={{ $json.revenue }}' },
};
const MODES: Array<[string, INodeParameters]> = [
	['Map Each Field Manually', BY_HAND],
	['Map Automatically', AUTO],
];

describe.each(MODES)('With %s', (_mode, parameters) => {
	test.each([
		['1.234', { decimalSeparator: 'comma' }, '1234.00'],
		['1,234', { decimalSeparator: 'point' }, '1234.00'],
		[2750, { revenueInCents: true }, '27.50'],
		[2750, { revenueInCents: false }, '2750.00'],
		['1.234', { decimalSeparator: 'comma', revenueInCents: true }, '12.34'],
	])('%j is sent by the options %j as %s', async (revenue, options, sent) => {
		const payload = await payloadOf({ ...parameters, options }, { ...JANE, revenue });

		expect(payload.revenue).toBe(sent);
	});

	test('options can differ from item to item', async () => {
		const revenues = [
			{ revenue: 2750, currency: 'usd' },
			{ revenue: 2750, currency: 'jpy' },
		];
		const items = people(2).map((person, index) => ({ ...JANE, ...person, ...revenues[index] }));
		const options = { revenueInCents: '={{ $json.currency !== "jpy" }}' };
		await run(items, { parameters: { ...parameters, options } });

		expect(receiver.ledger.map(({ json }) => json).sort(byEmail)).toMatchObject([
			{ revenue: '27.50' },
			{ revenue: '2750.00' },
		]);
	});

	test.each([
		[
			{ revenueInCents: '={{ $json.nothing }}' },
			'Revenue in Cents was nothing, and must be true or false. Correct it in the node.',
		],
		[
			{ decimalSeparator: ';' },
			'Decimal Separator was ";", and must be point or comma. Correct it in the node\'s options.',
		],
		[
			{ revenueInCents: 'maybe' },
			'Revenue in Cents was "maybe", and must be true or false. Correct it in the node.',
		],
	])('an option that holds %j is named', async (options, reason) => {
		expect(await refusalOf({ ...parameters, options }, { ...JANE, revenue: 1 })).toContain(reason);
	});
});

/** A value that is refused, and its source after the change that the advice asks for, if any. */
interface Case {
	revenue: IDataObject[string];
	options?: INodeParameters;
	/** The text that the refusal must contain. */
	says: string;
	/** The item afterwards, if the advice is to change the source or to map something else. */
	then?: IDataObject;
	/** The field that the advice asks to drag onto Revenue. */
	drag?: string;
	/** The amount that is sent, for each remedy in the advice, in its order. */
	sent: string | string[];
}

const CASES: Record<keyof typeof refusals, Case[]> = {
	notAnAmount: [
		{ revenue: 'free', says: 'a number like 27.50', then: { revenue: 27.5 }, sent: '27.50' },
		{ revenue: true, says: 'like $1,234.50', then: { revenue: '$1,234.50' }, sent: '1234.50' },
	],
	notOne: [
		{
			revenue: { value: '27.50', currency: 'EUR' },
			says: 'Drag the amount inside it',
			drag: '={{ $json.revenue.value }}',
			sent: '27.50',
		},
		{
			revenue: ['27.50', 'EUR'],
			says: 'Drag the amount inside it',
			drag: '={{ $json.revenue[0] }}',
			sent: '27.50',
		},
	],
	twoReadings: [
		{ revenue: '1,234', says: 'with Point it is read as 1234', sent: ['1234.00', '1.23'] },
		{ revenue: '1.234', says: 'with Point it is read as 1.234', sent: ['1.23', '1234.00'] },
	],
	otherSeparator: [
		{
			revenue: '27,50',
			options: { decimalSeparator: 'point' },
			says: 'set to Point',
			sent: '27.50',
		},
		{
			revenue: '27.50',
			options: { decimalSeparator: 'comma' },
			says: 'set to Comma',
			sent: '27.50',
		},
		{
			revenue: '1,234,567',
			options: { decimalSeparator: 'comma' },
			says: 'set to Comma',
			sent: '1234567.00',
		},
		{
			revenue: '¥12,000',
			options: { decimalSeparator: 'comma' },
			says: 'set to Comma',
			sent: '12000.00',
		},
	],
	shortened: [
		{
			revenue: '1.23457E+11',
			says: 'Format that column as a number',
			then: { revenue: '123456789012.50' },
			sent: '123456789012.50',
		},
	],
	tooLarge: [
		{
			revenue: 4111111111111111,
			says: 'Check that the right field is mapped',
			then: { total: 27.5 },
			drag: '={{ $json.total }}',
			sent: '27.50',
		},
	],
	notWhole: [
		{
			revenue: 27.5,
			options: { revenueInCents: true },
			says: 'takes whole numbers only',
			sent: '27.50',
		},
		{
			revenue: '$27.50',
			options: { revenueInCents: true },
			says: 'takes whole numbers only',
			sent: '27.50',
		},
	],
	noCents: [
		{
			revenue: 'JPY 2750',
			options: { revenueInCents: true },
			says: 'divided into 100 cents',
			sent: '2750.00',
		},
		{
			revenue: 'KWD 2750',
			options: { revenueInCents: true },
			says: 'deliver the amount in the currency itself',
			then: { revenue: 'KWD 2.75' },
			sent: '2.75',
		},
	],
};

test('every kind of refusal has a case below, and there are no others', () => {
	const source = readText('nodes/Rockerbox/values/revenue.ts');

	expect(Object.keys(CASES).sort()).toEqual(Object.keys(refusals).sort());
	expect(source.match(/new InvalidValue/g)).toHaveLength(1);
});

describe.each(Object.entries(CASES))(
	'The advice of the refusal %s leads to the amount',
	(_, cases) => {
		test.each(cases)('for $revenue', async ({ revenue, options = {}, says, then, drag, sent }) => {
			const item = { ...JANE, revenue };
			const advice = (await refusalOf({ ...BY_HAND, options }, item)) ?? '';
			expect(advice).toContain('Revenue was ');
			expect(advice).toContain(says);

			const found: unknown[] = [];
			for (const changed of follow(advice, options)) {
				const additionalFields = { revenue: drag ?? '={{ $json.revenue }}' };
				const parameters = { ...BY_HAND, additionalFields, options: changed };
				found.push((await payloadOf(parameters, { ...item, ...then })).revenue);
			}
			expect(found).toEqual(typeof sent === 'string' ? found.map(() => sent) : sent);
			expect(found).not.toEqual([]);
		});
	},
);

/** The node's options after each remedy in the advice, as a user would click it. */
function follow(advice: string, options: INodeParameters): INodeParameters[] {
	const { decimalSeparator } = itemOptions;
	const ways = Array.from(advice.matchAll(/(?:[Ww]ith|Choose) (Point|Comma)/g), ([, choice]) => {
		const { value } = decimalSeparator.options.find(({ name }) => name.startsWith(`${choice} (`))!;
		return { ...options, [decimalSeparator.name]: value };
	});
	if (/remove the option/i.test(advice)) ways.push({});
	return ways.length > 0 ? ways : [options];
}
