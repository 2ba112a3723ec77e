import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AUTO, CONTINUE, including, people, PURCHASE, useRockerbox } from '../support/engineRun';

const { receiver, run, payloadOf, refusalOf } = useRockerbox();

const ORDER = { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' };
/** The result if JSON reads the number 120209000000000001. */
const AD_ID = JSON.parse('120209000000000001') as number;
const BY_HAND: INodeParameters = { ...PURCHASE, customerId: '={{ $json.customer_id }}' };

describe.each([
	['Map Each Field Manually', BY_HAND],
	['Map Automatically', AUTO],
])('With %s', (_mode, parameters) => {
	test('guests are sent without an ID, and the hint counts them', async () => {
		const items = people(25).map((person, index) => ({
			...ORDER,
			...person,
			customer_id: index < 23 ? 0 : `C-${index}`,
		}));
		const { hints } = await run(items, { parameters });

		const sent = receiver.ledger.map(({ json }) => json as IDataObject);
		expect(sent).toHaveLength(25);
		expect(sent.filter((event) => 'customer_id' in event)).toHaveLength(2);
		expect(hints).toHaveLength(1);
		expect(hints[0].message).toContain('Customer ID was 0 in 23 items (guests): left out.');
	});

	test('a guest without an email is refused, and the reason says what was found', async () => {
		expect(await refusalOf(parameters, { ...ORDER, email: 'NULL', customer_id: 0 })).toContain(
			'Email was "NULL", which stands for an empty field. Customer ID was 0, which stands for an empty field.',
		);
	});

	test('invisible characters are not sent', async () => {
		const item = {
			...ORDER,
			email: '\u202ajane@example.com\u202c',
			customer_id: '\ufeffC-1\u200b',
		};

		expect(await payloadOf(parameters, item)).toMatchObject({
			email: 'jane@example.com',
			customer_id: 'C-1',
		});
	});

	test('the hash of an empty email is nobody’s', async () => {
		const email = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

		expect(await payloadOf(parameters, { ...ORDER, email, customer_id: 'C-1' })).toEqual({
			customer_id: 'C-1',
			action: 'purchase',
			timestamp: '1535147451',
		});
	});

	test.each([
		['#REF!', 'the error of a formula'],
		['undefined', "its mapping didn't find a value"],
		['1.23457E+11', 'Format that column as text at the source'],
		[AD_ID, 'Have the source deliver it as text'],
	])('%j as an ID is refused: %s', async (customer_id, reason) => {
		expect(await refusalOf(parameters, { ...ORDER, customer_id })).toContain(reason);
	});
});

describe('A column that wasn’t mapped', () => {
	test('doesn’t fail a conversion if it holds an error, and the hint counts it', async () => {
		const items = [
			{ ...ORDER, notes: '#REF!' },
			{ ...ORDER, email: 'joe@example.com', notes: 'undefined' },
			{ ...ORDER, email: 'ann@example.com', notes: 'VIP' },
		];
		const { hints } = await run(items, { parameters: including({}) });

		expect(receiver.ledger.map(({ json }) => (json as IDataObject).notes ?? 'none').sort()).toEqual(
			['VIP', 'none', 'none'],
		);
		expect(hints).toHaveLength(1);
		expect(hints[0].message).toContain(
			'Input field "notes" was "#REF!" in 1 item; Input field "notes" was "undefined" in 1 item: left out.',
		);
	});

	test('fails the item if its number lost digits, which text would keep', async () => {
		const parameters = including({});
		const items = [
			{ ...ORDER, ad: AD_ID },
			{ ...ORDER, ad: '120209000000000001' },
		];
		const { success } = await run(items, { parameters, ...CONTINUE });

		expect(success[0].json.error).toContain('Have the source deliver it as text');
		expect(receiver.ledger).toMatchObject([{ json: { ad: '120209000000000001' } }]);
	});
});
