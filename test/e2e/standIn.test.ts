/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a file and calls a webhook, which only tests do */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataTable } from '../../tools/harness/n8n/dataTable';
import { STAND_IN, STAND_IN_ADVERTISER_ID } from '../../tools/harness/n8n/rest';
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

/** The stand-in's answer to an event, and the row that it keeps. */
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
		problems: 'none',
		kept: {
			kind: 'conversion',
			person: 'jane@example.com',
			action: 'purchase',
			happened_at: '2018-08-24 21:50:51 UTC',
			order_id: 'PRCH11809871',
			revenue: '27.50',
		},
	},
	{
		title: 'finds nothing wrong with a marketing event',
		event: MARKETING_EVENT,
		problems: 'none',
		kept: { kind: 'marketing event', person: MARKETING_EVENT.user_id, action: '' },
	},
	{
		title:
			'notes that a conversion without an action, as in the sample of Rockerbox, is to be asked for',
		event: { ...CONVERSION, action: undefined },
		problems: 'none',
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

/** The demo has published the example, so its answers are those that a user sees. */
describe('the stand-in for Rockerbox', () => {
	const table = new DataTable(demo(), STAND_IN);

	test.each(VERDICTS)('$title', async ({ event, problems, notes = '', kept }) => {
		expect(await send(event)).toEqual({
			standIn: true,
			looksRight: problems === 'none',
			problems,
			receivedBefore: expect.any(Boolean) as boolean,
			notes,
		});
		expect((await table.rows()).at(-1)).toMatchObject({ ...kept, problems, notes });
	});

	test('says whether it received the same event before', async () => {
		const event = { ...CONVERSION, order_id: 'PRCH-TWICE' };
		expect(await send(event)).toMatchObject({ receivedBefore: false });
		expect(await send({ ...event, order_id: 'PRCH-OTHER' })).toMatchObject({
			receivedBefore: false,
		});
		expect(await send({ ...event, revenue: '99.00' })).toMatchObject({ receivedBefore: true });
		expect((await table.rows()).at(-1)).toMatchObject({ received_before: 'yes' });
	});

	test('finds that an event was not sent as JSON', async () => {
		const problems = 'The event was not sent as JSON.';
		const contentType = 'application/x-www-form-urlencoded';

		expect(await send(CONVERSION, { contentType })).toMatchObject({
			looksRight: false,
			problems: expect.stringContaining(problems) as string,
		});
	});

	test('keeps only the beginning of a huge event', async () => {
		const email = `${'j'.repeat(20_000)}@example.com`;
		await send({ ...CONVERSION, email });
		const { payload, person } = (await table.rows()).at(-1)!;

		expect(payload).toBe(`${JSON.stringify({ ...CONVERSION, email }).slice(0, 10_000)}…`);
		expect(person).toBe(`${email.slice(0, 500)}…`);
	});

	test.each([
		['another advertiser ID', `${STAND_IN_ADVERTISER_ID}x`],
		['no advertiser ID', ''],
		['the ID in other letters', STAND_IN_ADVERTISER_ID.toUpperCase()],
	])('refuses an event with %s, and keeps nothing of it', async (_what, advertiser) => {
		const kept = await table.count();

		expect(await send(CONVERSION, { advertiser, status: 403 })).toEqual({
			standIn: true,
			refused: expect.stringContaining('"Your Advertiser ID"') as string,
		});
		expect(await table.count()).toBe(kept);
	});

	test.each(['', 'undefined', 'test'])(
		'refuses the advertiser ID "%s" as long as the user has entered none',
		async (advertiser) => {
			const path = `data-as-imported-${advertiser}`;
			await demo().publish(asImported(path));

			expect(await send(CONVERSION, { advertiser, path, status: 403 })).toHaveProperty('refused');
		},
	);

	async function send(
		event: unknown,
		{
			advertiser = STAND_IN_ADVERTISER_ID,
			contentType = 'application/json',
			path = 'data',
			status = 200,
		} = {},
	) {
		const response = await demo().call(
			`/webhook/${path}?advertiser=${advertiser}`,
			event as object,
			{
				'Content-Type': contentType,
			},
		);
		expect(response.status).toBe(status);
		return await response.json();
	}
});

/** The unchanged example, at a different path than the demo's. */
function asImported(path: string): object {
	const text = readFileSync(join(__dirname, '../../examples/stand-in-for-rockerbox.json'), 'utf8');
	const workflow = JSON.parse(text) as {
		nodes: Array<{ name: string; webhookId?: string; parameters: object }>;
	};
	for (const node of workflow.nodes.filter(({ name }) => name === 'Webhook')) {
		Object.assign(node, { webhookId: path, parameters: { ...node.parameters, path } });
	}
	return workflow;
}
