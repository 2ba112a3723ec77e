import { extraParameters, useRockerbox } from '../support/engineRun';

const { receiver, run, payloadOf } = useRockerbox();

// The sample on Rockerbox's Webhooks page.
const SAMPLE = {
	user_id: 'ce395cc1-9f1f-4fe1-a8a0-a279a8c33ab4',
	timestamp: '1535147451',
	ad_campaignid: '1035987215',
	ad_adgroupid: '2358097292',
	ad_creativeid: '88902099811',
};

const TOUCH = {
	operation: 'sendMarketingEvent',
	userId: '={{ $json.user_id }}',
	timestamp: '={{ $json.timestamp }}',
};

const AD_FIELDS = {
	adCreativeId: '={{ $json.ad_creativeid }}',
	adCampaignId: '={{ $json.ad_campaignid }}',
	adAdgroupId: '={{ $json.ad_adgroupid }}',
};

describe('The request of Send Marketing Event', () => {
	test('needs no ad at all', async () => {
		expect(await payloadOf(TOUCH, SAMPLE)).toEqual({
			user_id: SAMPLE.user_id,
			timestamp: SAMPLE.timestamp,
		});
	});

	test('sends IDs that are numbers as text', async () => {
		const numbers = {
			user_id: 17,
			timestamp: 1535147451,
			ad_campaignid: 1035987215,
			ad_adgroupid: 2358097292,
			ad_creativeid: 88902099811,
		};

		expect(await payloadOf({ ...TOUCH, adFields: AD_FIELDS }, numbers)).toEqual({
			...SAMPLE,
			user_id: '17',
		});
	});

	test('holds extra parameters under their own names', async () => {
		const extras = extraParameters([
			{ name: 'channel', value: 'podcast' },
			{ name: 'cost', type: 'number', value: '={{ 1.5 }}' },
		]);

		expect(await payloadOf({ ...TOUCH, ...extras }, SAMPLE)).toEqual({
			user_id: SAMPLE.user_id,
			timestamp: SAMPLE.timestamp,
			channel: 'podcast',
			cost: 1.5,
		});
	});

	test('holds nothing that was mapped for a conversion before the operation changed', async () => {
		const leftover = { email: 'jane@example.com', action: 'purchase', customerId: 'C-1' };

		expect(await payloadOf({ ...leftover, ...TOUCH }, SAMPLE)).toEqual({
			user_id: SAMPLE.user_id,
			timestamp: SAMPLE.timestamp,
		});
	});
});

describe('The output of Send Marketing Event', () => {
	test('has the payload under "event"', async () => {
		const parameters = { ...TOUCH, adFields: AD_FIELDS };
		const { success } = await run([SAMPLE], { parameters });

		expect(success).toEqual([
			{
				json: {
					status: 'accepted',
					statusCode: 200,
					attempts: 1,
					event: SAMPLE,
					response: { ok: true },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('has an item without a User ID on the error output', async () => {
		const { success, error } = await run([SAMPLE, { timestamp: '1535147451' }], {
			parameters: TOUCH,
			settings: { onError: 'continueErrorOutput' },
		});

		expect(success).toHaveLength(1);
		expect(error.map(({ json }) => json)).toEqual([
			{ timestamp: '1535147451', error: expect.stringContaining('User ID') as string },
		]);
		expect(receiver.ledger).toHaveLength(1);
	});
});
