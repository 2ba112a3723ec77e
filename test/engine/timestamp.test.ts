import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	AUTO,
	byEmail,
	CONTINUE,
	people,
	PURCHASE,
	remarksIn,
	useRockerbox,
} from '../support/engineRun';

const { receiver, run, payloadOf } = useRockerbox();

const epoch = (iso: string) => String(Date.parse(iso) / 1000);

describe('The timestamp of Send Conversion', () => {
	const timestampOf = async (timestamp: string, item: IDataObject = {}, options = {}) =>
		(
			await payloadOf({ ...PURCHASE, email: 'jane@example.com', timestamp, options }, item, {
				timezone: 'America/New_York',
			})
		).timestamp;

	test('is the moment of the run with $now', async () => {
		const parameters = { ...PURCHASE, timestamp: '={{ $now }}' };
		const before = Math.floor(Date.now() / 1000);
		const { timestamp } = await payloadOf(parameters, { email: 'jane@example.com' });
		const after = Math.floor(Date.now() / 1000);

		expect(timestamp).toMatch(/^\d{10}$/);
		expect(Number(timestamp)).toBeGreaterThanOrEqual(before);
		expect(Number(timestamp)).toBeLessThanOrEqual(after);
	});

	test('is epoch seconds as text, from a number of milliseconds', async () => {
		expect(await timestampOf('={{ $json.at }}', { at: 1535147451695 })).toBe('1535147451');
	});

	test("may be a Luxon date of n8n's expressions", async () => {
		expect(await timestampOf('={{ DateTime.fromSeconds(1535147451) }}')).toBe('1535147451');
		expect(await timestampOf('={{ $json.at.toDateTime() }}', { at: '2018-08-24T21:50:51Z' })).toBe(
			'1535147451',
		);
	});

	test('may be a JavaScript date', async () => {
		expect(await timestampOf('={{ new Date(1535147451000) }}')).toBe('1535147451');
	});

	test("without a zone is in the workflow's time zone", async () => {
		expect(await timestampOf('2023-05-05 23:24:11.695')).toBe(epoch('2023-05-05T23:24:11-04:00'));
	});

	test('without a zone is in the time zone of the options, if one is chosen', async () => {
		expect(await timestampOf('2023-05-05 23:24:11.695', {}, { timezone: 'Europe/Berlin' })).toBe(
			epoch('2023-05-05T23:24:11+02:00'),
		);
	});

	test('with a zone keeps it, whatever the options say', async () => {
		expect(await timestampOf('2023-05-05T23:24:11Z', {}, { timezone: 'Europe/Berlin' })).toBe(
			epoch('2023-05-05T23:24:11Z'),
		);
	});

	test('takes a time zone for each item', async () => {
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

describe('The option Date Order', () => {
	const email = 'jane@example.com';
	const SLASHES = '07/08/2024, 2:30:00 PM';
	const orders = [
		{ dateOrder: 'dayFirst', want: '2024-08-07T14:30:00-04:00' },
		{ dateOrder: 'monthFirst', want: '2024-07-08T14:30:00-04:00' },
	];
	const setups: Array<[string, INodeParameters]> = [
		['Send Conversion', { ...PURCHASE, timestamp: '={{ $json.at }}' }],
		['Send Conversion, Map Automatically', { ...AUTO, action: 'purchase' }],
		[
			'Send Conversion, Map Automatically with a field of its own',
			{ ...AUTO, action: 'purchase', timestamp: '={{ $json.at }}' },
		],
		[
			'Send Marketing Event',
			{ operation: 'sendMarketingEvent', userId: 'U-1', timestamp: '={{ $json.at }}' },
		],
		['Send Marketing Event, Map Automatically', { ...AUTO, operation: 'sendMarketingEvent' }],
	];

	describe.each(setups)('of %s', (_, parameters) => {
		const item = { email, user_id: 'U-1', at: SLASHES, Timestamp: SLASHES };

		test.each(orders)('reads day and month: $dateOrder', async ({ dateOrder, want }) => {
			const { timestamp } = await payloadOf({ ...parameters, options: { dateOrder } }, item);
			expect(timestamp).toBe(epoch(want));
		});

		test('is asked for if it isn’t set', async () => {
			const { failure } = await run([item], { parameters });
			expect(failure?.text).toContain(
				'which can be July 8, 2024 (Month First) or August 7, 2024 (Day First). Add the option Date Order',
			);
			expect(receiver.ledger).toEqual([]);
		});
	});

	test('can be another one for each item', async () => {
		const parameters = {
			...PURCHASE,
			timestamp: SLASHES,
			options: { dateOrder: '={{ $json.order }}' },
		};
		await run(
			[
				{ email: 'a@example.com', order: 'dayFirst' },
				{ email: 'b@example.com', order: 'monthFirst' },
			],
			{ parameters },
		);

		expect(receiver.ledger.map(({ json }) => json).sort(byEmail)).toMatchObject(
			orders.map(({ want }) => ({ timestamp: epoch(want) })),
		);
	});
});

describe('Dates without a time zone', () => {
	test('are counted above the output, with the zone in which they were read', async () => {
		const at = ['2024-08-07 14:30:00', '45511.6', '2024-08-07T14:30:00Z', '2024-08-08', 'never'];
		const items = at.map((timestamp, index) => ({ ...people(at.length)[index], timestamp }));
		const parameters = { ...PURCHASE, timestamp: '={{ $json.timestamp }}' };
		const { hints } = await run(items, { parameters, ...CONTINUE });

		expect(hints[0].message).toContain(
			'3 dates had no time zone (including 1 spreadsheet day number): they were read in America/New_York, which the option Timezone can change.',
		);
	});

	test('are not in the hint if there are none', async () => {
		expect(remarksIn(await run(people(2)))).toEqual([]);
	});

	test('are counted right in a long run', async () => {
		const items = people(10_000).map((person) => ({ ...person, at: '2024-08-07 14:30' }));
		const parameters = { ...PURCHASE, timestamp: '={{ $json.at }}', dryRun: true };
		const { hints } = await run(items, { parameters });

		expect(hints[0].message).toContain('10,000 dates had no time zone: they were read in');
	});
});
