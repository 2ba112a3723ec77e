import type { IDataObject } from 'n8n-workflow';
import {
	EVERY_CONVERSION_FIELD,
	extraParameters,
	pause,
	people,
	PURCHASE,
	useRockerbox,
} from '../support/engineRun';

const { receiver, run, bodyOf, payloadOf } = useRockerbox();

const epoch = (iso: string) => String(Date.parse(iso) / 1000);

describe('The request of Send Conversion', () => {
	it('leaves the input as it is', async () => {
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

	it('is a POST to /webhook/data with JSON', async () => {
		await run(people(1));

		expect(receiver.ledger).toHaveLength(1);
		expect(receiver.ledger[0]).toMatchObject({
			method: 'POST',
			path: '/webhook/data',
			headers: { 'content-type': 'application/json' },
		});
	});

	it('has exactly the payload as its body', async () => {
		expect(await bodyOf(PURCHASE, { email: 'jane@example.com', other: 'stays here' })).toBe(
			'{"email":"jane@example.com","action":"purchase","timestamp":"1535147451"}',
		);
	});

	it("is Rockerbox's own subscription sample, byte for byte", async () => {
		const sample = {
			email: 'hello@rockerbox.com',
			timestamp: '1535147451',
			order_id: 'PRCH11809871',
			revenue: '27.50',
			order_type: 'subscription_start',
			order_timestamp: '2023-05-05 23:24:11.695',
		};
		const body = await bodyOf(
			{
				operation: 'sendConversion',
				email: '={{ $json.email }}',
				timestamp: '={{ $json.timestamp }}',
				additionalFields: { revenue: '={{ $json.revenue }}', orderId: '={{ $json.order_id }}' },
				...extraParameters([
					{ name: 'order_type', value: '={{ $json.order_type }}' },
					{ name: 'order_timestamp', value: '={{ $json.order_timestamp }}' },
				]),
				options: { allowMissingAction: true },
			},
			sample,
		);

		expect(body).toBe(JSON.stringify(sample));
	});

	it('holds every field under the name that Rockerbox documents', async () => {
		const payload = await payloadOf({ operation: 'sendConversion', ...EVERY_CONVERSION_FIELD });

		expect(payload).toEqual({
			email: 'jane@example.com',
			customer_id: 'CUST-1',
			action: 'purchase',
			timestamp: '1535147451',
			revenue: '27.50',
			order_id: 'O-1',
			conversion_source: 'call_center',
			in_store: 'true',
			salesforce: '0065e00000AbCdEAAV',
			phone: '2128675309',
		});
	});

	it('keeps letters of every script, emoji and quotes as they are', async () => {
		const odd = 'Zoë "Zed" Łukasz \\ 東京 👩‍👧 \u2028 </script> %20 +';
		const payload = await payloadOf(
			{ ...PURCHASE, ...extraParameters([{ name: 'café ☕', value: '={{ $json.odd }}' }]) },
			{ email: 'jane@example.com', odd },
		);

		expect(payload['café ☕']).toBe(odd);
	});

	it('carries one event each, however many items there are', async () => {
		await run(people(23));

		expect(receiver.ledger.map(({ json }) => (json as IDataObject).email).sort()).toEqual(
			people(23)
				.map(({ email }) => email)
				.sort(),
		);
	});

	it('is one of at most ten at the same time', async () => {
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
	it('is evaluated for each item', async () => {
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

	it('may be a fixed value', async () => {
		expect(await payloadOf({ ...PURCHASE, email: ' jane@example.com ' })).toMatchObject({
			email: 'jane@example.com',
		});
	});

	it('may be a number where an ID is expected', async () => {
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

	it.each([
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

	it('may be 0 or false, which are values', async () => {
		const parameters = {
			...PURCHASE,
			additionalFields: { revenue: '={{ 0 }}', inStore: '={{ false }}' },
		};

		expect(await payloadOf(parameters, { email: 'jane@example.com' })).toMatchObject({
			revenue: '0.00',
			in_store: false,
		});
	});

	it('is no action at all with the option Allow Missing Action', async () => {
		const { email, operation, timestamp } = PURCHASE;
		const parameters = { email, operation, timestamp, options: { allowMissingAction: true } };

		expect(await payloadOf(parameters, { email: 'jane@example.com' })).toEqual({
			email: 'jane@example.com',
			timestamp: '1535147451',
		});
	});

	it('still has its action with the option Allow Missing Action, where there is one', async () => {
		const parameters = { ...PURCHASE, options: { allowMissingAction: true } };

		expect(await payloadOf(parameters, { email: 'jane@example.com' })).toMatchObject({
			action: 'purchase',
		});
	});
});

describe('The timestamp of Send Conversion', () => {
	const timestampOf = async (timestamp: string, item: IDataObject = {}, options = {}) =>
		(
			await payloadOf({ ...PURCHASE, email: 'jane@example.com', timestamp, options }, item, {
				timezone: 'America/New_York',
			})
		).timestamp;

	it('is the moment of the run with $now, the default', async () => {
		const { email, operation, action } = PURCHASE;
		const parameters = { email, operation, action };
		const before = Math.floor(Date.now() / 1000);
		const { timestamp } = await payloadOf(parameters, { email: 'jane@example.com' });
		const after = Math.floor(Date.now() / 1000);

		expect(timestamp).toMatch(/^\d{10}$/);
		expect(Number(timestamp)).toBeGreaterThanOrEqual(before);
		expect(Number(timestamp)).toBeLessThanOrEqual(after);
	});

	it.each([
		['a number of seconds', 1535147451],
		['a number of milliseconds', 1535147451695],
		['a number of microseconds', 1535147451695000],
		['digits', '1535147451'],
		['ISO 8601 with a zone', '2018-08-24T17:50:51-04:00'],
		['RFC 2822', 'Fri, 24 Aug 2018 21:50:51 GMT'],
	])('is epoch seconds as a text, from %s', async (_what, at) => {
		expect(await timestampOf('={{ $json.at }}', { at })).toBe('1535147451');
	});

	it("may be a Luxon date of n8n's expressions", async () => {
		expect(await timestampOf('={{ DateTime.fromSeconds(1535147451) }}')).toBe('1535147451');
		expect(await timestampOf('={{ $json.at.toDateTime() }}', { at: '2018-08-24T21:50:51Z' })).toBe(
			'1535147451',
		);
	});

	it('may be a JavaScript date', async () => {
		expect(await timestampOf('={{ new Date(1535147451000) }}')).toBe('1535147451');
	});

	it("without a zone is in the workflow's time zone", async () => {
		expect(await timestampOf('2023-05-05 23:24:11.695')).toBe(epoch('2023-05-05T23:24:11-04:00'));
	});

	it('without a zone is in the time zone of the options, where one is chosen', async () => {
		expect(await timestampOf('2023-05-05 23:24:11.695', {}, { timezone: 'Europe/Berlin' })).toBe(
			epoch('2023-05-05T23:24:11+02:00'),
		);
	});

	it('with a zone keeps it, whatever the options say', async () => {
		expect(await timestampOf('2023-05-05T23:24:11Z', {}, { timezone: 'Europe/Berlin' })).toBe(
			epoch('2023-05-05T23:24:11Z'),
		);
	});

	it('takes a time zone for each item', async () => {
		const parameters = {
			...PURCHASE,
			timestamp: '2023-05-05 23:24:11',
			options: { timezone: '={{ $json.zone }}' },
		};
		await run(
			[
				{ email: 'a@example.com', zone: 'UTC' },
				{ email: 'b@example.com', zone: 'Asia/Tokyo' },
			],
			{ parameters },
		);

		expect(receiver.ledger.map(({ json }) => json).sort(byEmail)).toMatchObject([
			{ timestamp: epoch('2023-05-05T23:24:11Z') },
			{ timestamp: epoch('2023-05-05T23:24:11+09:00') },
		]);
	});
});

describe('Extra parameters', () => {
	const extrasOf = async (rows: Parameters<typeof extraParameters>[0], item: IDataObject = {}) => {
		const body = await bodyOf(
			{ ...PURCHASE, email: 'jane@example.com', ...extraParameters(rows) },
			item,
		);
		const start = '{"email":"jane@example.com","action":"purchase","timestamp":"1535147451",';
		expect(body.slice(0, start.length)).toBe(start);
		return `{${body.slice(start.length)}`;
	};

	it('go out under their own names, after the fields, in the order of the editor', async () => {
		expect(
			await extrasOf([
				{ name: 'order_type', value: 'subscription_start' },
				{ name: 'coupon', value: 'SPRING' },
				{ name: 'Affiliate Code', value: 'A1' },
			]),
		).toBe('{"order_type":"subscription_start","coupon":"SPRING","Affiliate Code":"A1"}');
	});

	it.each([
		['string', '={{ $json.value }}', 'text', '"text"'],
		['string', '={{ $json.value }}', 12.5, '"12.5"'],
		['number', '={{ $json.value }}', 12.5, '12.5'],
		['number', '={{ $json.value }}', '12.5', '12.5'],
		['number', '={{ $json.value }}', 0, '0'],
		['boolean', '={{ $json.value }}', true, 'true'],
		['boolean', '={{ $json.value }}', false, 'false'],
		['boolean', '={{ $json.value }}', 'true', 'true'],
		['array', '={{ $json.value }}', [1, 'two', { three: null }], '[1,"two",{"three":null}]'],
		['array', '={{ $json.value }}', [], '[]'],
		['array', '={{ $json.value }}', '[1,2]', '[1,2]'],
		['object', '={{ $json.value }}', { a: { b: [true] } }, '{"a":{"b":[true]}}'],
		['object', '={{ $json.value }}', '{"a":1}', '{"a":1}'],
	])('of the type %s, mapped by %s from %j, are %s', async (type, mapping, value, sent) => {
		const item = { value } as IDataObject;

		expect(await extrasOf([{ name: 'extra', type, value: mapping }], item)).toBe(
			`{"extra":${sent}}`,
		);
	});

	it('may be fixed values of every type', async () => {
		expect(
			await extrasOf([
				{ name: 'text', type: 'string', value: 'yes' },
				{ name: 'number', type: 'number', value: 3 },
				{ name: 'flag', type: 'boolean', value: false },
				{ name: 'list', type: 'array', value: '[1, {"a": 2}]' },
				{ name: 'object', type: 'object', value: '{"a": 1}' },
			]),
		).toBe('{"text":"yes","number":3,"flag":false,"list":[1,{"a":2}],"object":{"a":1}}');
	});

	it('turn dates into ISO 8601, also inside objects', async () => {
		const moment = "DateTime.fromISO('2024-08-07T14:30:00', { zone: 'utc' })";
		expect(
			await extrasOf([
				{ name: 'shipped_at', type: 'string', value: `={{ ${moment} }}` },
				{ name: 'steps', type: 'object', value: `={{ { at: ${moment}, all: [${moment}] } }}` },
				{ name: 'js', type: 'string', value: '={{ new Date(1535147451000) }}' },
			]),
		).toBe(
			'{"shipped_at":"2024-08-07T14:30:00.000Z","steps":{"at":"2024-08-07T14:30:00.000Z","all":["2024-08-07T14:30:00.000Z"]},"js":"2018-08-24T21:50:51.000Z"}',
		);
	});

	it('keep a name with dots as one key', async () => {
		expect(await extrasOf([{ name: 'utm.source.first', value: 'x' }])).toBe(
			'{"utm.source.first":"x"}',
		);
	});

	it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
		'may be called %s like any other',
		async (name) => {
			expect(await extrasOf([{ name, value: 'x' }])).toBe(`{"${name}":"x"}`);
			expect(({} as IDataObject)[name]).not.toBe('x');
		},
	);

	it('keep a key __proto__ inside an object', async () => {
		const value = '{"__proto__":{"polluted":true},"a":1}';

		expect(await extrasOf([{ name: 'extra', type: 'object', value }])).toBe(`{"extra":${value}}`);
		expect(({} as IDataObject).polluted).toBeUndefined();
	});

	it('may take their name from the item', async () => {
		expect(
			await extrasOf([{ name: '=x_{{ $json.key }}', value: '={{ $json.value }}' }], {
				key: 'k',
				value: 'v',
			}),
		).toBe('{"x_k":"v"}');
	});
});

describe('The output of Send Conversion', () => {
	it('has status, statusCode, attempts, the payload and the answer, and nothing of the input', async () => {
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

	it('has one item for each item, in their order, whenever the answers come', async () => {
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

	it('holds each item together with the answer to that item', async () => {
		receiver.answer(async ({ json }) => {
			await pause(Math.random() * 20);
			return { body: { echo: (json as IDataObject).email } };
		});
		const { success } = await run(people(30));

		expect(success.map(({ json }) => (json.response as IDataObject).echo)).toEqual(
			people(30).map(({ email }) => email),
		);
	});

	it.each([
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

	it.each([
		['text', 'OK', 'OK'],
		['HTML', '<html><body>Thanks</body></html>', '<html><body>Thanks</body></html>'],
		['a JSON list', [1, 2], [1, 2]],
	])('shows an answer that is %s', async (_what, body, shown) => {
		receiver.answer({ body });
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted', response: shown });
	});

	it.each([
		['an empty answer', { status: 200, body: '' }],
		['a 204 without a body', { status: 204, body: '' }],
	])('has no "response" for %s', async (_what, answer) => {
		receiver.answer(answer);
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted', statusCode: answer.status });
		expect(success[0].json).not.toHaveProperty('response');
	});

	it('cuts a very long answer', async () => {
		receiver.answer({ body: 'x'.repeat(100_000) });
		const { success } = await run(people(1));

		expect(success[0].json).toMatchObject({ status: 'accepted' });
		expect(JSON.stringify(success[0].json).length).toBeLessThan(5000);
	});

	it('shows an extra parameter as it was sent, also one called __proto__', async () => {
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

describe('A date dropped onto {{ $now }}', () => {
	it.each(['={{ $now }}{{ $json.paid_at }}', '={{ $n$json.paid_atow }}'])(
		'counts alone, and the hint says so: %s',
		async (timestamp) => {
			const item = { email: 'jane@example.com', paid_at: '2024-08-07T14:30:00Z' };
			const { hints } = await run([item], { parameters: { ...PURCHASE, timestamp } });

			expect(JSON.parse(receiver.ledger[0].body)).toMatchObject({
				timestamp: epoch('2024-08-07T14:30:00Z'),
			});
			expect(hints[0]).toMatchObject({
				type: 'warning',
				message:
					'1 accepted. Timestamp holds {{ $now }} besides the field that you dropped there: only that field was used. Remove {{ $now }} from it.',
			});
		},
	);

	it('that comes up empty is no moment of the run', async () => {
		const timestamp = '={{ $now }}{{ $json.paid_at }}';
		const { failure } = await run(people(1), { parameters: { ...PURCHASE, timestamp } });

		expect(failure?.text).toContain('Timestamp is empty.');
		expect(receiver.ledger).toEqual([]);
	});
});

function byEmail(a: unknown, b: unknown): number {
	return (a as { email: string }).email.localeCompare((b as { email: string }).email);
}
