import type { Accepted, DryRun, Outcome } from '../../../nodes/Rockerbox/outcome';
import { summaryLines, type RunFacts } from '../../../nodes/Rockerbox/preflight/summary';
import type { Payload } from '../../../nodes/Rockerbox/values/json';

const FACTS: RunFacts = {
	noun: 'conversion',
	timezone: 'America/New_York',
	isDryRun: false,
	isAgentTool: false,
};
const DRY: RunFacts = { ...FACTS, isDryRun: true };
const EVENTS: RunFacts = { ...FACTS, noun: 'event' };

const AUG_1 = Date.UTC(2024, 7, 1, 12) / 1000;
const DAY = 86_400;
const PURCHASE = {
	email: 'jane@example.com',
	action: 'purchase',
	timestamp: String(AUG_1),
	revenue: '27.50',
};

const accepted = (payload?: Payload): Accepted => ({
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload,
});
const shown = (body: Payload): DryRun => ({
	status: 'dryRun',
	request: { method: 'POST', url: 'https://webhooks.getrockerbox.com', body },
});
const failed: Outcome = { status: 'failed', reason: 'No.' };
const notSent: Outcome = { status: 'notSent', reason: 'No.' };
const skipped: Outcome = { status: 'skipped', reason: 'No.', cause: 'duplicate' };

const times = <T>(count: number, make: (index: number) => T) =>
	Array.from({ length: count }, (_, index) => make(index));
/** The line with this beginning, for a run in which all of these were accepted. */
const lineOf = (begin: string, payloads: Payload[], facts = FACTS) =>
	summaryLines(
		payloads.map((payload) => accepted(payload)),
		facts,
	).filter((line) => line.startsWith(begin));

describe('The summary', () => {
	const BATCH = [
		...times(109, (index) => ({
			...PURCHASE,
			timestamp: String(AUG_1 + (index % 7) * DAY),
			revenue: `${90 + (index % 7)}.05`,
		})),
		{ ...PURCHASE, revenue: '980.00' },
		...times(7, (index) => ({
			action: 'renewal',
			timestamp: String(AUG_1),
			revenue: index ? '19.99' : '0.00',
			customer_id: `C-${index}`,
			...(index < 3 ? { email: 'joe@example.com' } : {}),
		})),
	];
	const NUMBERS = [
		'Action: purchase 110, renewal 7.',
		'Dates: Aug 1 to Aug 7, 2024 (America/New_York).',
		'Revenue: 11,236.39 in all, from 0.00 to 980.00.',
		'Known by: email 110, customer ID 4, both 3.',
	];

	test('of a dry run says what is ready, in the numbers of a report', () => {
		const outcomes = [...BATCH.map(shown), failed, failed, failed];
		expect(summaryLines(outcomes, DRY)).toEqual([
			'Dry run: nothing was sent. 117 of 120 conversions are ready, 3 can\'t be sent (see "error").',
			...NUMBERS,
		]);
	});

	test('of a real run says the same of what was accepted', () => {
		const outcomes = [skipped, ...BATCH.map((payload) => accepted(payload)), failed, notSent];
		expect(summaryLines(outcomes, FACTS)).toEqual([
			'117 of 120 conversions were accepted, 1 skipped (see "reason"), 2 failed (see "error").',
			'Skipped: duplicates 1.',
			...NUMBERS,
		]);
	});

	test('counts skipped items by their causes', () => {
		const causes = ['emptyItem', 'duplicate', 'unmappedAction', 'duplicate'] as const;
		const outcomes = causes.map((cause): Outcome => ({ status: 'skipped', reason: 'No.', cause }));
		expect(summaryLines([accepted(PURCHASE), ...outcomes], FACTS)[1]).toBe(
			'Skipped: duplicates 2, actions not in Action Mapping 1, empty items 1.',
		);
	});

	test.each<[string, Outcome[], RunFacts, string]>([
		['all', times(3, () => accepted(PURCHASE)), FACTS, '3 conversions were accepted.'],
		[
			'one of several',
			[accepted(PURCHASE), failed],
			FACTS,
			'1 of 2 conversions was accepted, 1 failed (see "error").',
		],
		['none', [failed, notSent], FACTS, '0 of 2 conversions were accepted, 2 failed (see "error").'],
		[
			'none but skipped ones',
			[skipped, skipped],
			FACTS,
			'0 of 2 conversions were accepted, 2 skipped (see "reason").',
		],
		[
			'thousands',
			times(1_234, () => accepted(PURCHASE)),
			FACTS,
			'1,234 conversions were accepted.',
		],
		['marketing events', times(2, () => accepted(PURCHASE)), EVENTS, '2 events were accepted.'],
		[
			'a dry run',
			times(2, () => shown(PURCHASE)),
			DRY,
			'Dry run: nothing was sent. 2 conversions are ready.',
		],
		[
			'a dry run in which one is ready',
			[shown(PURCHASE), skipped],
			DRY,
			'Dry run: nothing was sent. 1 of 2 conversions is ready, 1 skipped (see "reason").',
		],
		[
			'a dry run in which all fail',
			[failed, failed],
			DRY,
			'Dry run: nothing was sent. 0 of 2 conversions are ready, 2 can\'t be sent (see "error").',
		],
		[
			'a dry run of some',
			[accepted(PURCHASE), shown(PURCHASE), shown(PURCHASE)],
			DRY,
			'1 of 3 conversions was accepted, 2 only shown (dry run).',
		],
	])('begins with how the items ended: %s', (_what, outcomes, facts, heading) => {
		expect(summaryLines(outcomes, facts)[0]).toBe(heading);
	});

	test('of a dry run of some counts only what was accepted', () => {
		const outcomes = [accepted(PURCHASE), shown({ ...PURCHASE, action: 'lead' })];
		expect(summaryLines(outcomes, DRY)).toContain('Action: purchase 1.');
	});

	test('is one line for one item', () => {
		expect(summaryLines([accepted(PURCHASE)], FACTS)).toEqual([
			'1 conversion was accepted: purchase, Aug 1, 2024, 8:00:00 AM (America/New_York), 27.50.',
		]);
		expect(summaryLines([shown({ timestamp: PURCHASE.timestamp })], DRY)).toEqual([
			'Dry run: nothing was sent. 1 conversion is ready: Aug 1, 2024, 8:00:00 AM (America/New_York).',
		]);
	});

	test.each<[Outcome, RunFacts, string]>([
		[failed, FACTS, '1 conversion failed (see "error").'],
		[notSent, EVENTS, '1 event failed (see "error").'],
		[skipped, FACTS, '1 conversion was skipped (see "reason").'],
		[failed, DRY, 'Dry run: nothing was sent. 1 conversion can\'t be sent (see "error").'],
		[skipped, DRY, 'Dry run: nothing was sent. 1 conversion was skipped (see "reason").'],
	])('says how a single item %j ended', (outcome, facts, line) => {
		expect(summaryLines([outcome], facts)).toEqual([line]);
	});

	test('has nothing to say to an agent', () => {
		expect(summaryLines([accepted(PURCHASE)], { ...FACTS, isAgentTool: true })).toEqual([]);
	});

	test('says which items it leaves out, because an earlier try sent them in another form', () => {
		const [heading, ...figures] = summaryLines(
			[accepted(PURCHASE), accepted(), accepted(PURCHASE)],
			FACTS,
		);
		expect(heading).toBe('3 conversions were accepted.');
		expect(figures).toContain('Action: purchase 2.');
		expect(figures.at(-1)).toBe(
			'These figures leave out 1 accepted in an earlier try and changed since.',
		);
	});

	test('of marketing events has their dates and campaigns', () => {
		const clicks = times(5, (index) => ({
			user_id: `U-${index}`,
			timestamp: PURCHASE.timestamp,
			...(index ? { ad_campaignid: `7${index % 2}` } : {}),
		}));
		expect(summaryLines(clicks.map(accepted), EVENTS)).toEqual([
			'5 events were accepted.',
			'Dates: Aug 1, 2024 (America/New_York).',
			'Ad campaigns: 2.',
		]);
		const alone = times(2, () => ({ user_id: 'U-1', timestamp: PURCHASE.timestamp }));
		expect(lineOf('Ad campaigns', alone, EVENTS)).toEqual([]);
	});
});

describe('The actions of a summary', () => {
	const actions = (count: number, name: (index: number) => unknown) =>
		lineOf(
			'Action',
			times(count, (index) => ({ ...PURCHASE, action: name(index) }) as Payload),
		);

	test('are sorted by their number, and only some are listed', () => {
		expect(actions(28, (index) => `kind ${Math.floor(Math.sqrt(index))}`)).toEqual([
			'Action: kind 4 9, kind 3 7, kind 2 5, kind 1 3, kind 5 3, 1 other 1.',
		]);
	});

	test('are counted if they are missing', () => {
		expect(actions(3, (index) => (index ? undefined : 'purchase'))).toEqual([
			'Action: purchase 1, none 2.',
		]);
	});

	test('are only counted if there are too many for names of conversions', () => {
		expect(actions(120, (index) => `Jane ${index}`)).toEqual(['Action: 120 different.']);
		expect(actions(5_000, (index) => `Jane ${index}`)[0]).not.toContain('Jane');
	});

	test('are not shown if they may be somebody’s data', () => {
		const odd = ['jane@example.com', '2128675309', 'x'.repeat(41), 'lead'];
		expect(actions(4, (index) => odd[index])).toEqual(['Action: lead 1, 3 others 3.']);
		const one = { ...PURCHASE, action: 'jane@example.com' };
		expect(summaryLines([accepted(one)], FACTS).join()).not.toContain('jane');
	});
});

describe('The dates of a summary', () => {
	const dates = (timezone: string, ...seconds: number[]) =>
		lineOf(
			'Dates',
			seconds.map((at) => ({ ...PURCHASE, timestamp: String(at) })),
			{ ...FACTS, timezone },
		);

	test.each([
		['UTC', 0, 3_600, 'Aug 1, 2024 (UTC)'],
		['Asia/Tokyo', 0, 4 * 3_600, 'Aug 1 to Aug 2, 2024 (Asia/Tokyo)'],
		['UTC+2', 0, 3_600, 'Aug 1, 2024 (UTC+2)'],
		['UTC', 0, 200 * DAY, 'Aug 1, 2024 to Feb 17, 2025 (UTC)'],
	])('are days in %s', (timezone, from, to, days) => {
		expect(dates(timezone, AUG_1 + to, AUG_1 + from)).toEqual([`Dates: ${days}.`]);
	});
});

describe('The revenue of a summary', () => {
	const revenues = (...amounts: Array<string | undefined>) =>
		lineOf(
			'Revenue',
			amounts.map((revenue) => ({
				...PURCHASE,
				...(revenue === undefined ? { revenue: null } : { revenue }),
			})),
		);

	test.each([
		[['27.50', '27.50', '27.50'], '82.50 in all, 27.50 each'],
		[['-5.00', '10.00'], '5.00 in all, from -5.00 to 10.00'],
		[['-0.05', '0.01'], '-0.04 in all, from -0.05 to 0.01'],
		[['1234.50', undefined, '0.00'], '1,234.50 in all, from 0.00 to 1,234.50 (1 without)'],
		[times(20, () => '999999999999.99'), '19,999,999,999,999.80 in all, 999,999,999,999.99 each'],
	])('of %j is %s', (amounts, words) => {
		expect(revenues(...amounts)).toEqual([`Revenue: ${words}.`]);
	});

	test('is not mentioned if there is none', () => {
		expect(revenues(undefined, undefined)).toEqual([]);
	});

	test('is exact for a hundred thousand conversions', () => {
		const amounts = times(100_000, (index) => `${1_000_000 + index}.1${index % 10}`);
		expect(revenues(...amounts)).toEqual([
			'Revenue: 104,999,964,500.00 in all, from 1,000,000.10 to 1,099,999.19.',
		]);
	});
});
