import type { INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { emptyFieldCounter } from '../../../../nodes/Rockerbox/prepare/mapping/emptyFields';
import type {
	ExtraParameter,
	MappedItem,
	OtherField,
} from '../../../../nodes/Rockerbox/prepare/mapping/mappedItem';

const expression = '={{ $json.x }}';

const item = (
	fields: Record<string, unknown>,
	extraParameters: ExtraParameter[] = [],
): MappedItem => ({
	fields,
	extraParameters,
	otherFields: [],
	options: {},
	problems: [],
});
const emptyIn = (parameters: INodeParameters, ...items: MappedItem[]) => {
	const counter = emptyFieldCounter(sendConversion, parameters);
	for (const each of items) counter.count(each);
	return sentencesOf(counter, items.length);
};
const sentencesOf = (counter: ReturnType<typeof emptyFieldCounter>, total: number) =>
	counter.remarks(total).map(({ topic, sentence }) => {
		expect(topic).toBe('emptyFields');
		return sentence;
	});
const rows = (...assignments: ExtraParameter[]) =>
	({ extraParameters: { assignments } }) as unknown as INodeParameters;

describe('a field that is mapped with an expression', () => {
	test.each([
		['undefined', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \n'],
	])('is counted if it gives %s', (_, nothing) => {
		expect(emptyIn({ email: expression }, item({ email: nothing }))).toEqual([
			'Email is mapped but was empty in 1 of 1 item.',
		]);
	});

	test.each([0, false, 'x', [[]], {}])('is not counted if it gives %j', (value) => {
		expect(emptyIn({ email: expression }, item({ email: value }))).toEqual([]);
	});

	test('is counted by items, under the editor’s name, with the most frequent first', () => {
		const parameters = {
			customerId: expression,
			email: expression,
			additionalFields: { orderId: expression, inStore: expression },
		};
		const items = [
			item({ customer_id: 'C', order_id: '' }),
			item({ customer_id: 'C', email: 'jane@example.com', order_id: 'O', in_store: 'true' }),
			item({ email: 'joe@example.com', in_store: true }),
		];
		expect(emptyIn(parameters, ...items)).toEqual([
			'Order ID (2 of 3 items), Email (1), Customer ID (1), and In Store (1) are mapped but were empty.',
		]);
	});

	test('is counted in a marketing event too', () => {
		const counter = emptyFieldCounter(sendMarketingEvent, {
			adFields: { adCreativeId: expression },
		});
		counter.count(item({ ad_creativeid: null }));
		expect(sentencesOf(counter, 1)).toEqual([
			'Ad Creative ID is mapped but was empty in 1 of 1 item.',
		]);
	});
});

describe('a parameter without a mapping is not counted', () => {
	test.each<[string, INodeParameters]>([
		['nothing', {}],
		['a field left empty', { email: '', additionalFields: { orderId: '' } }],
		['a constant text', { email: 'jane@example.com', additionalFields: { orderId: 'O' } }],
		['a field added without a value', { additionalFields: { orderId: null! } }],
		['no additional fields', { additionalFields: {} }],
		['additional fields from one expression', { additionalFields: expression }],
		['extra parameters from one expression', { extraParameters: expression }],
		['no extra parameters', { extraParameters: {} }],
		[
			'extra parameters whose rows are one expression',
			{ extraParameters: { assignments: expression } },
		],
		['an option', { options: { timezone: expression } }],
		['a field of the other operation', { userId: expression }],
	])('%s', (_, parameters) => {
		expect(emptyIn(parameters, item({}))).toEqual([]);
	});

	test('no items', () => {
		expect(emptyIn({ email: expression })).toEqual([]);
	});
});

describe('an extra parameter', () => {
	test('is counted by its row, under its quoted name', () => {
		const parameters = rows(
			{ name: 'fixed', value: 'x' },
			{ name: 'coupon', value: expression },
			{ name: 'gift', value: expression },
		);
		const extras = [
			{ name: 'fixed', value: 'x' },
			{ name: 'coupon', value: '' },
			{ name: 'gift', value: false },
		];
		expect(emptyIn(parameters, item({}, extras))).toEqual([
			'"coupon" is mapped but was empty in 1 of 1 item.',
		]);
	});

	test('with the same name as another is counted separately', () => {
		const parameters = rows(
			{ name: 'coupon', value: expression },
			{ name: 'coupon', value: expression },
		);
		const extras = [{ name: 'coupon', value: 'A' }, { name: 'coupon' }];
		expect(emptyIn(parameters, item({}, extras))).toEqual([
			'"coupon" is mapped but was empty in 1 of 1 item.',
		]);
	});

	test('whose row is missing in an item is counted', () => {
		expect(emptyIn(rows({ name: 'coupon', value: expression }), item({}))).toEqual([
			'"coupon" is mapped but was empty in 1 of 1 item.',
		]);
	});

	test('without a name is counted, too', () => {
		expect(emptyIn(rows({ value: expression }), item({}, [{}]))).toHaveLength(1);
	});
});

describe('if fields are mapped automatically', () => {
	const emptyInAuto = (parameters: INodeParameters, ...items: MappedItem[]) => {
		const counter = emptyFieldCounter(sendConversion, parameters, true);
		for (const each of items) counter.count(each);
		return sentencesOf(counter, items.length);
	};
	const withOthers = (...otherFields: OtherField[]): MappedItem => ({ ...item({}), otherFields });

	test('a field that the node sets is counted', () => {
		const parameters = {
			action: expression,
			timestamp: expression,
			...rows({ name: 'coupon', value: expression }),
		};
		expect(emptyInAuto(parameters, item({}), item({ timestamp: 'now' }))).toEqual([
			'Action (2 of 2 items), "coupon" (2), and Timestamp (1) are mapped but were empty.',
		]);
	});

	test('an earlier mapping by hand is not', () => {
		const parameters = {
			email: expression,
			customerId: expression,
		};
		expect(emptyInAuto(parameters, item({}))).toEqual([]);
	});

	test('an additional field is, because it can be set in both modes', () => {
		const parameters = { additionalFields: { orderId: expression } };
		expect(emptyInAuto(parameters, item({}))).toEqual([
			'Order ID is mapped but was empty in 1 of 1 item.',
		]);
	});

	test('an expression that was emptied is not', () => {
		expect(emptyInAuto({ action: '=', timestamp: '= ' }, item({}))).toEqual([]);
	});

	test('nor is a field that the input itself lacks', () => {
		expect(emptyInAuto({ action: '', timestamp: '' }, item({}))).toEqual([]);
	});

	test('a field of the input that the user named is counted, under its quoted name', () => {
		const items = [
			withOthers({ name: 'coupon', isNamed: true }, { name: 'gift', value: false, isNamed: true }),
			withOthers({ name: 'coupon', value: ' ', isNamed: true }),
			withOthers({ name: 'coupon', value: 'SAVE10', isNamed: true }),
		];
		expect(emptyInAuto({}, ...items)).toEqual([
			'"coupon" is mapped but was empty in 2 of 3 items.',
		]);
	});

	test('one that is sent with all others is not', () => {
		expect(emptyInAuto({}, withOthers({ name: 'coupon', value: '' }))).toEqual([]);
	});

	test('names that objects have are counted like others', () => {
		const other = { name: '__proto__', isNamed: true } as const;
		expect(emptyInAuto({}, withOthers(other))).toEqual([
			'"__proto__" is mapped but was empty in 1 of 1 item.',
		]);
	});
});

test('Many empty fields are one sentence, right for many items', () => {
	const parameters = rows(
		...Array.from({ length: 8 }, (_, index) => ({ name: `x${index}`, value: expression })),
	);
	const items = Array.from({ length: 10_000 }, (_, index) =>
		item({}, [{ value: index < 9_000 ? '' : 'x' }]),
	);
	expect(emptyIn(parameters, ...items)).toEqual([
		'"x1" (10,000 of 10,000 items), "x2" (10,000), "x3" (10,000), "x4" (10,000), "x5" (10,000), and 3 more are mapped but were empty.',
	]);
});
