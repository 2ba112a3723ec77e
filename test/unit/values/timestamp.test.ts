import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { timestamp } from '../../../nodes/Rockerbox/values/timestamp';
import { NOW, WORKFLOW_ZONE } from '../../support/build';
import { refusalOf } from '../../support/refusal';

const read = timestamp({ timezone: WORKFLOW_ZONE, now: NOW });
const at = (iso: string) => String(DateTime.fromISO(iso).toSeconds());

describe('an instant becomes its epoch seconds', () => {
	test.each<[string, unknown]>([
		['epoch seconds', 1535147451],
		['epoch seconds as text, as in Rockerbox’s sample', '1535147451'],
		['epoch seconds with blanks around', ' 1535147451 '],
		['epoch seconds with parts of a second', 1535147451.987],
		['epoch milliseconds', 1535147451987],
		['epoch milliseconds as text', '1535147451987'],
		['epoch microseconds', 1535147451987654],
		['ISO 8601 in UTC', '2018-08-24T21:50:51Z'],
		['ISO 8601 with milliseconds', '2018-08-24T21:50:51.987Z'],
		['ISO 8601 with microseconds', '2018-08-24T21:50:51.987654Z'],
		['ISO 8601 with an offset, as Shopify writes it', '2018-08-24T17:50:51-04:00'],
		['ISO 8601 with an offset without colon, as Salesforce does', '2018-08-24T21:50:51.000+0000'],
		['ISO 8601, basic format', '20180824T215051Z'],
		['ISO 8601 with the name of a zone', '2018-08-24T23:50:51+02:00[Europe/Berlin]'],
		['SQL with an offset, as Postgres writes it', '2018-08-24 21:50:51+00'],
		['SQL with a longer offset', '2018-08-24 17:50:51.123 -04:00'],
		['SQL with Z', '2018-08-24 21:50:51Z'],
		['SQL with a zone', '2018-08-24 21:50:51 UTC'],
		['SQL with the name of a zone', '2018-08-24 23:50:51 Europe/Berlin'],
		['RFC 2822', 'Fri, 24 Aug 2018 17:50:51 -0400'],
		['RFC 2822 without the weekday', '24 Aug 2018 21:50:51 +0000'],
		['the date of an HTTP header', 'Fri, 24 Aug 2018 21:50:51 GMT'],
		['a Date', new Date(1535147451987)],
		['a Luxon DateTime', DateTime.fromMillis(1535147451987, { zone: 'Asia/Tokyo' })],
	])('%s', (_, given) => {
		expect(read(given)).toBe('1535147451');
	});
});

describe('a wall-clock time is read in the time zone of the workflow', () => {
	test.each([
		['in summer', '2024-08-07T14:30:00', '2024-08-07T18:30:00Z'],
		['in winter', '2024-01-07T14:30:00', '2024-01-07T19:30:00Z'],
		['without seconds', '2024-08-07T14:30', '2024-08-07T18:30:00Z'],
		['SQL', '2024-08-07 14:30:00', '2024-08-07T18:30:00Z'],
		['SQL without seconds', '2024-08-07 14:30', '2024-08-07T18:30:00Z'],
		['SQL of Rockerbox’s sample', '2023-05-05 23:24:11.695', '2023-05-06T03:24:11Z'],
		['a day alone', '2024-08-07', '2024-08-07T04:00:00Z'],
		['the week day of a week', '2024-W32-3', '2024-08-07T04:00:00Z'],
	])('%s: %s', (_, given, instant) => {
		expect(read(given)).toBe(at(instant));
	});

	test('or of the option', () => {
		const inTokyo = timestamp({ timezone: 'Asia/Tokyo', now: NOW });
		expect(inTokyo('2024-08-07 14:30:00')).toBe(at('2024-08-07T05:30:00Z'));
		expect(inTokyo('2024-08-07T14:30:00Z')).toBe(at('2024-08-07T14:30:00Z'));
	});
});

describe('the years that a conversion can have', () => {
	const day = 86_400;
	test.each([
		['the first second of 2000', 946684800, true],
		['the second before', 946684799, false],
		['a blink before', 946684799.999, false],
		['now', NOW, true],
		['in a day', NOW + day, true],
		['in a day and a second', NOW + day + 1, false],
		['1970, from a date that was never set', 0, false],
		['before 1970', -1535147451, false],
		['a year', 2024, false],
		['the last day number before 2000', 36525, false],
		['the first day number of 2100', 73051, false],
		['epoch nanoseconds', 1535147451987654321n.toString(), false],
		['a year typed wrong', '2204-08-07T14:30:00Z', false],
		['year zero', '0000-00-00 00:00:00', false],
		['year one, the empty date of .NET', '0001-01-01T00:00:00Z', false],
	])('%s', (_, given, allowed) => {
		if (allowed) expect(read(given)).toBe(String(given));
		else expect(refusalOf(() => read(given))).toMatch(/^was /);
	});
});

describe('a value that is not a date is refused', () => {
	test.each<[string, unknown]>([
		['words', 'yesterday'],
		['a month', '2024-08'],
		['a time', '14:30'],
		['a day and a month', '7/8'],
		['day and month that nobody put in order', '07.08.2024'],
		['a day that does not exist', '2023-02-29'],
		['an hour that does not exist', '2024-08-07T25:00:00'],
		['a zone that does not exist', '2024-08-07 14:30:00 Mars/Olympus'],
		['half past two in the afternoon and in the morning', '2024-08-07 14:30 AM'],
		['an address', 'jane@example.com'],
		['a broken mapping', 'Invalid DateTime'],
		['an object as text', '[object Object]'],
		['an endless text', '2024-08-07T'.repeat(100_000)],
		['endless digits', '1'.repeat(100_000)],
		['an invalid Date', new Date(NaN)],
		['an invalid Luxon DateTime', DateTime.invalid('no date')],
		['an object that only looks like a Luxon DateTime', { isLuxonDateTime: true }],
		['NaN', NaN],
		['infinity', Infinity],
		['true', true],
		['a list', [1535147451]],
		['an object', { seconds: 1535147451 }],
	])('%s', (_, given) => {
		const refusal = refusalOf(() => read(given));
		expect(refusal).toMatch(/^(?:was|came out as) .*(?:source|Map|mapping|option)\b/);
		expect(refusal).not.toMatch(/\$now|fromFormat/);
		expect(refusal.length).toBeLessThan(400);
	});
});

describe('however an instant is written, it gives the same epoch seconds', () => {
	const instants = fc.record({
		milliseconds: fc.integer({ min: Date.UTC(2000, 0, 1), max: NOW * 1000 }),
		zone: fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone')),
		elsewhere: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/St_Johns'),
	});

	test.each<[string, (instant: DateTime<true>) => unknown]>([
		['Luxon DateTime', (instant) => instant],
		['Date', (instant) => instant.toJSDate()],
		['ISO 8601 with an offset', (instant) => instant.toISO()],
		['ISO 8601 in UTC', (instant) => instant.toUTC().toISO()],
		['ISO 8601, basic format', (instant) => instant.toISO({ format: 'basic' })],
		['ISO 8601, week date', (instant) => `${instant.toISOWeekDate()}T${instant.toISOTime()}`],
		['SQL with an offset', (instant) => instant.toSQL()],
		['RFC 2822', (instant) => instant.toRFC2822()],
		['HTTP', (instant) => instant.toHTTP()],
		['epoch seconds', (instant) => Math.floor(instant.toMillis() / 1000)],
		['epoch seconds with decimals', (instant) => instant.toMillis() / 1000],
		['epoch seconds as digits', (instant) => String(instant.toMillis() / 1000)],
		['epoch milliseconds', (instant) => instant.toMillis()],
		['epoch milliseconds as digits', (instant) => String(instant.toMillis())],
		['epoch microseconds', (instant) => instant.toMillis() * 1000],
		['epoch microseconds as digits', (instant) => String(instant.toMillis() * 1000)],
	])('%s', (_, write) => {
		fc.assert(
			fc.property(instants, ({ milliseconds, zone, elsewhere }) => {
				const written = write(valid(milliseconds, zone));
				const seconds = timestamp({ timezone: elsewhere, now: NOW })(written);
				expect(seconds).toBe(String(Math.floor(milliseconds / 1000)));
			}),
		);
	});

	test.each<[string, (instant: DateTime<true>) => string]>([
		['ISO 8601 without an offset', (instant) => instant.toISO({ includeOffset: false })],
		['SQL without an offset', (instant) => instant.toSQL({ includeOffset: false })],
	])('%s, except when clocks were changed', (_, write) => {
		fc.assert(
			fc.property(instants, ({ milliseconds, zone }) => {
				fc.pre(hasOneReading(milliseconds, zone));
				const seconds = timestamp({ timezone: zone, now: NOW })(write(valid(milliseconds, zone)));
				expect(seconds).toBe(String(Math.floor(milliseconds / 1000)));
			}),
		);
	});
});

function valid(milliseconds: number, zone: string): DateTime<true> {
	const instant = DateTime.fromMillis(milliseconds, { zone });
	if (!instant.isValid) throw new Error(`Not an instant: ${milliseconds} in ${zone}`);
	return instant;
}

/** Whether the clocks of this zone show this wall-clock time only once. */
function hasOneReading(milliseconds: number, zoneName: string): boolean {
	const zone = IANAZone.create(zoneName);
	const minute = 60_000;
	const wallClock = milliseconds + zone.offset(milliseconds) * minute;
	const offsets = [-26, 0, 26].map((hours) => zone.offset(milliseconds + hours * 60 * minute));
	const readings = [...new Set(offsets)]
		.map((offset) => [wallClock - offset * minute, offset])
		.filter(([instant, offset]) => zone.offset(instant) === offset);
	return readings.length === 1;
}

describe('a date without a zone', () => {
	const minute = 60;
	const hour = 60 * minute;
	const wallClock = (seconds: number, zone: string) =>
		DateTime.fromSeconds(seconds, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');

	test('may be a quarter of an hour ahead, because clocks differ', () => {
		expect(read(wallClock(NOW + 15 * minute, WORKFLOW_ZONE))).toBe(String(NOW + 15 * minute));
	});

	test.each([15 * minute + 1, 5 * hour, 26 * hour])(
		'proves a wrong zone if it is further ahead: %i s',
		(ahead) => {
			const refusal = refusalOf(() => read(wallClock(NOW + ahead, WORKFLOW_ZONE)));
			expect(refusal).toMatch(/no time zone.*still to come in America\/New_York.*option Timezone/);
		},
	);

	test('is wrong in any zone if it is more than a day ahead', () => {
		const refusal = refusalOf(() => read(wallClock(NOW + 26 * hour + 1, WORKFLOW_ZONE)));
		expect(refusal).toContain('more than a day in the future');
	});

	test('is reported with its zone, and whether it was the day number of a spreadsheet', () => {
		const onZoneless = jest.fn();
		const inBerlin = timestamp({ timezone: 'Europe/Berlin', now: NOW, onZoneless });
		inBerlin('2024-08-07T14:30:00Z');
		inBerlin(1535147451);
		inBerlin(new Date(1535147451000));
		expect(onZoneless).not.toHaveBeenCalled();
		inBerlin('2024-08-07 14:30:00');
		inBerlin(45511.6);
		expect(onZoneless.mock.calls).toEqual([
			[{ timezone: 'Europe/Berlin', isDayNumber: false }],
			[{ timezone: 'Europe/Berlin', isDayNumber: true }],
		]);
	});

	test('is not reported if it is refused', () => {
		const onZoneless = jest.fn();
		const reader = timestamp({ timezone: 'UTC', now: NOW, onZoneless });
		refusalOf(() => reader('1999-12-31'));
		refusalOf(() => reader(wallClock(NOW + hour, 'UTC')));
		expect(onZoneless).not.toHaveBeenCalled();
	});
});

test('the day number of a spreadsheet is the second that the spreadsheet shows', () => {
	const inTokyo = timestamp({ timezone: 'Asia/Tokyo', now: NOW });
	fc.assert(
		fc.property(fc.integer({ min: 946_684_800, max: NOW }), (seconds) => {
			// In the form of a spreadsheet, and in that of a CSV file.
			const days = seconds / 86_400 + 25_569;
			const want = String(seconds - 9 * 3600);
			fc.pre(Number(want) >= 946_684_800);
			expect(inTokyo(days)).toBe(want);
			expect(inTokyo(days.toPrecision(15))).toBe(want);
		}),
	);
});

describe('endless text is refused, whatever it repeats', () => {
	const pieces = ['2024-08-07', '12:', 'Aug', 'a ', '-', '(', '[', '00', '"', '. ', ', ', '+', 'T'];
	test.each(pieces)('%s', (piece) => {
		for (const start of ['', '2024-08-07 14:30', 'Aug 7 14:30 ', '14:30 ']) {
			const text = start + piece.repeat(100_000);
			expect(() => read(text)).toThrow();
			expect(() => read(text.slice(0, 100))).toThrow();
		}
	});
});

test.each([
	'2026-11-28T04:05:14.601-05:002026-11-24T10:12:44-05:00',
	'2026-11-28T04:05:14Z2026-11-24 10:12:44',
	'2026-11-28 04:05:142026-11-24 10:12:44',
])(
	'two dates in one field, as a drop onto a filled field makes them, are distinguished from a zone: %s',
	(text) => {
		expect(() => read(text)).toThrow(
			"which is two dates in one. Map a single one: clear 'Timestamp', and drag its field onto it.",
		);
	},
);
