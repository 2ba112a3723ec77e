import { DateTime } from 'luxon';
import { describeValue, isDate } from './describeValue';
import { InvalidValue, type ValueReader } from './value';

const DIGITS = /^[+-]?\d+(?:\.\d+)?$/;
const ISO = /^\d{4}-?(?:\d{2}-?\d{2}|W\d{2}-?\d|\d{3})(?:T|$)/;
const SQL = /^\d{4}-\d{2}-\d{2} +\d/;
const TWO_READINGS = /^\d{1,2}([/.-])\d{1,2}\1((?:\d{2}){1,2})\b/; // 07/08/2024, 7.8.24
const MAX_DATE_CHARS = 100; // no date needs more

const EARLIEST_SECONDS = DateTime.utc(2000).toSeconds();
const ONE_DAY_SECONDS = 86_400;

const FORMATS = 'Use a date like 2024-08-07T14:30:00Z, or epoch seconds like 1535147451.';

export interface TimestampRules {
	/** IANA zone of dates that carry none themselves, e.g. `America/New_York`. */
	timezone: string;
	/** The present, in epoch seconds. */
	now: number;
}

/**
 * Epoch seconds as a string of digits, the one form that Rockerbox documents (`"1535147451"`).
 * Accepts date objects, ISO 8601, SQL style, RFC 2822, and epoch seconds, milliseconds or
 * microseconds; parts of a second are cut off.
 * @throws {InvalidValue} for slash dates (two readings), and for dates before 2000 or over a day
 * ahead, which are mistakes of unit or format
 */
export function timestamp({ timezone, now }: TimestampRules): ValueReader<string> {
	return (value) => {
		const seconds = Math.floor(toSeconds(value, timezone));
		if (seconds < EARLIEST_SECONDS || seconds > now + ONE_DAY_SECONDS) {
			const when =
				seconds < EARLIEST_SECONDS ? 'before the year 2000' : 'more than a day in the future';
			throw new InvalidValue(`was ${describeValue(value)}, which is ${when}. ${FORMATS}`);
		}
		return String(seconds);
	};
}

function toSeconds(value: unknown, timezone: string): number {
	if (isDate(value)) {
		const milliseconds = Number(value);
		if (Number.isNaN(milliseconds)) throw new InvalidValue(`was an invalid date. ${FORMATS}`);
		return milliseconds / 1000;
	}
	if (typeof value === 'number' && Number.isFinite(value)) return epochToSeconds(value);
	if (typeof value !== 'string') {
		throw new InvalidValue(`was ${describeValue(value)}, which isn't a date. ${FORMATS}`);
	}
	const found = value.trim();
	return DIGITS.test(found) ? epochToSeconds(Number(found)) : dateToSeconds(found, timezone);
}

/** Seconds, milliseconds and microseconds since 1970 lie a thousandfold apart. */
function epochToSeconds(epoch: number): number {
	if (epoch < 1e11) return epoch;
	return epoch < 1e14 ? epoch / 1e3 : epoch / 1e6;
}

function dateToSeconds(found: string, zone: string): number {
	const [twoReadings, separator, year] = TWO_READINGS.exec(found) ?? [];
	if (twoReadings) throw new InvalidValue(bothReadings(found, separator, year));
	const parsed = found.length <= MAX_DATE_CHARS && parseDate(found, zone);
	if (!parsed || !parsed.isValid) {
		throw new InvalidValue(
			`was ${describeValue(found)}, which isn't a date that can be read. ${FORMATS}`,
		);
	}
	return parsed.toSeconds();
}

/** The way out keeps the date without a zone, so that the workflow's or the option's applies. */
function bothReadings(found: string, separator: string, year: string): string {
	const y = year.length === 4 ? 'yyyy' : 'yy';
	const [monthFirst, dayFirst] = [`M/d/${y}`, `d/M/${y}`].map((format) =>
		format.replaceAll('/', separator),
	);
	return `was ${describeValue(found)}, which can be read in two ways (month first or day first). Use a date like 2024-08-07, or say in the mapping how to read it: {{ DateTime.fromFormat($json.date, '${monthFirst}').toISODate() }} for month first, '${dayFirst}' for day first.`;
}

function parseDate(found: string, zone: string): DateTime {
	if (ISO.test(found)) return DateTime.fromISO(found, { zone });
	if (SQL.test(found)) return DateTime.fromSQL(found, { zone });
	return DateTime.fromRFC2822(found, { zone });
}
