import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	AUTO,
	CONTINUE,
	including,
	linesOf,
	people,
	PURCHASE,
	remarksIn,
	useRockerbox,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();

describe('The hint above the output', () => {
	test('sums up, and makes four remarks, the most important first, for 10,000 items', async () => {
		const items = people(10_000).map((person, index) => ({
			...person,
			customer_id: index % 4 === 0 ? 0 : `C-${index}`,
			at: index % 2 === 0 ? '2024-08-07 14:30' : '2024-08-07T14:30:00Z',
			stage: index % 5 === 0 ? 'Lead' : 'Won',
			code: index % 10 === 0 ? '' : 'SAVE10',
		}));
		const parameters: INodeParameters = {
			...PURCHASE,
			customerId: '={{ $json.customer_id }}',
			action: '={{ $json.stage }}',
			timestamp: '={{ $json.at }}',
			additionalFields: { orderId: '={{ $json.code }}', phone: '={{ $json.nope }}' },
			dryRun: true,
			options: { actionMapping: { values: [{ from: 'Won', to: 'purchase' }] } },
		};
		const { hints } = await run(items, { parameters });

		expect(hints).toHaveLength(1);
		expect(hints[0].message.split('<br>')).toEqual([
			'Dry run: nothing was sent. 10,000 conversions are ready.',
			'Action: purchase 8,000, Lead 2,000.',
			'Dates: Aug 7, 2024 (America/New_York).',
			'Known by: email 2,500, both 7,500.',
			`Check "readable" and "request" in each, then switch off 'Dry Run'.`,
			'',
			`"Lead" (2,000) is not in 'Action Mapping', and is sent unchanged; to skip or fail it, add the option 'On Unmapped Action'.`,
			'5,000 dates had no time zone: they were read in America/New_York, which the option Timezone can change.',
			'Phone (10,000 of 10,000 items) and Order ID (1,000) are mapped but were empty.',
			'Customer ID was 0 in 2,500 items (guests): left out.',
		]);
	});

	test('has no more remarks, whatever is in a run', async () => {
		const item: IDataObject = {
			email: 'jane@example.com',
			Email: 'joe@example.com',
			action: 'Lead',
			timestamp: '2024-08-07',
			customer_id: 0,
			'Revenue (USD)': 27.5,
			notes: '#REF!',
		};
		const parameters = including({
			include: 'all',
			options: { actionMapping: { values: [{ from: 'Won', to: 'purchase' }] } },
		});
		receiver.answer({ body: { error: 'unknown action' } });
		const { hints } = await run([item, {}, { success: '' }], { parameters, ...CONTINUE });

		expect(linesOf({ hints })[0]).toBe(
			'1 of 3 conversions was accepted, 1 skipped (see "reason"), 1 failed (see "error").',
		);
		expect(remarksIn({ hints })).toEqual([
			expect.stringMatching(/^1 accepted got an answer /),
			expect.stringContaining('Action Mapping'),
			expect.stringContaining('1 date had no time zone'),
			expect.stringMatching(/^There were also .*\.$/),
		]);
	});
});

describe('A time zone that the user chose', () => {
	const dated = people(2).map((person) => ({ ...person, at: '2024-08-07 14:30' }));
	const parameters: INodeParameters = { ...PURCHASE, timestamp: '={{ $json.at }}' };

	test('is no warning', async () => {
		const { hints } = await run(dated, {
			parameters: { ...parameters, options: { timezone: 'Europe/Berlin' } },
		});

		expect(hints).toMatchObject([{ type: 'info', location: 'outputPane' }]);
		expect(remarksIn({ hints })).toEqual([
			'2 dates had no time zone: they were read in Europe/Berlin, as the option Timezone says.',
		]);
	});

	test('is one if nobody chose it', async () => {
		const { hints } = await run(dated, { parameters });

		expect(hints).toMatchObject([{ type: 'warning' }]);
		expect(remarksIn({ hints })).toEqual([
			'2 dates had no time zone: they were read in America/New_York, which the option Timezone can change.',
		]);
	});
});

describe('Fields of the input that look like Rockerbox’s', () => {
	const order = { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' };

	test('are named with the reason, once for a whole run', async () => {
		const items = people(1_200).map((person) => ({
			...order,
			...person,
			'Revenue (USD)': '27.50',
			customer: { phone: '2128675309' },
		}));
		const { hints } = await run(items, { parameters: { ...AUTO, dryRun: true } });

		expect(linesOf({ hints }).slice(-2)).toEqual([
			'These input fields look like Rockerbox\'s, but were not taken: "Revenue (USD)" (not named just revenue) and "phone" (one level down, in "customer"); to send them, give them Rockerbox\'s names at the outer level, or choose Map Each Field Manually.',
			'Customer ID, Order ID, Conversion Source, and 2 more fields were in no item.',
		]);
		expect(hints[0].type).toBe('warning');
	});

	test('help an item that lacks its email', async () => {
		const item = { 'Contact Email': 'jane@example.com', action: 'a', timestamp: '1535147451' };
		const { failure } = await run([item], { parameters: AUTO });

		expect(failure?.text).toContain(
			'Email and Customer ID are both empty, so Rockerbox can\'t know the person. Map Automatically takes them from input fields named email or customer_id: rename yours, or choose Map Each Field Manually. This input field looks like one of Rockerbox\'s, but was not taken: "Contact Email" (not named just email); to send it, rename it, or choose Map Each Field Manually.',
		);
	});

	test('are none if all are taken, set or given as an extra parameter', async () => {
		const item = { email: 'jane@example.com', 'Order Timestamp': '1535147451', 'Revenue $': 27.5 };
		const parameters: INodeParameters = {
			...AUTO,
			action: 'purchase',
			timestamp: "={{ $json['Order Timestamp'] }}",
			extraParameters: {
				assignments: [
					{ id: '1', name: 'revenue', type: 'string', value: "={{ $json['Revenue $'] }}" },
				],
			},
		};
		const { hints } = await run([item], { parameters });

		expect(receiver.ledger[0].json).toMatchObject({ timestamp: '1535147451', revenue: '27.50' });
		expect(hints).toMatchObject([{ type: 'info' }]);
		expect(remarksIn({ hints })).toEqual([
			'Customer ID, Order ID, Conversion Source, and 3 more fields were in no item.',
		]);
	});
});
