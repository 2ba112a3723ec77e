import type { IDataObject } from 'n8n-workflow';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import {
	byEmail,
	extraParameters,
	pause,
	people,
	PURCHASE,
	useRockerbox,
} from '../support/engineRun';
import { everyField } from '../support/everyField';

const { receiver, run, bodyOf, payloadOf } = useRockerbox();

describe('The request of Send Conversion', () => {
	test('leaves the input as it is', async () => {
		const item = {
			email: ' Jane@Example.com ',
			tags: ['a'],
			order: { total: '1.234,50 €', at: null },
		};
		const items = [structuredClone(item)];
		await run(items, {
			parameters: {
				...PURCHASE,
				email: '={{ $json.email }}',
				additionalFields: { revenue: '={{ $json.order.total }}' },
				...extraParameters([
					{ name: 'tags', value: '={{ $json.tags }}', type: 'array' },
					{ name: 'order', value: '={{ $json.order }}', type: 'object' },
				]),
			},
		});

		expect(receiver.ledger).toHaveLength(1);
		expect(items).toStrictEqual([item]);
	});

	test('is a POST to /webhook/data with JSON', async () => {
		await run(people(1));

		expect(receiver.ledger).toHaveLength(1);
		expect(receiver.ledger[0]).toMatchObject({
			method: 'POST',
			path: '/webhook/data',
			headers: { 'content-type': 'application/json' },
		});
	});

	test('has exactly the payload as its body', async () => {
		expect(await bodyOf(PURCHASE, { email: 'jane@example.com', other: 'stays here' })).toBe(
			'{"email":"jane@example.com","action":"purchase","timestamp":"1535147451"}',
		);
	});

	test('holds every field under the name that Rockerbox documents', async () => {
		const payload = await payloadOf(everyField(sendConversion));

		expect(payload).toEqual({
			email: 'name@email.com',
			customer_id: 'CUST-20417',
			action: 'purchase',
			timestamp: '1723041000',
			order_id: 'PRCH11809871',
			revenue: '27.50',
			conversion_source: 'call_center',
			in_store: 'true',
			salesforce: '0065e00000AbCdEAAV',
			phone: '2128675309',
		});
	});

	test('keeps letters of every script, emoji and quotes as they are', async () => {
		const odd = 'Zoë "Zed" Łukasz \\ 東京 👩‍👧 \u2028 </script> %20 +';
		const payload = await payloadOf(
			{ ...PURCHASE, ...extraParameters([{ name: 'café ☕', value: '={{ $json.odd }}' }]) },
			{ email: 'jane@example.com', odd },
		);

		expect(payload['café ☕']).toBe(odd);
	});

	test('carries one event each, however many items there are', async () => {
		await run(people(23));

		expect(receiver.ledger.map(({ json }) => (json as IDataObject).email).sort()).toEqual(
			people(23)
				.map(({ email }) => email)
				.sort(),
		);
	});

	test('is one of no more at the same time than there are at first', async () => {
		receiver.answer(async () => {
			await pause(Math.random() * 20);
			return undefined;
		});
		await run(people(50));

		expect(receiver.ledger).toHaveLength(50);
		expect(receiver.mostInFlight).toBeGreaterThan(1);
		expect(receiver.mostInFlight).toBeLessThanOrEqual(20);
	});
});

describe('What is mapped for Send Conversion', () => {
	test('is evaluated for each item', async () => {
		await run(
			[
				{ customer: { mail: 'a@example.com', ids: ['A1'] }, total: 10 },
				{ customer: { mail: 'b@example.com', ids: ['B1'] }, total: '1,234.50' },
			],
			{
				parameters: {
					operation: 'sendConversion',
					email: '={{ $json.customer.mail }}',
					customerId: '=id-{{ $json.customer.ids[0] }}',
					action: '={{ $json.total === 10 ? "small" : "big" }}',
					timestamp: '1535147451',
					additionalFields: { revenue: '={{ $json.total }}' },
				},
			},
		);

		expect(receiver.ledger.map(({ json }) => json).sort(byEmail)).toEqual([
			{
				email: 'a@example.com',
				customer_id: 'id-A1',
				action: 'small',
				timestamp: '1535147451',
				revenue: '10.00',
			},
			{
				email: 'b@example.com',
				customer_id: 'id-B1',
				action: 'big',
				timestamp: '1535147451',
				revenue: '1234.50',
			},
		]);
	});

	test('may be a fixed value', async () => {
		expect(await payloadOf({ ...PURCHASE, email: ' jane@example.com ' })).toMatchObject({
			email: 'jane@example.com',
		});
	});

	test('may be a number where an ID is expected', async () => {
		const parameters = {
			...PURCHASE,
			email: '',
			customerId: '={{ $json.id }}',
			additionalFields: { orderId: '={{ $json.order }}' },
		};

		expect(await payloadOf(parameters, { id: 1001, order: 0 })).toMatchObject({
			customer_id: '1001',
			order_id: '0',
		});
	});

	test.each([
		['a missing field', '={{ $json.nothing }}'],
		['a path into a missing field', '={{ $json.no.such.path }}'],
		['null', '={{ $json.nil }}'],
		['an empty text', '={{ $json.empty }}'],
		['blanks', '={{ $json.blanks }}'],
	])('leaves the key out when it is %s', async (_what, expression) => {
		const parameters = {
			...PURCHASE,
			customerId: expression,
			additionalFields: { revenue: expression, phone: expression },
			...extraParameters([{ name: 'coupon', value: expression }]),
		};
		const item = { email: 'jane@example.com', nil: null, empty: '', blanks: ' \t ' };

		expect(await payloadOf(parameters, item)).toEqual({
			email: 'jane@example.com',
			action: 'purchase',
			timestamp: '1535147451',
		});
	});

	test('may be 0 or false, which are values', async () => {
		const parameters = {
			...PURCHASE,
			additionalFields: { revenue: '={{ 0 }}', inStore: '={{ false }}' },
		};

		expect(await payloadOf(parameters, { email: 'jane@example.com' })).toMatchObject({
			revenue: '0.00',
			in_store: false,
		});
	});

	test('is no action at all with the option Allow Missing Action', async () => {
		const { email, operation, timestamp } = PURCHASE;
		const parameters = { email, operation, timestamp, options: { allowMissingAction: true } };

		expect(await payloadOf(parameters, { email: 'jane@example.com' })).toEqual({
			email: 'jane@example.com',
			timestamp: '1535147451',
		});
	});

	test('still has its action with the option Allow Missing Action, where there is one', async () => {
		const parameters = { ...PURCHASE, options: { allowMissingAction: true } };

		expect(await payloadOf(parameters, { email: 'jane@example.com' })).toMatchObject({
			action: 'purchase',
		});
	});
});

describe('The output of Send Conversion', () => {
	test('has status, statusCode, attempts, the payload and the answer, and nothing of the input', async () => {
		receiver.answer({ status: 202, body: { received: 1 } });
		const { success, failure } = await run([{ email: 'jane@example.com', secret: 'x' }]);

		expect(failure).toBeUndefined();
		expect(success).toEqual([
			{
				json: {
					status: 'accepted',
					statusCode: 202,
					attempts: 1,
					conversion: {
						email: 'jane@example.com',
						action: 'purchase',
						timestamp: '1535147451',
					},
					response: { received: 1 },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('has one item for each item, in their order, whenever the answers come', async () => {
		receiver.answer(async (_request, index) => {
			await pause(Math.random() * 40);
			return { body: { arrived: index } };
		});
		const { success } = await run(people(50));

		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(
			people(50).map((_, item) => ({ item })),
		);
		expect(success.map(({ json }) => (json.conversion as IDataObject).email)).toEqual(
			people(50).map(({ email }) => email),
		);
	});

	test('holds each item together with the answer to that item', async () => {
		receiver.answer(async ({ json }) => {
			await pause(Math.random() * 20);
			return { body: { echo: (json as IDataObject).email } };
		});
		const { success } = await run(people(30));

		expect(success.map(({ json }) => (json.response as IDataObject).echo)).toEqual(
			people(30).map(({ email }) => email),
		);
	});

	test.each([
		['stopWorkflow' as const],
		['continueRegularOutput' as const],
		['continueErrorOutput' as const],
	])(
		'keeps an answer with an "error" key under "response", and the item accepted (%s)',
		async (onError) => {
			receiver.answer({ body: { error: 'just a warning', message: 'm' } });
			const { success, error } = await run(people(2), { settings: { onError } });

			expect(error).toEqual([]);
			expect(success.map(({ json }) => json)).toMatchObject([
				{ status: 'accepted', response: { error: 'just a warning', message: 'm' } },
				{ status: 'accepted', response: { error: 'just a warning', message: 'm' } },
			]);
		},
	);

	test.each([
		['text', 'OK', 'OK'],
		['HTML', '<html><body>Thanks</body></html>', '<html><body>Thanks</body></html>'],
		['a JSON list', [1, 2], [1, 2]],
	])('shows an answer that is %s', async (_what, body, shown) => {
		receiver.answer({ body });
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted', response: shown });
	});

	test.each([
		['an empty answer', { status: 200, body: '' }],
		['a 204 without a body', { status: 204, body: '' }],
	])('has no "response" for %s', async (_what, answer) => {
		receiver.answer(answer);
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted', statusCode: answer.status });
		expect(success[0].json).not.toHaveProperty('response');
	});

	test('cuts a very long answer', async () => {
		receiver.answer({ body: 'x'.repeat(100_000) });
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted' });
		expect(JSON.stringify(success[0].json).length).toBeLessThan(5000);
	});

	test('shows an extra parameter as it was sent, also one called __proto__', async () => {
		const { success } = await run(people(1), {
			parameters: {
				...PURCHASE,
				...extraParameters([
					{ name: 'utm.source', value: 'x' },
					{ name: '__proto__', value: 'y' },
				]),
			},
		});

		expect(JSON.stringify(success[0].json.conversion)).toBe(receiver.ledger[0].body);
	});
});
