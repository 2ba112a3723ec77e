import { DateTime } from 'luxon';
import { momentOfRun } from '../../../../nodes/Rockerbox/preflight/suspicions/momentOfRun';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { ago, clicks, NOW, orders, sentenceOf } from '../../../support/batches';

/** `{{ $now }}`, evaluated for each item while the run prepares them. */
const now = (index = 0) => DateTime.fromMillis(NOW * 1000 + 3 * index);

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(NOW * 1000 + 2_500);
});
afterEach(() => {
	jest.restoreAllMocks();
});

describe('That all times are the moment of the run', () => {
	test('is said of two items, and of many', () => {
		expect(
			sentenceOf(
				momentOfRun,
				orders(2, () => ({ timestamp: now() })),
			),
		).toBe(
			"All 2 conversions have the moment of this run as their time. Clear 'Timestamp', and drag the date of each conversion onto it.",
		);
		const many = orders(1_200, (index) => ({ timestamp: now(index / 2) }));
		expect(sentenceOf(momentOfRun, many)).toMatch(/^All 1,200 conversions /);
	});

	test('is said of marketing events', () => {
		const items = clicks(3, () => ({ timestamp: now() }));
		expect(sentenceOf(momentOfRun, { operation: sendMarketingEvent, items })).toMatch(
			/^All 3 events .* the date of each event /,
		);
	});

	test.each([
		['one event that happens right now', orders(1, () => ({ timestamp: now() }))],
		['orders of the last minute', orders(9, (index) => ({ timestamp: ago(1 + index) }))],
		['orders of one second, shortly before', orders(9, () => ({ timestamp: ago(1) }))],
		['one of several', orders(9, (index) => ({ timestamp: index === 4 ? ago(60) : now() }))],
		['dates that lie ahead, by a wrong zone', orders(9, () => ({ timestamp: ago(-3600) }))],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(momentOfRun, items)).toBeUndefined();
	});
});
