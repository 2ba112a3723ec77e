import type { IDataObject } from 'n8n-workflow';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import { extraParameters, pause, people, PURCHASE, useRockerbox } from '../support/engineRun';
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

	test('has one event, however many items there are', async () => {
		await run(people(23));

		expect(receiver.ledger.map(({ json }) => (json as IDataObject).email).sort()).toEqual(
			people(23)
				.map(({ email }) => email)
				.sort(),
		);
	});

	test('is one of at most twenty before the first answer', async () => {
		let atFirst = 0;
		receiver.answer(async () => {
			await pause(200);
			atFirst ||= receiver.mostInFlight;
			return undefined;
		});
		await run(people(50));

		expect(receiver.ledger).toHaveLength(50);
		expect(atFirst).toBeGreaterThan(1);
		expect(atFirst).toBeLessThanOrEqual(20);
	});
});
