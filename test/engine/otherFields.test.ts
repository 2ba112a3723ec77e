import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ERROR_OUTPUT, including, remarksIn, useRockerbox } from '../support/engineRun';

const { receiver, run, bodyOf, refusalOf } = useRockerbox();

describe('Include Other Input Fields', () => {
	const item: IDataObject = {
		coupon: 'SAVE10',
		email: 'jane@example.com',
		items: 3,
		gift: false,
		nothing: null,
		empty: '',
		tags: ['a', { b: 1 }],
		customer: { id: 'C-1', phone: '212', address: { zip: '10001', city: 'NY' } },
		'Order ID': 'O-1',
		'Store Name': 'Soho',
		'utm.source': 'x',
		action: 'purchase',
		timestamp: '1535147451',
	};
	const KNOWN =
		'"email":"jane@example.com","action":"purchase","timestamp":"1535147451","order_id":"O-1"';

	test.each<[string, INodeParameters, string]>([
		['is off', { includeOtherFields: false, include: 'all' }, `{${KNOWN}}`],
		[
			'sends all without another choice',
			{},
			`{${KNOWN},"coupon":"SAVE10","items":3,"gift":false,"tags":["a",{"b":1}],"customer":{"id":"C-1","phone":"212","address":{"zip":"10001","city":"NY"}},"Store Name":"Soho","utm.source":"x"}`,
		],
		[
			'sends what is selected',
			{ include: 'selected', includeFields: 'items, coupon' },
			`{${KNOWN},"items":3,"coupon":"SAVE10"}`,
		],
		[
			'sends what is selected inside another, under its last part',
			{ include: 'selected', includeFields: 'customer.id,customer.address' },
			`{${KNOWN},"id":"C-1","address":{"zip":"10001","city":"NY"}}`,
		],
		[
			'sends what is selected as the editor writes it',
			{ include: 'selected', includeFields: "['Store Name'],['Order ID'],['utm.source']" },
			`{${KNOWN},"Store Name":"Soho","utm.source":"x"}`,
		],
		[
			'lets a selected path be a field of Rockerbox, by its rule',
			{ include: 'selected', includeFields: 'customer.phone' },
			`{${KNOWN},"phone":"212"}`,
		],
		['sends nothing more if nothing is selected', { include: 'selected' }, `{${KNOWN}}`],
		[
			'sends nothing more if what is selected is not there',
			{ include: 'selected', includeFields: 'nope,customer.none,[,constructor,__proto__' },
			`{${KNOWN}}`,
		],
		[
			'does not send what is excluded',
			{ include: 'except', excludeFields: 'customer,tags,Coupon,STORE NAME' },
			`{${KNOWN},"items":3,"gift":false,"utm.source":"x"}`,
		],
		[
			'does not send what is excluded inside another',
			{
				include: 'except',
				excludeFields: "customer.phone,customer['address'].city,tags[1].b,coupon,items,gift",
			},
			`{${KNOWN},"tags":["a",{}],"customer":{"id":"C-1","address":{"zip":"10001"}},"Store Name":"Soho","utm.source":"x"}`,
		],
		[
			'does not send fields of Rockerbox that are excluded',
			{
				include: 'except',
				excludeFields: "['Order ID'],customer,tags,coupon,items,gift,utm.source,store_name",
			},
			'{"email":"jane@example.com","action":"purchase","timestamp":"1535147451"}',
		],
		[
			'can be chosen by expressions',
			{
				includeOtherFields: '={{ true }}',
				include: '={{ "selected" }}',
				includeFields: '={{ ["coupon", "items"] }}',
			},
			`{${KNOWN},"coupon":"SAVE10","items":3}`,
		],
		['can be left by an expression', { includeOtherFields: '={{ false }}' }, `{${KNOWN}}`],
		['is left if its expression is empty', { includeOtherFields: '={{ $json.x }}' }, `{${KNOWN}}`],
	])('%s', async (_what, parameters, body) => {
		expect(await bodyOf(including(parameters), item)).toBe(body);
	});

	test('leaves the input unchanged for the nodes after it', async () => {
		const given = structuredClone(item);
		const { error } = await run([{ ...given, email: 'Jane' }], {
			parameters: including({ include: 'except', excludeFields: 'customer.phone' }),
			...ERROR_OUTPUT,
		});

		expect(error[0].json).toEqual({
			...item,
			email: 'Jane',
			error: expect.stringContaining('Email was "Jane"') as string,
		});
	});

	test('does not send a required field that is excluded, and says that it is missing', async () => {
		const parameters = including({ include: 'except', excludeFields: 'email' });

		expect(await refusalOf(parameters, item)).toContain('Email and Customer ID are both empty');
	});

	test('names a selected field that is not there in the hint', async () => {
		const result = await run([item, { ...item, voucher: 'V' }], {
			parameters: including({ include: 'selected', includeFields: 'voucher,coupon' }),
		});

		expect(remarksIn(result)[0]).toBe('"voucher" is mapped but was empty in 1 of 2 items.');
	});

	test('refuses two fields that would share a name', async () => {
		const parameters = including({
			include: 'selected',
			includeFields: 'customer.id,order.id',
		});

		expect(await refusalOf(parameters, { ...item, order: { id: 'O' } })).toContain(
			'Fields to Include names two fields that would both be sent as "id".',
		);
	});

	test.each<[string, INodeParameters, string]>([
		['a word', { includeOtherFields: '={{ "yes" }}' }, 'Include Other Input Fields was "yes"'],
		['a number', { includeOtherFields: '={{ 1 }}' }, 'Include Other Input Fields was 1'],
		[
			'an object',
			{ includeOtherFields: '={{ ({}) }}' },
			'Include Other Input Fields was an object',
		],
		['another choice', { include: '={{ "none" }}' }, 'Input Fields to Include was "none"'],
		['an empty choice', { include: '={{ "" }}' }, 'Input Fields to Include was ""'],
		['no choice', { include: '={{ $json.nope }}' }, 'Input Fields to Include was nothing'],
		['a list of choices', { include: '={{ ["all"] }}' }, 'Input Fields to Include was a list'],
		[
			'a number as names',
			{ include: 'selected', includeFields: '={{ 5 }}' },
			'Fields to Include was 5',
		],
		[
			'an object as names',
			{ include: 'except', excludeFields: '={{ $json.customer }}' },
			'Fields to Exclude was an object',
		],
		[
			'what can’t be evaluated',
			{ include: 'except', excludeFields: "={{ $('Nowhere').item.json.id }}" },
			"Fields to Exclude can't be read",
		],
	])('sends nothing at all if an expression gives %s', async (_what, parameters, words) => {
		expect(await refusalOf(including(parameters), item)).toContain(words);
	});

	test('fails only the items whose expression gives an invalid choice', async () => {
		const { success, error } = await run([item, { ...item, choice: 'everything' }], {
			parameters: including({ include: '={{ $json.choice || "selected" }}' }),
			...ERROR_OUTPUT,
		});

		expect(success).toHaveLength(1);
		expect(error[0].json.error).toContain('Input Fields to Include was "everything"');
		expect(receiver.ledger.map(({ body }) => body)).toEqual([`{${KNOWN}}`]);
	});
});
