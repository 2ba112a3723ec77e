import fc from 'fast-check';
import { MAX_SUSPICIONS } from '../../../nodes/Rockerbox/preflight/suspicions';
import { ago, DAY, NOW, orders, suspicionsIn, type Batch } from '../../support/batches';

/** Everything is wrong with these. */
const SUSPICIOUS = orders(30, (index) => ({
	email: index ? 'guest@example.com' : '5'.repeat(64),
	customer_id: `${index}.0`,
	action: index % 2 ? 'purchase' : 'Purchase',
	timestamp: ago(400 * DAY * (index % 2)),
	order_id: `O-${index % 10}`,
	revenue: 1000 * (index % 3) + 999,
}));

describe('The suspicions about a batch', () => {
	test('are the gravest three at most', () => {
		expect(suspicionsIn(SUSPICIOUS)).toEqual([
			expect.stringMatching(/the same Email/),
			expect.stringMatching(/in \.0/),
			expect.stringMatching(/different forms/),
		]);
		expect(MAX_SUSPICIONS).toBe(3);
	});

	test('never show anything about a person', () => {
		expect(suspicionsIn(SUSPICIOUS).join()).not.toMatch(/guest@|55555/);
	});

	test('are missing for a correct batch', () => {
		for (const count of [0, 1, 2, 20, 1_000]) expect(suspicionsIn(orders(count))).toEqual([]);
	});
});

/** Amounts as shops, banks and CRMs write them, including whole ones. */
const AMOUNTS: Record<string, fc.Arbitrary<unknown>> = {
	'dollars as numbers': fc.integer({ min: 500, max: 90_000 }).map((cents) => cents / 100),
	'dollars as text': fc.integer({ min: 500, max: 90_000 }).map((cents) => (cents / 100).toFixed(2)),
	'dollars with a sign': fc.integer({ min: 5, max: 900 }).map((amount) => `$${amount}`),
	'whole dollars': fc.integer({ min: 5, max: 900 }),
	yen: fc.integer({ min: 8, max: 3_000 }).map((tens) => tens * 10),
	won: fc.integer({ min: 50, max: 3_000 }).map((hundreds) => hundreds * 100),
	deals: fc.integer({ min: 1, max: 900 }).map((halves) => halves * 500),
	'large whole amounts': fc.integer({ min: 1_000, max: 90_000 }),
	'nothing at all': fc.constant(undefined),
};

/** The time `seconds` ago, as they write it. */
const TIMES: Record<string, (seconds: number) => unknown> = {
	'ISO 8601': ago,
	'a database': (seconds) => ago(seconds).slice(0, 19).replace('T', ' ').replace('Z', ''),
	'epoch seconds': (seconds) => NOW - seconds,
	'epoch milliseconds': (seconds) => String((NOW - seconds) * 1000),
	'days alone': (seconds) => ago(seconds).slice(0, 10),
};

/** Batches that somebody might send, with the oddities of real ones. */
const innocent: fc.Arbitrary<Batch> = fc
	.record({
		size: fc.integer({ min: 1, max: 60 }),
		amount: fc.constantFrom(...Object.keys(AMOUNTS)),
		time: fc.constantFrom(...Object.keys(TIMES)),
		days: fc.constantFrom(1, 7, 90, 300),
		actions: fc.constantFrom<string[]>(
			['purchase'],
			['purchase', 'renewal'],
			['lead', 'Closed Won', 'trial'],
		),
		identity: fc.constantFrom('plain', 'hashed', 'ID', 'both'),
		customers: fc.constantFrom(3, 10, 1_000),
		worthless: fc.constantFrom(undefined, '-12.00', '0.00'),
	})
	.chain(({ size, amount, time, days, actions, identity, customers, worthless }) =>
		fc
			.array(
				fc.record({
					revenue: AMOUNTS[amount],
					seconds: fc.integer({ min: 90, max: days * DAY }),
					action: fc.constantFrom(...actions),
				}),
				{ minLength: size, maxLength: size },
			)
			.map((rows) => {
				const seen: Record<string, number> = {};
				return {
					items: rows.map(({ revenue, seconds, action }, index) => {
						const customer = (index * 7) % customers;
						const email =
							identity === 'hashed'
								? customer.toString(16).padStart(64, 'a')
								: `person-${customer}@example.com`;
						seen[action] = (seen[action] ?? 0) + 1;
						return {
							email: identity === 'ID' ? undefined : email,
							customer_id: identity === 'ID' || identity === 'both' ? 1000 + customer : undefined,
							action,
							timestamp: TIMES[time](seconds + 15 * 3_600),
							order_id: `O-${index}`,
							revenue: seen[action] % 5 === 0 ? (worthless ?? revenue) : revenue,
						};
					}),
				};
			}),
	);

test('A correct batch is never suspected of anything', () => {
	fc.assert(
		fc.property(innocent, (batch) => {
			expect(suspicionsIn(batch)).toEqual([]);
		}),
		{ numRuns: 500 },
	);
});
