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
	return counter.emptyFields();
};
const rows = (...assignments: ExtraParameter[]) =>
	({ extraParameters: { assignments } }) as unknown as INodeParameters;

describe('a field that is mapped with an expression', () => {
	test.each([
		['undefined', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \n'],
	])('is counted when it comes to %s', (_, nothing) => {
		expect(emptyIn({ email: expression }, item({ email: nothing }))).toEqual([
			{ label: 'Email', items: 1 },
		]);
	});

	test.each([0, false, 'x', [[]], {}])('is not counted when it comes to %j', (value) => {
		expect(emptyIn({ email: expression }, item({ email: value }))).toEqual([]);
	});

	test('is counted in so many items, under the editor’s name, in the editor’s order', () => {
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
			{ label: 'Email', items: 1 },
			{ label: 'Customer ID', items: 1 },
			{ label: 'Order ID', items: 2 },
			{ label: 'In Store', items: 1 },
		]);
	});

	test('is counted in a marketing event too', () => {
		const counter = emptyFieldCounter(sendMarketingEvent, {
			adFields: { adCreativeId: expression },
		});
		counter.count(item({ ad_creativeid: null }));
		expect(counter.emptyFields()).toEqual([{ label: 'Ad Creative ID', items: 1 }]);
	});
});

describe('what is no mapping is not counted', () => {
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
		expect(emptyIn(parameters, item({}, extras))).toEqual([{ label: '"coupon"', items: 1 }]);
	});

	test('of the same name as another is counted by itself', () => {
		const parameters = rows(
			{ name: 'coupon', value: expression },
			{ name: 'coupon', value: expression },
		);
		const extras = [{ name: 'coupon', value: 'A' }, { name: 'coupon' }];
		expect(emptyIn(parameters, item({}, extras))).toEqual([{ label: '"coupon"', items: 1 }]);
	});

	test('whose row an item lacks is counted', () => {
		expect(emptyIn(rows({ name: 'coupon', value: expression }), item({}))).toEqual([
			{ label: '"coupon"', items: 1 },
		]);
	});

	test('without a name is counted all the same', () => {
		expect(emptyIn(rows({ value: expression }), item({}, [{}]))).toHaveLength(1);
	});
});

describe('where fields are mapped automatically', () => {
	const emptyInAuto = (parameters: INodeParameters, ...items: MappedItem[]) => {
		const counter = emptyFieldCounter(sendConversion, parameters, true);
		for (const each of items) counter.count(each);
		return counter.emptyFields();
	};
	const withOthers = (...otherFields: OtherField[]): MappedItem => ({ ...item({}), otherFields });

	test('what the node sets is counted', () => {
		const parameters = {
			action: expression,
			timestamp: expression,
			...rows({ name: 'coupon', value: expression }),
		};
		expect(emptyInAuto(parameters, item({}), item({ timestamp: 'now' }))).toEqual([
			{ label: 'Action', items: 2 },
			{ label: 'Timestamp', items: 1 },
			{ label: '"coupon"', items: 2 },
		]);
	});

	test('what was mapped by hand before is not', () => {
		const parameters = {
			email: expression,
			customerId: expression,
		};
		expect(emptyInAuto(parameters, item({}))).toEqual([]);
	});

	test('an additional field is, because it can be set in both modes', () => {
		const parameters = { additionalFields: { orderId: expression } };
		expect(emptyInAuto(parameters, item({}))).toEqual([{ label: 'Order ID', items: 1 }]);
	});

	test('an expression that was emptied is not', () => {
		expect(emptyInAuto({ action: '=', timestamp: '= ' }, item({}))).toEqual([]);
	});

	test('nor what the input itself lacks', () => {
		expect(emptyInAuto({ action: '', timestamp: '' }, item({}))).toEqual([]);
	});

	test('a field of the input that the user named is counted, under its quoted name', () => {
		const items = [
			withOthers({ name: 'coupon', isNamed: true }, { name: 'gift', value: false, isNamed: true }),
			withOthers({ name: 'coupon', value: ' ', isNamed: true }),
			withOthers({ name: 'coupon', value: 'SAVE10', isNamed: true }),
		];
		expect(emptyInAuto({}, ...items)).toEqual([{ label: '"coupon"', items: 2 }]);
	});

	test('one that goes along with all others is not', () => {
		expect(emptyInAuto({}, withOthers({ name: 'coupon', value: '' }))).toEqual([]);
	});

	test('names that objects have are counted like others', () => {
		const other = { name: '__proto__', isNamed: true } as const;
		expect(emptyInAuto({}, withOthers(other))).toEqual([{ label: '"__proto__"', items: 1 }]);
	});
});
