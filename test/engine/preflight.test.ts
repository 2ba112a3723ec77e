import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	CONTINUE,
	ERROR_OUTPUT,
	linesOf,
	people,
	PURCHASE,
	remarksIn,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';

const { receiver, run } = useRockerbox();
withoutWaits();

const DAY = 86_400;
const AUG_1 = Date.UTC(2024, 7, 1, 16) / 1000;

const SHOP: INodeParameters = {
	operation: 'sendConversion',
	email: '={{ $json.email }}',
	customerId: '={{ $json.customer }}',
	action: '={{ $json.kind }}',
	timestamp: '={{ $json.paid_at }}',
	additionalFields: { orderId: '={{ $json.order }}', revenue: '={{ $json.total }}' },
};
const CLICK: INodeParameters = {
	operation: 'sendMarketingEvent',
	userId: '={{ $json.user }}',
	timestamp: '={{ $json.at }}',
	adFields: { adCampaignId: '={{ $json.campaign }}' },
};
const withOptions = (parameters: INodeParameters, options: INodeParameters) => ({
	...parameters,
	options,
});
const dryRun = (parameters: INodeParameters) => ({ ...parameters, dryRun: true });

/** A week of a shop, with nothing suspicious. */
const ORDERS: IDataObject[] = Array.from({ length: 40 }, (_, index) => ({
	email: index % 4 === 3 ? '' : `person-${index}@example.com`,
	customer: index % 4 === 2 ? '' : `C-${index}`,
	kind: index % 10 === 9 ? 'renewal' : 'purchase',
	paid_at: new Date((AUG_1 + (index % 7) * DAY + index) * 1000).toISOString(),
	order: `O-${index}`,
	total: `$${100 + index}.25`,
}));
const FIGURES = [
	'Action: purchase 36, renewal 4.',
	'Dates: Aug 1 to Aug 7, 2024 (America/New_York).',
	'Revenue: 4,790.00 in all, from 100.25 to 139.25.',
	'Known by: email 10, customer ID 10, both 20.',
];
const WEBHOOKS_PAGE = "Rockerbox's Webhooks page shows whether they count.";

/** Additional items of a batch: a duplicate order, and two that can't be sent. */
const FLAWED = [
	...ORDERS,
	{ ...ORDERS[0], email: 'again@example.com', total: '$100.25' },
	{ ...ORDERS[1], order: 'O-91', email: 'Jane' },
	{ ...ORDERS[2], order: 'O-92', paid_at: 'soon' },
];
const KEYED = { conversionKey: 'order_id' };

describe('The summary', () => {
	test('of a dry run can be compared with the report of the source', async () => {
		const result = await run(FLAWED, {
			parameters: dryRun(withOptions(SHOP, KEYED)),
			...ERROR_OUTPUT,
		});

		expect(linesOf(result).slice(0, 6)).toEqual([
			'Dry run: nothing was sent. 40 of 43 conversions are ready, 1 skipped (see "reason"), 2 can\'t be sent (see "error").',
			'Skipped: duplicates 1.',
			...FIGURES,
		]);
		expect(receiver.ledger).toEqual([]);
	});

	test.each([CONTINUE, ERROR_OUTPUT])('of a real run says what was accepted: %j', async (mode) => {
		const result = await run(FLAWED, { parameters: withOptions(SHOP, KEYED), ...mode });

		expect(linesOf(result)).toEqual([
			'40 of 43 conversions were accepted, 1 skipped (see "reason"), 2 failed (see "error").',
			'Skipped: duplicates 1.',
			...FIGURES,
			...(mode === ERROR_OUTPUT ? ['The Error Branch has "error" as its last column.'] : []),
			`${WEBHOOKS_PAGE} Running this node again sends all items, also those that were accepted.`,
			'Email (10 of 41 items that can be sent) and Customer ID (10) are mapped but were empty.',
		]);
		expect(receiver.ledger).toHaveLength(40);
	});

	test('leaves out events that Rockerbox refused', async () => {
		receiver.answer(({ json }) => ({
			status: (json as IDataObject).action === 'renewal' ? 400 : 200,
		}));
		const result = await run(ORDERS, { parameters: SHOP, ...CONTINUE });

		expect(linesOf(result).slice(0, 4)).toEqual([
			'36 of 40 conversions were accepted, 4 failed (see "error").',
			'Action: purchase 36.',
			'Dates: Aug 1 to Aug 7, 2024 (America/New_York).',
			'Revenue: 4,293.00 in all, from 100.25 to 138.25.',
		]);
	});

	test('is one line for one conversion', async () => {
		const result = await run(ORDERS.slice(0, 1), { parameters: SHOP });

		expect(linesOf(result)).toEqual([
			'1 conversion was accepted: purchase, Aug 1, 2024, 12:00:00 PM (America/New_York), 100.25.',
			"Rockerbox's Webhooks page shows whether it counts.",
		]);
	});

	test('says that it was a dry run even if every item fails', async () => {
		const parameters = dryRun({ ...SHOP, timestamp: 'soon' });
		const result = await run(ORDERS, { parameters, ...CONTINUE });

		expect(linesOf(result)).toEqual([
			'Dry run: nothing was sent. 0 of 40 conversions are ready, 40 can\'t be sent (see "error").',
		]);
	});

	test('counts days in the zone in which the dates were read', async () => {
		const items = ORDERS.map((order) => ({ ...order, paid_at: '2024-08-01 23:30' }));
		const { hints } = await run(items, {
			parameters: withOptions(SHOP, { timezone: 'Asia/Tokyo' }),
		});

		expect(linesOf({ hints })).toContain('Dates: Aug 1, 2024 (Asia/Tokyo).');
	});

	test('counts events that an earlier try of the run has sent', async () => {
		let isBusy = true;
		receiver.answer(({ json }) => {
			const isFirst = (json as IDataObject).order_id === 'O-0';
			if (!isFirst || !isBusy) return {};
			isBusy = false;
			return { status: 400 };
		});
		const result = await run(ORDERS, {
			parameters: SHOP,
			settings: { ...CONTINUE.settings, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});

		expect(receiver.ledger).toHaveLength(41);
		expect(linesOf(result).slice(0, 5)).toEqual(['40 conversions were accepted.', ...FIGURES]);
	});

	const clicks = Array.from({ length: 12 }, (_, index) => ({
		user: index === 11 ? '' : `U-${index}`,
		at: AUG_1 + index * 3_600,
		campaign: `10359872${index % 3}`,
	}));

	test.each([
		[true, 'Dry run: nothing was sent. 11 of 12 events are ready, 1 can\'t be sent (see "error").'],
		[false, '11 of 12 events were accepted, 1 failed (see "error").'],
	])('covers marketing events, too: dry run %j', async (isDryRun, heading) => {
		const parameters = { ...CLICK, dryRun: isDryRun };
		const result = await run(clicks, { parameters, ...CONTINUE });

		expect(linesOf(result).slice(0, 3)).toEqual([
			heading,
			'Dates: Aug 1, 2024 (America/New_York).',
			'Ad campaigns: 3.',
		]);
	});

	test('never holds anything about a person', async () => {
		for (const isDryRun of [true, false]) {
			const { hints } = await run(FLAWED, {
				parameters: { ...SHOP, dryRun: isDryRun },
				...CONTINUE,
			});
			expect(linesOf({ hints }).join()).not.toMatch(/person|@|C-\d|O-\d/);
		}
	});
});

describe('The readable twin of a dry run', () => {
	const twins = async (parameters: INodeParameters, items: IDataObject[]) => {
		const { success } = await run(items, { parameters });
		return success.map(({ json }) => json.readable);
	};

	test('has the time in the zone of the run, and the amount with its currency', async () => {
		expect(await twins(dryRun(SHOP), ORDERS.slice(0, 1))).toEqual([
			{ timestamp: 'Aug 1, 2024, 12:00:00 PM (America/New_York)', revenue: '$100.25' },
		]);
	});

	test('follows the options that say how values are read', async () => {
		const options = { timezone: 'Asia/Tokyo', revenueInCents: true };
		const item = { ...ORDERS[0], total: 275_000 };
		expect(await twins(dryRun(withOptions(SHOP, options)), [item])).toEqual([
			{ timestamp: 'Aug 2, 2024, 1:00:00 AM (Asia/Tokyo)', revenue: '2,750.00' },
		]);
	});

	test('is there for automatically mapped items', async () => {
		const parameters = dryRun({ operation: 'sendConversion', mappingMode: 'auto' });
		const item = { email: 'jane@example.com', action: 'a', Timestamp: AUG_1, Revenue: '9,50 €' };
		expect(await twins(parameters, [item])).toEqual([
			{ timestamp: 'Aug 1, 2024, 12:00:00 PM (America/New_York)', revenue: '9.50 €' },
		]);
	});

	test('is not there in a real run', async () => {
		const { success } = await run(ORDERS.slice(0, 2), { parameters: SHOP });
		for (const { json } of success) expect(json).not.toHaveProperty('readable');
	});
});

describe('The suspicions about a batch', () => {
	test.each<[string, INodeParameters, IDataObject[], RegExp]>([
		['the moment of the run', { timestamp: '={{ $now }}' }, ORDERS, /moment of this run/],
		[
			'amounts in cents, by the name of their field',
			{ additionalFields: { revenue: '={{ $json.amount_total }}' } },
			ORDERS.map((order, index) => ({ ...order, amount_total: 2_837 + index * 111 })),
			/^All 40 amounts are whole numbers, and the name of their field is one for cents\./,
		],
		[
			'one email',
			{ email: 'test@example.com' },
			ORDERS,
			/^40 of 40 conversions have the same Email\./,
		],
		[
			'different spellings of an action',
			{ action: '={{ $json.order === "O-7" ? "Purchase" : "purchase" }}' },
			ORDERS,
			/"purchase" \(39\) and "Purchase" \(1\)/,
		],
		[
			'one order with several amounts',
			{},
			ORDERS.map((order) => ({ ...order, order: 'O-1', paid_at: '2024-08-01T12:00:00Z' })),
			/^1 order ID comes more than once with different revenue, first in items 0 and 1\./,
		],
	])('are in the hint of a dry run and of a real one: %s', async (_what, mapping, items, words) => {
		for (const isDryRun of [true, false]) {
			const parameters = { ...SHOP, ...mapping, dryRun: isDryRun };
			const { hints } = await run(items, { parameters });

			expect(hints).toMatchObject([{ type: 'warning' }]);
			expect(linesOf({ hints }).filter((line) => words.test(line))).toHaveLength(1);
		}
	});

	test('stop nothing', async () => {
		await run(people(30), { parameters: { ...PURCHASE, timestamp: '={{ $now }}' } });
		expect(receiver.ledger).toHaveLength(30);
	});

	test('are missing if nothing is wrong', async () => {
		const items = ORDERS.filter(({ email, customer }) => email && customer);
		const result = await run(items, { parameters: SHOP });

		expect(result.hints).toMatchObject([{ type: 'info' }]);
		expect(remarksIn(result)).toEqual([]);
	});

	test('are right for many thousand items', async () => {
		const items = people(20_000).map((person, index) => ({
			...person,
			at: new Date((AUG_1 + 5 * index) * 1000).toISOString(),
			total: index % 100,
		}));
		const parameters = dryRun({
			...PURCHASE,
			timestamp: '={{ $json.at }}',
			additionalFields: { revenue: '={{ $json.total }}' },
		});
		const { hints } = await run(items, { parameters });

		expect(linesOf({ hints })).toEqual([
			'Dry run: nothing was sent. 20,000 conversions are ready.',
			'Action: purchase 20,000.',
			'Dates: Aug 1 to Aug 2, 2024 (America/New_York).',
			'Revenue: 990,000.00 in all, from 0.00 to 99.00.',
			'Known by: email 20,000.',
			`Check "readable" and "request" in each, then switch off 'Dry Run'.`,
		]);
	});
});
