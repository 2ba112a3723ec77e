import type { IDataObject } from 'n8n-workflow';
import { byEmail, people, PURCHASE, useRockerbox } from '../support/engineRun';

const { receiver, run, payloadOf } = useRockerbox();

const epoch = (iso: string) => String(Date.parse(iso) / 1000);

describe('The timestamp of Send Conversion', () => {
	const timestampOf = async (timestamp: string, item: IDataObject = {}, options = {}) =>
		(
			await payloadOf({ ...PURCHASE, email: 'jane@example.com', timestamp, options }, item, {
				timezone: 'America/New_York',
			})
		).timestamp;

	test('is the moment of the run with $now, the default', async () => {
		const { email, operation, action } = PURCHASE;
		const parameters = { email, operation, action };
		const before = Math.floor(Date.now() / 1000);
		const { timestamp } = await payloadOf(parameters, { email: 'jane@example.com' });
		const after = Math.floor(Date.now() / 1000);

		expect(timestamp).toMatch(/^\d{10}$/);
		expect(Number(timestamp)).toBeGreaterThanOrEqual(before);
		expect(Number(timestamp)).toBeLessThanOrEqual(after);
	});

	test('is epoch seconds as a text, from a number of milliseconds', async () => {
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

	test('without a zone is in the time zone of the options, where one is chosen', async () => {
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

describe('A date dropped onto {{ $now }}', () => {
	test.each(['={{ $now }}{{ $json.paid_at }}', '={{ $n$json.paid_atow }}'])(
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

	test('that comes up empty is no moment of the run', async () => {
		const timestamp = '={{ $now }}{{ $json.paid_at }}';
		const { failure } = await run(people(1), { parameters: { ...PURCHASE, timestamp } });

		expect(failure?.text).toContain('Timestamp is empty.');
		expect(receiver.ledger).toEqual([]);
	});
});
