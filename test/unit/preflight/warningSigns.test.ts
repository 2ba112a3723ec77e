import { centAmounts } from '../../../nodes/Rockerbox/preflight/suspicions/centAmounts';
import { conflictingOrders } from '../../../nodes/Rockerbox/preflight/suspicions/conflictingOrders';
import { cutOffTimes } from '../../../nodes/Rockerbox/preflight/suspicions/cutOffTimes';
import { decimalIds } from '../../../nodes/Rockerbox/preflight/suspicions/decimalIds';
import { hashedEmails } from '../../../nodes/Rockerbox/preflight/suspicions/hashedEmails';
import { momentOfRun } from '../../../nodes/Rockerbox/preflight/suspicions/momentOfRun';
import { oldDates } from '../../../nodes/Rockerbox/preflight/suspicions/oldDates';
import { onePerson } from '../../../nodes/Rockerbox/preflight/suspicions/onePerson';
import { similarActions } from '../../../nodes/Rockerbox/preflight/suspicions/similarActions';
import { worthlessAmounts } from '../../../nodes/Rockerbox/preflight/suspicions/worthlessAmounts';
import { ago, DAY, NOW, orders, sentenceOf, type Batch } from '../../support/batches';
import { readText } from '../../support/engineFiles';

const NUMBERS = new Map(Object.entries({ one: 1, two: 2, three: 3, five: 5, ten: 10 }));

type Kind = Parameters<typeof sentenceOf>[0];
/** A batch that raises the sign only if it has this number of the things that the row counts. */
type BatchOf = (count: number) => Batch;

/** By the beginning of the row: a batch for each "from … on" in the row, in its order. */
const SIGNS: Array<[row: string, kind: Kind, ...batches: BatchOf[]]> = [
	['All times are the moment', momentOfRun, (count) => timed(count, () => NOW)],
	[
		'One email or ID',
		onePerson,
		(count) => ({ items: orders(count, () => ({ email: 'guest@example.com' })) }),
	],
	[
		'Amounts that look like cents',
		centAmounts,
		(count) => ({ ...priced(count, 101), revenue: '={{ $json.amount_cents }}' }),
		(count) => priced(count, 199),
	],
	[
		'IDs that end',
		decimalIds,
		(count) => ({ items: orders(count, (index) => ({ customer_id: `${1000 + index}.0` })) }),
	],
	[
		'Emails in different forms',
		hashedEmails,
		(count) => ({
			items: orders(40, (index) => (index < count ? { email: 'a1'.repeat(32) } : {})),
		}),
	],
	[
		'One order ID with',
		conflictingOrders,
		(count) => ({
			items: orders(40, (index) => ({
				timestamp: ago(DAY),
				...(index <= count ? { order_id: 'O-1' } : {}),
			})),
		}),
	],
	[
		'Actions that differ',
		similarActions,
		(count) => ({ items: orders(40, (index) => (index < count ? { action: 'Purchase' } : {})) }),
	],
	[
		'Amounts of 0 or below',
		worthlessAmounts,
		(count) => ({ items: orders(count, (index) => (index < count / 2 ? { revenue: 0 } : {})) }),
	],
	[
		'All times are midnight',
		cutOffTimes,
		(count) => timed(count, (index) => `2026-11-${10 + index}T00:00:00Z`),
	],
	['Old dates', oldDates, (count) => timed(count, (index) => ago(index === 0 ? 31 * DAY : DAY))],
];

const [, TABLE] = /^## Warning signs$([^]*?)^## /m.exec(readText('docs/reference.md'))!;
const ROWS = [...TABLE.matchAll(/^\| (?!What looks|-)(.+?) +\| (.+?) +\|$/gm)];

test('Each row of the reference is tried, except for the one about answers', () => {
	expect(ROWS).toHaveLength(SIGNS.length + 1);
});

describe.each(SIGNS)('%s', (row, kind, ...batches) => {
	const [, , when] = ROWS.find(([, what]) => what.startsWith(row))!;
	const thresholds = [...when.matchAll(/[Ff]rom (\w+)(?: \w+){0,3} on\b/g)].map(
		([, number]) => NUMBERS.get(number) ?? Number(number),
	);

	test.each(batches.map((batchOf, index) => [thresholds[index], batchOf] as const))(
		'is said from the reference’s threshold on: %s',
		(from, batchOf) => {
			expect(sentenceOf(kind, batchOf(from))).toBeDefined();
			expect(sentenceOf(kind, batchOf(from - 1))).toBeUndefined();
		},
	);

	test('has no other threshold', () => {
		expect(thresholds).toHaveLength(batches.length);
	});
});

function timed(count: number, timestamp: (index: number) => unknown): Batch {
	return { items: orders(count, (index) => ({ timestamp: timestamp(index) })) };
}

/** Whole amounts that all end with the same two digits. */
function priced(count: number, first: number): Batch {
	return { items: orders(count, (index) => ({ revenue: first + 100 * index })) };
}
