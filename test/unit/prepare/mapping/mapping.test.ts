import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { itemMapper } from '../../../../nodes/Rockerbox/prepare/mapping/mapping';
import { contextOf, type Given } from '../../../support/context';
import { refusalOf } from '../../../support/refusal';

const NOTHING = {
	email: undefined,
	customer_id: undefined,
	action: undefined,
	timestamp: undefined,
	order_id: undefined,
	revenue: undefined,
	conversion_source: undefined,
	in_store: undefined,
	salesforce: undefined,
	phone: undefined,
};

/** The parameters that the editor saves for a new node. */
const INITIAL = { email: '', customerId: '', action: '', timestamp: '' };

const DAY = '2024-08-07';

function mapper(parameters: INodeParameters, given: Given = {}) {
	const evaluate = (expression: string, item: IDataObject) => {
		const [, name] = /^\{\{ \$json\.(\w+) \}\}$/.exec(expression) ?? [];
		if (name !== undefined) return item[name];
		if (expression === '') return '';
		throw new Error(`No such node: ${expression}`);
	};
	const { context } = contextOf({
		evaluate,
		...given,
		parameters: { ...INITIAL, additionalFields: {}, options: {}, ...parameters },
	});
	return itemMapper(context, sendConversion);
}

const mapped = (parameters: INodeParameters, item: IDataObject = {}) =>
	mapper(parameters, { items: [item] }).item(0);

describe('mapped manually', () => {
	test('each field has the value that the user gave it', () => {
		expect(
			mapped(
				{
					email: '={{ $json.mail }}',
					action: 'purchase',
					additionalFields: { orderId: '={{ $json.id }}', inStore: 'true' },
				},
				{ mail: 'jane@example.com', id: 7, email: 'not mapped', phone: 'not mapped' },
			),
		).toEqual({
			fields: {
				...NOTHING,
				email: 'jane@example.com',
				customer_id: '',
				action: 'purchase',
				timestamp: '',
				order_id: 7,
				in_store: 'true',
			},
			extraParameters: [],
			otherFields: [],
			options: {},
			dryRun: false,
			problems: [],
		});
	});

	test('an item has its own values, by its place', () => {
		const { item } = mapper(
			{ email: '={{ $json.mail }}' },
			{ items: [{ mail: 'a' }, { mail: 'b' }, { mail: 'c' }] },
		);
		expect([0, 2, 1].map((index) => item(index).fields.email)).toEqual(['a', 'c', 'b']);
	});

	test('the extra parameters are its rows', () => {
		const assignments = [{ id: '1', name: 'coupon', type: 'string', value: '={{ $json.code }}' }];
		expect(
			mapped({ extraParameters: { assignments } }, { code: 'SUMMER' }).extraParameters,
		).toEqual([{ id: '1', name: 'coupon', type: 'string', value: 'SUMMER' }]);
	});

	test('options can differ from item to item', () => {
		expect(
			mapped({ options: { timezone: '={{ $json.zone }}', dateOrder: 'dayFirst' } }, { zone: 'UTC' })
				.options,
		).toEqual({ timezone: 'UTC', dateOrder: 'dayFirst' });
	});

	test('a field that n8n can’t read is a problem, and the rest is still mapped', () => {
		const { fields, problems } = mapped({
			email: '={{ $("A").item }}',
			customerId: 'C-1',
			timestamp: '={{ $("B").item }}',
		});
		expect(fields).toMatchObject({ customer_id: 'C-1', email: undefined, timestamp: undefined });
		expect(problems).toEqual([
			`Email can't be read: No such node: {{ $("A").item }}. Open its mapping and correct it.`,
			`Timestamp can't be read: No such node: {{ $("B").item }}. Open its mapping and correct it.`,
		]);
	});

	test('optional fields, extra parameters and options that n8n can’t read are problems, too', () => {
		const broken = '={{ $("A").item }}';
		const { fields, options, extraParameters, problems } = mapped({
			additionalFields: { orderId: broken },
			extraParameters: { assignments: [{ name: 'x', value: broken }] },
			options: { timezone: broken },
		});
		expect({ fields, options, extraParameters }).toMatchObject({
			fields: { order_id: undefined, timestamp: '' },
			options: {},
			extraParameters: [],
		});
		expect(problems.map((problem) => problem.split(" can't")[0])).toEqual([
			'Additional Fields',
			'Extra Parameters',
			'Options',
		]);
	});

	test('extra parameters that are no rows are a problem', () => {
		expect(mapped({ extraParameters: 'x' }).problems).toEqual([]);
		expect(mapped({ extraParameters: { assignments: 'x' } }).problems).toEqual([
			"Extra Parameters holds something that can't be read. Map a plain value.",
		]);
	});

	test('nothing is automatic', () => {
		expect(mapper({}).isAutomatic).toBe(false);
		expect(mapper({ mappingMode: 'manual' }).isAutomatic).toBe(false);
	});
});

describe('a dry run', () => {
	test('is off if the workflow doesn’t set it', () => {
		expect(mapped({}).dryRun).toBe(false);
	});

	test('can differ from item to item', () => {
		const { item } = mapper({ dryRun: '={{ $json.isTest }}' }, { items: [{ isTest: true }, {}] });
		expect([item(0).dryRun, item(1).dryRun]).toEqual([true, undefined]);
	});

	test('is not off if its expression was emptied', () => {
		expect(mapped({ dryRun: '=' }).dryRun).toBe('');
	});
});

describe('mapped automatically', () => {
	const auto = { mappingMode: 'auto', timestamp: '' };
	const item = { Email: 'jane@example.com', 'Order ID': 'O-1', timestamp: DAY, notes: 'private' };

	test('fields are taken by their names, and nothing else is sent', () => {
		expect(mapped(auto, item)).toEqual({
			fields: { ...NOTHING, email: 'jane@example.com', order_id: 'O-1', timestamp: DAY },
			extraParameters: [],
			otherFields: [],
			options: {},
			dryRun: false,
			problems: [],
		});
	});

	test('says so', () => {
		expect(mapper(auto).isAutomatic).toBe(true);
	});

	test('each item is mapped separately', () => {
		const { item: take } = mapper(auto, { items: [{ email: 'a' }, { email: 'b' }] });
		expect(take(1).fields.email).toBe('b');
	});

	test('a field that the user sets in the node wins, even if it is empty', () => {
		const given = { ...item, action: 'from the item' };
		expect(mapped({ ...auto, action: 'purchase' }, given).fields.action).toBe('purchase');
		expect(mapped({ ...auto, action: '={{ $json.nope }}' }, given).fields.action).toBeUndefined();
	});

	test.each(['', '=', ' '])('but not if it was left empty: %j', (action) => {
		expect(mapped({ ...auto, action }, { action: 'lead' }).fields.action).toBe('lead');
	});

	test('the kept mapping of the other mode has no effect', () => {
		const kept = { email: 'kept@example.com', customerId: 'kept' };
		expect(mapped({ ...auto, ...kept }, {}).fields).toEqual(NOTHING);
	});

	test('an additional field that the node sets wins over the input’s', () => {
		const additionalFields = { orderId: '={{ $json.name }}', revenue: '', phone: '=' };
		const input = { order_id: 'A', name: 'B', revenue: 5, phone: '1' };
		expect(mapped({ ...auto, additionalFields }, input).fields).toEqual({
			...NOTHING,
			order_id: 'B',
			revenue: 5,
			phone: '1',
		});
	});

	test('fields in two spellings that differ are a problem', () => {
		const { problems } = mapped(auto, { 'E-mail': 'a@example.com', 'e mail': 'b@example.com' });
		expect(problems).toEqual([expect.stringContaining('which mean the same field')]);
	});

	test('but not of a field that the node sets', () => {
		const { problems } = mapped({ ...auto, action: 'lead' }, { Action: 'a', ACTION: 'b' });
		expect(problems).toEqual([]);
	});

	test('a field that lost to an exact name is reported, once all items are mapped', () => {
		const items = [
			{ order_id: 'A', 'Order ID': 'B' },
			{ order_id: 'A', 'Order ID': 'A' },
			{ order_id: 'A', 'Order ID': 'C' },
		];
		const { item: take, remarks } = mapper(auto, { items });
		expect(remarks()).toEqual([]);
		expect(items.map((_, index) => take(index).fields.order_id)).toEqual(['A', 'A', 'A']);
		expect(remarks()).toContainEqual({
			topic: 'otherSpellings',
			sentence:
				'Order ID was taken from "order_id", but "Order ID" holds another value in 2 of 3 items; to send another one, choose Map Each Field Manually.',
		});
	});

	describe('with other fields of the input', () => {
		const others = (choice: INodeParameters, given: IDataObject = item) => {
			const { otherFields, problems } = mapped({ ...auto, ...choice }, given);
			return problems.length > 0 ? problems : otherFields.map(({ name }) => name);
		};
		const wanted = { includeOtherFields: true, include: 'all' };

		test.each<[string, INodeParameters, string[]]>([
			['none, if they are not wanted', { includeOtherFields: false, include: 'all' }, []],
			['all', wanted, ['notes', 'tier']],
			[
				'those that were selected',
				{ ...wanted, include: 'selected', includeFields: 'tier' },
				['tier'],
			],
			[
				'those that were not excluded',
				{ ...wanted, include: 'except', excludeFields: 'tier' },
				['notes'],
			],
			['all, if nothing is excluded', { ...wanted, include: 'except' }, ['notes', 'tier']],
			[
				'all, if the exclusion was begun and left empty',
				{ ...wanted, include: 'except', excludeFields: '=' },
				['notes', 'tier'],
			],
			['as an expression says', { includeOtherFields: '={{ $json.no }}', include: 'all' }, []],
		])('%s', (_, choice, names) => {
			expect(others(choice, { ...item, tier: 'gold', no: undefined })).toEqual(
				expect.arrayContaining(names),
			);
			expect(others(choice, { ...item, tier: 'gold' })).toHaveLength(names.length);
		});

		test('an empty exclusion stops the item, so that nothing private is sent', () => {
			const choice = { ...wanted, include: 'except', excludeFields: '={{ $json.nope }}' };
			expect(others(choice)).toEqual([
				'Fields to Exclude is empty. Open its mapping and correct it, or choose All.',
			]);
		});

		test('an unknown choice is a problem, and nothing is taken for "all"', () => {
			expect(others({ ...wanted, include: '={{ $json.notes }}' })).toEqual([
				'Input Fields to Include was "private", and must be all, selected or except.',
			]);
		});

		test.each(['includeFields', 'excludeFields'])('names must be names: %s', (name) => {
			const include = name === 'includeFields' ? 'selected' : 'except';
			const label = name === 'includeFields' ? 'Fields to Include' : 'Fields to Exclude';
			expect(others({ ...wanted, include, [name]: '={{ $json.list }}' }, { list: [1] })).toEqual([
				`${label} was a list, and must be names of input fields, separated by commas.`,
			]);
		});

		test('an unreadable switch is a problem', () => {
			expect(others({ ...wanted, includeOtherFields: 'maybe' })).toEqual([
				'Include Other Input Fields was "maybe", and must be true or false. Correct it in the node.',
			]);
		});
	});
});

test('an unknown mapping mode is refused', () => {
	expect(refusalOf(() => mapper({ mappingMode: 'other' }))).toBe(
		'Mapping Mode was "other". Choose Map Each Field Manually or Map Automatically.',
	);
});
