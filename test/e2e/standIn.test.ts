/* eslint-disable @n8n/community-nodes/no-restricted-globals -- calls a webhook, which only tests do */
import { DataTable } from '../../tools/harness/n8n/dataTable';
import { STAND_IN } from '../../tools/harness/n8n/rest';
import { demo } from './support/demo';

const CONVERSION = {
	email: 'jane@example.com',
	action: 'purchase',
	timestamp: '1535147451',
	revenue: '27.50',
	order_id: 'PRCH11809871',
};
const MARKETING_EVENT = {
	user_id: 'ce395cc1-9f1f-4fe1-a8a0-a279a8c33ab4',
	timestamp: '1535147451',
	ad_campaignid: '1035987215',
};

/** What the stand-in says of an event, and keeps of it. */
interface Verdict {
	title: string;
	event: unknown;
	problems: string;
	notes?: string;
	kept: Record<string, string>;
}

const VERDICTS: Verdict[] = [
	{
		title: 'finds nothing wrong with a conversion',
		event: CONVERSION,
		problems: '',
		kept: {
			kind: 'conversion',
			person: 'jane@example.com',
			action: 'purchase',
			happened_at: '2018-08-24T21:50:51.000Z',
			order_id: 'PRCH11809871',
			revenue: '27.50',
		},
	},
	{
		title: 'finds nothing wrong with a marketing event',
		event: MARKETING_EVENT,
		problems: '',
		kept: { kind: 'marketing event', person: MARKETING_EVENT.user_id, action: '' },
	},
	{
		title:
			'notes that a conversion without an action, as in the sample of Rockerbox, is to be asked for',
		event: { ...CONVERSION, action: undefined },
		problems: '',
		notes: 'action is missing: ask your account manager whether that is right.',
		kept: { kind: 'conversion', action: '' },
	},
	{
		title: 'finds that nobody can be matched',
		event: { ...CONVERSION, email: undefined },
		problems: 'Both email and customer_id are missing.',
		kept: { kind: 'conversion', person: '' },
	},
	{
		title: 'finds a timestamp in milliseconds',
		event: { ...CONVERSION, timestamp: '1535147451000' },
		problems: 'timestamp is not a text of epoch seconds, like "1535147451".',
		kept: { happened_at: '' },
	},
	{
		title: 'finds numbers where texts should be, and an amount with a currency',
		event: { ...CONVERSION, order_id: 11809871, revenue: '$27.50' },
		problems: 'order_id is not a text. revenue is not an amount like "27.50".',
		kept: { order_id: '11809871', revenue: '$27.50' },
	},
	{
		title: 'finds more than one event in a request',
		event: [CONVERSION, CONVERSION],
		problems:
			'The body is not one JSON object. Both email and customer_id are missing. timestamp is not a text of epoch seconds, like "1535147451".',
		notes: 'action is missing: ask your account manager whether that is right.',
		kept: { payload: JSON.stringify([CONVERSION, CONVERSION]) },
	},
];

/** The demo has published the example, and its answers are those that a user sees. */
describe('the stand-in for Rockerbox', () => {
	const table = new DataTable(demo(), STAND_IN);

	test.each(VERDICTS)('$title', async ({ event, problems, notes = '', kept }) => {
		expect(await send(event)).toEqual({
			standIn: true,
			looksRight: problems === '',
			problems,
			notes,
		});
		expect((await table.rows()).at(-1)).toMatchObject({ ...kept, problems, notes });
	});

	test('finds that the advertiser ID is missing from the address', async () => {
		expect(await send(CONVERSION, '')).toMatchObject({
			looksRight: false,
			problems: 'The advertiser ID is missing from the address.',
		});
	});

	test('finds that an event was not sent as JSON', async () => {
		const problems = 'The event was not sent as JSON.';
		expect(await send(CONVERSION, 'test', 'application/x-www-form-urlencoded')).toMatchObject({
			looksRight: false,
			problems: expect.stringContaining(problems) as string,
		});
	});

	async function send(event: unknown, advertiser = 'test', contentType = 'application/json') {
		const response = await fetch(`${process.env.DEMO_URL}/webhook/data?advertiser=${advertiser}`, {
			method: 'POST',
			headers: { 'Content-Type': contentType },
			body: JSON.stringify(event),
		});
		expect(response.status).toBe(200);
		return await response.json();
	}
});
