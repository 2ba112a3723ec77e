import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../nodes/Rockerbox/operations/sendMarketingEvent';
import {
	AUTO,
	ERROR_OUTPUT,
	extraParameters,
	including,
	remarksIn,
	useRockerbox,
} from '../support/engineRun';
import { everyField } from '../support/everyField';

const { receiver, run, bodyOf, payloadOf, refusalOf } = useRockerbox();

const AUTO_EVENT: INodeParameters = { operation: 'sendMarketingEvent', mappingMode: 'auto' };
const PURCHASE = { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' };
const PURCHASE_BODY = JSON.stringify(PURCHASE);
/** Typical items of an AI agent, a shop and a CRM, with data that is nobody else's business. */
const PRIVATE = {
	chatInput: 'My card is 4111 1111 1111 1111',
	sessionId: 'c0ffee',
	toolCallId: 'call_1',
	password: 'hunter2',
	customer: { name: 'Jane', email: 'private@example.com', phone: '2128675309' },
	notes: ['VIP'],
	user_id: 'U-1',
	ip: '203.0.113.7',
};

describe('Map Automatically for a conversion', () => {
	test('sends every field that the input has under its name on the wire, in the usual order', async () => {
		const body = await bodyOf(AUTO, {
			phone: 2128675309,
			salesforce: '0065e00000AbCdEAAV',
			in_store: true,
			conversion_source: 'call_center',
			revenue: '$1,234.50',
			order_id: 1001,
			timestamp: '2018-08-24T21:50:51Z',
			action: 'purchase',
			customer_id: 20417,
			email: ' jane@example.com ',
		});

		expect(body).toBe(
			'{"email":"jane@example.com","customer_id":"20417","action":"purchase","timestamp":"1535147451","order_id":"1001","revenue":"1234.50","conversion_source":"call_center","in_store":true,"salesforce":"0065e00000AbCdEAAV","phone":"2128675309"}',
		);
	});

	test.each<[string, IDataObject]>([
		['a spreadsheet', { Email: 'a@b.co', 'Customer ID': 'C', Action: 'x', 'Order ID': 'O' }],
		['JavaScript', { email: 'a@b.co', customerId: 'C', action: 'x', orderId: 'O' }],
		['a database', { EMAIL: 'a@b.co', CUSTOMER_ID: 'C', ACTION: 'x', ORDER_ID: 'O' }],
		['a URL', { email: 'a@b.co', 'customer-id': 'C', action: 'x', 'order-id': 'O' }],
	])('knows fields as %s spells them', async (_what, item) => {
		expect(await payloadOf(AUTO, { ...item, Timestamp: '1535147451' })).toEqual({
			email: 'a@b.co',
			customer_id: 'C',
			action: 'x',
			timestamp: '1535147451',
			order_id: 'O',
		});
	});

	test('takes each item by its own names', async () => {
		const { success } = await run([PURCHASE, { ...PURCHASE, email: '', 'customer id': 'C-2' }], {
			parameters: AUTO,
		});

		expect(success.map(({ json }) => json.conversion)).toEqual([
			PURCHASE,
			{ customer_id: 'C-2', action: 'purchase', timestamp: '1535147451' },
		]);
	});

	test('refuses an item with two names for one field and different values', async () => {
		const item = { ...PURCHASE, 'Order ID': 'A', orderId: 'B' };

		expect(await refusalOf(AUTO, item)).toContain('The input has "Order ID" and "orderId"');
		expect(await payloadOf(AUTO, { ...item, order_id: 'C' })).toHaveProperty('order_id', 'C');
	});

	test('says above the output which spelling was taken where another one differs', async () => {
		const orders = [
			{ order_id: 'A', 'Order ID': 'B' },
			{ order_id: 'A', 'Order ID': 'C', revenue: 27.5, Revenue: '$27.50' },
			{ order_id: '7', 'Order ID': 7 },
			{ order_id: 'A', 'Order ID': '', Email: ' jane@example.com' },
		];
		const { success, ...result } = await run(
			orders.map((order) => ({ ...PURCHASE, ...order })),
			{ parameters: including({ include: 'all' }) },
		);

		expect(success.map(({ json }) => json.conversion)).toEqual(
			orders.map(({ order_id, revenue }) => ({
				...PURCHASE,
				order_id,
				...(revenue === undefined ? {} : { revenue: '27.50' }),
			})),
		);
		expect(result.hints).toEqual([expect.objectContaining({ type: 'warning' })]);
		expect(remarksIn(result)).toEqual([
			'Order ID was taken from "order_id", but "Order ID" holds another value in 2 of 4 items; to send another one, choose Map Each Field Manually.',
			'Customer ID, Conversion Source, In Store, and 2 more fields were in no item.',
		]);
	});

	test('says nothing about spellings if all agree, nor about a field that the node sets', async () => {
		const item = { ...PURCHASE, Email: PURCHASE.email, Action: 'other' };
		const result = await run([item], { parameters: { ...AUTO, action: 'lead' } });

		expect(result.hints[0]).toHaveProperty('type', 'info');
		expect(remarksIn(result)).toEqual([
			'Customer ID, Order ID, Revenue, and 4 more fields were in no item.',
		]);
	});

	test('says it briefly and without markup, whatever the names of the fields', async () => {
		const spellings = Array.from({ length: 1_000 }, (_, index) => `e${'_'.repeat(index + 1)}mail`);
		const item = { ...PURCHASE, ...Object.fromEntries(spellings.map((name) => [name, 'x'])) };
		const { success, ...result } = await run([item], { parameters: AUTO });

		expect(success).toHaveLength(1);
		expect(remarksIn(result)).toEqual([
			'Email was taken from "email", but "e_mail", "e__mail", and others hold other values in 1 of 1 item; to send another one, choose Map Each Field Manually.',
			'Customer ID, Order ID, Revenue, and 4 more fields were in no item.',
		]);
	});

	test.each([
		['email', 'Email and Customer ID are both empty'],
		['action', 'Action is empty.'],
		['timestamp', 'Timestamp is empty.'],
	])('refuses an item without %s, as if it were mapped by hand', async (name, words) => {
		const item: IDataObject = { ...PURCHASE };
		delete item[name];

		expect(await refusalOf(AUTO, item)).toContain(words);
	});

	test('never makes up a timestamp', async () => {
		const { error } = await run([{ ...PURCHASE, timestamp: null }], {
			parameters: AUTO,
			...ERROR_OUTPUT,
		});

		expect(error[0].json.error).toContain('Timestamp is empty.');
		expect(receiver.ledger).toEqual([]);
	});

	test('knows the conversion key', async () => {
		const { success } = await run([{ ...PURCHASE, 'Order ID': 7 }], {
			parameters: { ...AUTO, options: { conversionKey: 'order_id' } },
		});

		expect(success[0].json.conversionKey).toBe('7');
	});
});

describe('Map Automatically for a marketing event', () => {
	const touch = { user_id: 'U-1', timestamp: '1535147451' };

	test.each<[string, IDataObject]>([
		['as on the wire', { ad_campaignid: 1, ad_adgroupid: 2, ad_creativeid: 3 }],
		['as in the editor', { 'Ad Campaign ID': 1, 'Ad Group ID': 2, 'Ad Creative ID': 3 }],
	])('sends every field that the input has, spelled %s', async (_what, ads) => {
		expect(await bodyOf(AUTO_EVENT, { ...ads, ...touch, email: 'private@example.com' })).toBe(
			'{"user_id":"U-1","timestamp":"1535147451","ad_campaignid":"1","ad_adgroupid":"2","ad_creativeid":"3"}',
		);
	});

	test('sends nothing of a conversion, unless it is chosen', async () => {
		const item = { ...touch, ...PURCHASE };

		expect(await payloadOf(AUTO_EVENT, item)).toEqual(touch);
		expect(await payloadOf({ ...AUTO_EVENT, includeOtherFields: true }, item)).toEqual({
			...touch,
			email: PURCHASE.email,
			action: PURCHASE.action,
		});
	});

	test('takes the timestamp that the node sets', async () => {
		const parameters = { ...AUTO_EVENT, timestamp: '2024-01-01T00:00:00Z' };

		expect(await payloadOf(parameters, touch)).toEqual({ user_id: 'U-1', timestamp: '1704067200' });
	});

	test('refuses an item without a user ID', async () => {
		expect(await refusalOf(AUTO_EVENT, { timestamp: '1535147451' })).toContain('User ID is empty.');
	});
});

describe('By default', () => {
	test.each([
		['conversion', AUTO, { ...PRIVATE, ...PURCHASE }, sendConversion],
		[
			'marketing event',
			AUTO_EVENT,
			{ ...PRIVATE, ...PURCHASE, ad_campaignid: '1' },
			sendMarketingEvent,
		],
	])(
		'only fields that Rockerbox documents are sent as a %s',
		async (_what, parameters, item, operation) => {
			const payload = await payloadOf(parameters, item);

			expect(
				Object.keys(payload).filter((key) => !Object.keys(operation.fields).includes(key)),
			).toEqual([]);
			for (const [key, value] of Object.entries(payload)) {
				expect(value).toBe((item as IDataObject)[key]);
			}
		},
	);

	test('nothing of an agent’s chat is sent', async () => {
		expect(await bodyOf(AUTO, { ...PRIVATE, ...PURCHASE })).toBe(PURCHASE_BODY);
	});

	test('nothing is sent under a name that every object has', async () => {
		const item = JSON.parse('{"__proto__":{"email":"x@example.com"},"constructor":"x"}') as object;

		expect(await bodyOf(AUTO, { ...item, ...PURCHASE })).toBe(PURCHASE_BODY);
	});
});

describe('Action and Timestamp that the node sets', () => {
	const input = { ...PURCHASE, Action: 'other', stage: 'lead', at: '2024-01-01T00:00:00Z' };

	test.each<[string, INodeParameters, IDataObject]>([
		['a fixed action', { action: 'lead' }, { ...PURCHASE, action: 'lead' }],
		['an expression', { action: '={{ $json.stage }}' }, { ...PURCHASE, action: 'lead' }],
		['a timestamp', { timestamp: '={{ $json.at }}' }, { ...PURCHASE, timestamp: '1704067200' }],
	])('win over the input: %s', async (_what, set, expected) => {
		expect(await payloadOf({ ...AUTO, ...set }, input)).toEqual(expected);
		expect(await payloadOf(including({ ...set, include: 'selected' }), input)).toEqual(expected);
	});

	test.each([
		['action', 'Action is empty.'],
		['timestamp', 'Timestamp is empty.'],
	])('win even if they are empty: %s', async (name, words) => {
		for (const empty of ['={{ $json.nope }}', "={{ '' }}", '={{ null }}']) {
			const parameters = including({ [name]: empty, include: 'all' });

			expect(await refusalOf(parameters, { ...input, order: PURCHASE })).toContain(words);
		}
	});

	test('also win over a selected field of that name inside another', async () => {
		const parameters = including({
			timestamp: '={{ $json.nope }}',
			include: 'selected',
			includeFields: 'order.timestamp',
		});

		expect(await refusalOf(parameters, { ...input, order: PURCHASE })).toContain(
			'Timestamp is empty.',
		);
	});

	test('are counted in the hint if they are empty', async () => {
		const result = await run([PURCHASE], {
			parameters: {
				...AUTO,
				action: '={{ $json.nope }}',
				options: { allowMissingAction: true },
			},
		});

		expect(remarksIn(result)[0]).toBe('Action is mapped but was empty in 1 of 1 item.');
		expect(receiver.ledger[0].json).not.toHaveProperty('action');
	});

	test('leave no trace of the spellings that they replace', async () => {
		const item = { ...PURCHASE, Action: 'a', ACTION: 'b', action: undefined };

		expect(await refusalOf(AUTO, item)).toContain('"Action" and "ACTION"');
		expect(await payloadOf(including({ action: 'lead' }), item)).toEqual({
			...PURCHASE,
			action: 'lead',
		});
	});
});

describe('Additional Fields in Map Automatically', () => {
	test('win over the input’s fields where they are set', async () => {
		const parameters = {
			...AUTO,
			additionalFields: { orderId: '={{ $json.name }}', revenue: '={{ $json.total }}', phone: '' },
		};
		const item = { ...PURCHASE, order_id: 'input', phone: '2128675309', name: '#1', total: 5 };

		expect(await payloadOf(parameters, item)).toEqual({
			...PURCHASE,
			order_id: '#1',
			revenue: '5.00',
			phone: '2128675309',
		});
	});

	test('set the ad of a marketing event', async () => {
		const item = { user_id: 'U-1', timestamp: '1535147451', ad_campaignid: '1' };

		expect(await payloadOf({ ...AUTO_EVENT, adFields: { adCampaignId: '9' } }, item)).toEqual({
			...item,
			ad_campaignid: '9',
		});
	});
});

describe('A mapping of the other mode', () => {
	test('is kept by the editor, but not sent in Map Automatically', async () => {
		const parameters = {
			...everyField(sendConversion),
			...AUTO,
			additionalFields: {},
			email: 'by-hand@example.com',
			action: '',
			timestamp: '',
		};

		expect(await bodyOf(parameters, PURCHASE)).toBe(PURCHASE_BODY);
		expect(await refusalOfNext(parameters, { ...PURCHASE, email: null })).toContain(
			'Email and Customer ID are both empty',
		);
	});

	test('is not even evaluated there', async () => {
		const broken = "={{ $('Nowhere').item.json.id }}";
		const parameters = {
			...AUTO,
			email: broken,
			customerId: broken,
		};

		expect(await bodyOf(parameters, PURCHASE)).toBe(PURCHASE_BODY);
	});

	test('is not counted as empty there', async () => {
		const empty = '={{ $json.nope }}';
		const result = await run([PURCHASE], {
			parameters: {
				...AUTO,
				email: empty,
				customerId: empty,
			},
		});

		expect(remarksIn(result).join()).not.toContain('mapped but');
	});

	test('is not sent as a marketing event either', async () => {
		const parameters = { ...AUTO_EVENT, userId: 'by hand' };

		expect(await payloadOf(parameters, { user_id: 'U-1', timestamp: '1535147451' })).toEqual({
			user_id: 'U-1',
			timestamp: '1535147451',
		});
	});

	test.each<[string, INodeParameters]>([
		['all', { include: 'all' }],
		['selected ones', { include: 'selected', includeFields: 'password' }],
		['all but some', { include: 'except', excludeFields: 'ip' }],
		['what comes up wrong', { include: '={{ 5 }}', includeFields: '={{ 5 }}' }],
		['what can’t be evaluated', { include: "={{ $('Nowhere').item.json.id }}" }],
	])('sends no other fields in Map Each Field Manually: %s', async (_what, parameters) => {
		const manual = { email: '={{ $json.email }}', action: 'purchase', timestamp: '1535147451' };
		for (const mode of [{ mappingMode: 'manual' }, {}]) {
			const body = await bodyOf(
				{
					operation: 'sendConversion',
					...manual,
					...mode,
					includeOtherFields: true,
					...parameters,
				},
				{ ...PRIVATE, ...PURCHASE, phone: '2128675309' },
			);

			expect(body).toBe(PURCHASE_BODY);
		}
	});

	async function refusalOfNext(parameters: INodeParameters, item: IDataObject) {
		receiver.reset();
		return await refusalOf(parameters, item);
	}
});

describe('Extra Parameters in Map Automatically', () => {
	test('are sent as in the other mode', async () => {
		const extras = extraParameters([
			{ name: 'order_type', value: 'subscription_start' },
			{ name: 'items', type: 'number', value: '={{ $json.count }}' },
		]);

		expect(await payloadOf({ ...AUTO, ...extras }, { ...PURCHASE, count: 3 })).toEqual({
			...PURCHASE,
			order_type: 'subscription_start',
			items: 3,
		});
	});

	test('can set a field that the input has under another name', async () => {
		const extras = extraParameters([{ name: 'order_id', value: '={{ $json.number }}' }]);

		expect(await payloadOf({ ...AUTO, ...extras }, { ...PURCHASE, number: 1001 })).toEqual({
			...PURCHASE,
			order_id: '1001',
		});
	});

	test('are refused where the input has set the field already', async () => {
		const extras = extraParameters([{ name: 'email', value: 'other@example.com' }]);

		expect(await refusalOf({ ...AUTO, ...extras }, PURCHASE)).toContain(
			'Extra parameter "email" is already set above.',
		);
	});

	test('win silently over other fields of the input', async () => {
		const extras = extraParameters([{ name: 'coupon', value: 'node' }]);

		expect(
			await payloadOf(including({ ...extras }), { ...PURCHASE, coupon: 'input', gift: true }),
		).toEqual({ ...PURCHASE, coupon: 'node', gift: true });
	});
});

describe('Mapping Mode', () => {
	test.each<[string, unknown, string]>([
		['another word', 'automatic', '"automatic"'],
		['a number', 5, '5'],
		['an empty text', '', '""'],
		['an expression', '={{ "auto" }}', '"{{ "auto" }}"'],
	])('that is %s sends nothing', async (_what, mappingMode, words) => {
		const parameters = { ...AUTO, mappingMode } as INodeParameters;

		expect(await refusalOf(parameters, PURCHASE)).toContain(`Mapping Mode was ${words}.`);
	});

	test('that is unknown fails every item, even if the workflow continues', async () => {
		const { success, error } = await run([PURCHASE, PURCHASE], {
			parameters: { ...AUTO, mappingMode: 'automatic' },
			...ERROR_OUTPUT,
		});

		expect(success).toEqual([]);
		expect(error).toHaveLength(2);
		expect(receiver.ledger).toEqual([]);
	});
});

describe('A parameter with an unusual value', () => {
	test('an expression that was begun and left empty doesn’t count as set', async () => {
		expect(await bodyOf({ ...AUTO, action: '=', timestamp: '=' }, PURCHASE)).toBe(PURCHASE_BODY);
	});

	test('an empty list of exclusions sends nothing', async () => {
		const parameters = including({ include: 'except', excludeFields: '={{ $json.private }}' });

		expect(await refusalOf(parameters, { ...PURCHASE, ...PRIVATE })).toContain(
			'Fields to Exclude is empty.',
		);
	});

	test('exclusions hold inside objects, in any spelling', async () => {
		const parameters = including({ include: 'except', excludeFields: 'customer.Phone Number' });
		const customer = { tier: 'gold', phone_number: '2128675309' };

		expect(await payloadOf(parameters, { ...PURCHASE, customer })).toEqual({
			...PURCHASE,
			customer: { tier: 'gold' },
		});
	});
});
