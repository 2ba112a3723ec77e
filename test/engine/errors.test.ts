import type { IDataObject } from 'n8n-workflow';
import type { Receiver } from '../../tools/harness/rockerbox/receiver';
import {
	CONTINUE,
	ERROR_OUTPUT,
	extraParameters,
	linesOf,
	people,
	peopleBut,
	PURCHASE,
	remarksIn,
	settle,
	STOP,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();
withoutWaits();

const aString = expect.any(String) as string;

function emailsIn(ledger: Receiver['ledger']): unknown[] {
	return ledger.map(({ json }) => (json as IDataObject).email).sort();
}

describe('On Error "Stop Workflow" with items that cannot be sent', () => {
	test('sends nothing at all, wherever the bad item is', async () => {
		for (const bad of [0, 12, 24]) {
			const { failure } = await run(peopleBut(25, bad), STOP);

			expect(failure).toBeDefined();
		}
		expect(receiver.ledger).toEqual([]);
	});

	test('says how many of how many items, which item, which field, and what was found there', async () => {
		const { failure, success, run: whole } = await run(peopleBut(25, 12), STOP);

		expect(failure?.text).toContain('1 of 25 items failed, so nothing was sent.');
		expect(failure?.text).toMatch(/Email.*wrong 12/);
		expect(failure?.items).toEqual([12]);
		expect(success).toEqual([]);
		expect(whole.status).toBe('error');
	});

	test('lists the first bad items, and counts the rest', async () => {
		const bad = [1, 3, 4, 6, 7, 9, 11, 13, 14, 16];
		const { failure } = await run(peopleBut(20, ...bad), STOP);

		expect(failure?.text).toMatch(/\b10 of 20\b/);
		const listed = failure?.items.length ?? 0;
		expect(listed).toBeGreaterThanOrEqual(3);
		expect(listed).toBeLessThan(10);
		expect(failure?.items).toEqual(bad.slice(0, listed));
		expect(failure?.text).toMatch(new RegExp(`\\b${10 - listed} more\\b`));
	});

	test('names every field that is wrong in an item', async () => {
		const { failure } = await run([{ email: 'jane@example.com' }], {
			...STOP,
			parameters: {
				...PURCHASE,
				action: '={{ $json.nothing }}',
				timestamp: '07/08/2024',
				additionalFields: { revenue: '1,234' },
				...extraParameters([
					{ name: 'quantity', type: 'number', value: 'many' },
					{ name: 'email', value: 'other@example.com' },
				]),
			},
		});

		expect(receiver.ledger).toEqual([]);
		for (const part of [
			'Action',
			'Timestamp',
			'07/08/2024',
			'Revenue',
			'1,234',
			'quantity',
			'"email"',
		]) {
			expect(failure?.text).toContain(part);
		}
	});

	test.each<[string, IDataObject, string]>([
		['an action that came up empty', { action: '={{ $json.nothing }}' }, 'Action'],
		['a timestamp that came up empty', { timestamp: '={{ $json.nothing }}' }, 'Timestamp'],
		['an invalid date', { timestamp: "={{ DateTime.fromISO('x') }}" }, 'Timestamp'],
		['an object as an ID', { customerId: '={{ $json.object }}' }, 'Customer ID'],
		['a text with an object in it', { customerId: '=id {{ {} }}' }, 'Customer ID'],
		[
			'an expression that refers to a node that is not there',
			{ customerId: "={{ $('Nowhere').item.json.id }}" },
			"Customer ID can't be read: Referenced node doesn't exist.",
		],
	])('refuses %s, and names it', async (_what, parameters, named) => {
		const { failure } = await run([{ email: 'jane@example.com', object: { a: 1 } }], {
			...STOP,
			parameters: { ...PURCHASE, ...parameters } as typeof PURCHASE,
		});

		expect(failure?.text).toContain('Nothing was sent.');
		expect(failure?.text).toContain(named);
		expect(failure?.items).toEqual([0]);
		expect(receiver.ledger).toEqual([]);
	});

	test.each(['preexisting', 'EPERM', 'etimedout', 'connect ECONNREFUSED'])(
		'keeps its words if n8n sees an error code in the value: %s',
		async (email) => {
			const { failure } = await run([{ email }], STOP);

			expect(failure?.text).toContain(`Email was "${email}"`);
		},
	);

	test('refuses an operation that the node does not have', async () => {
		const { failure } = await run(people(2), {
			...STOP,
			parameters: { ...PURCHASE, operation: '__CUSTOM_API_CALL__' },
		});

		expect(failure?.text).toMatch(/operation/i);
		expect(receiver.ledger).toEqual([]);
	});
});

describe('On Error "Stop Workflow" when Rockerbox refuses', () => {
	test('starts nothing new after a failure', async () => {
		receiver.answer({ status: 400 });
		const { failure } = await run(people(30), STOP);

		// Twenty were under way when the first answer arrived.
		expect(receiver.ledger).toHaveLength(20);
		expect(failure?.text).toContain('20 of 30 items failed, none was accepted, 10 not tried.');
	});

	test('gives the editor the HTTP status of the one item that was refused, in our words', async () => {
		receiver.answer({ status: 422, body: 'no such action' });
		const { failure, run: saved } = await run(people(1));
		const error = saved.data.resultData.error;

		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '422' });
		expect(failure?.text).toMatch(
			/^Rockerbox refused the event \(HTTP 422\), answering: no such action/,
		);
		expect(JSON.stringify(error)).not.toContain('person-0@example.com');
	});

	test('lets requests under way end, and counts them', async () => {
		receiver.answer(async ({ json }) => {
			const refused = (json as IDataObject).email === 'person-3@example.com';
			if (!refused) await settle();
			return { status: refused ? 422 : 200 };
		});
		const { failure } = await run(people(30), STOP);

		expect(receiver.ledger).toHaveLength(20);
		expect(failure?.text).toMatch(/\b1 of 30\b/);
		expect(failure?.text).toMatch(/\b19 accepted\b/);
		expect(failure?.text).toMatch(/\b10 not tried\b/);
		expect(failure?.text).toContain('422');
		expect(failure?.items).toEqual([3]);
	});

	test('counts all items that were accepted before', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-29@example.com' ? 400 : 200,
		}));
		const { failure } = await run(people(30), STOP);

		expect(receiver.ledger).toHaveLength(30);
		expect(failure?.text).toMatch(/\b1 of 30\b/);
		expect(failure?.text).toMatch(/\b29 accepted\b/);
		expect(failure?.items).toEqual([29]);
	});
});

describe.each([
	['continueRegularOutput', CONTINUE],
	['continueErrorOutput', ERROR_OUTPUT],
] as const)('On Error "%s"', (_onError, mode) => {
	test('sends the good items although others are bad', async () => {
		const { failure } = await run(peopleBut(25, 0, 12, 24), mode);

		expect(failure).toBeUndefined();
		expect(emailsIn(receiver.ledger)).toEqual(
			people(25)
				.map(({ email }) => email)
				.filter((_, index) => ![0, 12, 24].includes(index))
				.sort(),
		);
	});

	test('goes on after Rockerbox has refused an item', async () => {
		receiver.answer((_request, index) => ({ status: index % 3 === 0 ? 400 : 200 }));
		await run(people(30), mode);

		expect(receiver.ledger).toHaveLength(30);
	});

	test('says above the output how many were accepted and how many failed', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-2@example.com' ? 400 : 200,
		}));
		const result = await run(peopleBut(10, 5, 6), mode);

		expect(result.hints).toHaveLength(1);
		expect(linesOf(result)[0]).toBe('7 of 10 conversions were accepted, 3 failed (see "error").');
		expect(remarksIn(result)).toEqual([]);
	});

	test('never shows a failed item as accepted, even if all failed', async () => {
		receiver.answer({ status: 403 });
		const { success, error } = await run(peopleBut(4, 1), mode);

		expect(mode === CONTINUE ? error : success).toEqual([]);
		const all = [...success, ...error].map(({ json }) => json);
		expect(all).toHaveLength(4);
		for (const json of all) {
			expect(json).toHaveProperty('error');
			expect(json.status).toBe(mode === CONTINUE ? 'failed' : undefined);
		}
	});
});

describe('On Error "continueRegularOutput"', () => {
	test('has every item at its place, and the failed ones with all known details', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-2@example.com' ? 404 : 200,
		}));
		const { success } = await run(peopleBut(4, 1), CONTINUE);

		expect(success).toEqual([
			{
				json: expect.objectContaining({ status: 'accepted' }) as IDataObject,
				pairedItem: { item: 0 },
			},
			{ json: { status: 'failed', error: aString }, pairedItem: { item: 1 } },
			{
				json: {
					status: 'failed',
					error: aString,
					conversion: {
						email: 'person-2@example.com',
						action: 'purchase',
						timestamp: '1535147451',
					},
					statusCode: 404,
					attempts: 1,
				},
				pairedItem: { item: 2 },
			},
			{
				json: expect.objectContaining({ status: 'accepted' }) as IDataObject,
				pairedItem: { item: 3 },
			},
		]);
		expect(success[1].json.error).toMatch(/Email.*wrong 1/);
		expect(success[2].json.error).toMatch(/404/);
	});
});

describe('On Error "continueErrorOutput"', () => {
	test("has the failed items on the error output, with their input's fields and the reason", async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).email === 'person-2@example.com' ? 404 : 200,
		}));
		const { success, error } = await run(peopleBut(5, 1), ERROR_OUTPUT);

		expect(success.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['accepted', { item: 0 }],
			['accepted', { item: 3 }],
			['accepted', { item: 4 }],
		]);
		expect(error).toEqual([
			{
				json: { email: 'wrong 1', plan: 'plan 1', error: aString },
				pairedItem: { item: 1 },
			},
			{
				json: { email: 'person-2@example.com', plan: 'plan 2', error: aString },
				pairedItem: { item: 2 },
			},
		]);
		expect(error[0].json.error).toMatch(/Email.*wrong 1/);
		expect(error[1].json.error).toMatch(/404/);
	});

	test('has nothing on the success output if nothing was accepted', async () => {
		receiver.answer({ status: 400 });
		const { success, error } = await run(people(12), ERROR_OUTPUT);

		expect(success).toEqual([]);
		expect(error).toHaveLength(12);
	});

	test.each<[string, IDataObject]>([
		['a field', { customerId: "={{ $('Nowhere').item.json.id }}" }],
		['an additional field', { additionalFields: { phone: "={{ $('Nowhere').item.json.id }}" } }],
		['an extra parameter', extraParameters([{ name: 'x', value: "={{ $('Nowhere').first() }}" }])],
		['an option', { options: { timezone: "={{ $('Nowhere').item.json.id }}" } }],
	])(
		'has the items on that output if the expression of %s cannot be evaluated',
		async (_what, broken) => {
			const { success, error } = await run(people(2), {
				...ERROR_OUTPUT,
				parameters: { ...PURCHASE, ...broken } as typeof PURCHASE,
			});

			expect(success).toEqual([]);
			expect(error.map(({ json }) => json)).toEqual(
				people(2).map((person) => ({ ...person, error: aString })),
			);
		},
	);

	test('has the items on that output if the expression of the credential cannot be evaluated', async () => {
		const { success, error } = await run(people(2), {
			...ERROR_OUTPUT,
			credential: { advertiserId: "={{ $('Nowhere').item.json.brand }}", baseUrl: receiver.url },
		});

		expect(receiver.ledger).toEqual([]);
		expect(success).toEqual([]);
		expect(error.map(({ json }) => json)).toEqual(
			people(2).map((person) => ({ ...person, error: aString })),
		);
	});

	test.each(['__CUSTOM_API_CALL__', "={{ $('Nowhere').item.json.id }}"])(
		'shows no item as a success if the operation is %s',
		async (operation) => {
			const { success } = await run(people(2), {
				...ERROR_OUTPUT,
				parameters: { ...PURCHASE, operation },
			});

			expect(receiver.ledger).toEqual([]);
			expect(success).toEqual([]);
		},
	);
});
