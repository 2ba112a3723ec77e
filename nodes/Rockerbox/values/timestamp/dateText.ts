import { DateTime, Info, type Zone } from 'luxon';
import { refuseLeftover } from '../text';
import { InvalidValue } from '../value';
import { refusals } from './refusals';
import { writtenZone } from './zone';

/** The order of day and month in dates that end with the year, and its name in the option. */
export const DATE_ORDERS = { dayFirst: 'Day First', monthFirst: 'Month First' };
export type DateOrder = keyof typeof DATE_ORDERS;

/** What a date says. */
export interface DateText {
	/** Date and time of a local clock, in milliseconds as if in UTC; fractions of a second are cut off. */
	wallClock: number;
	/** The zone in the text, if there is one. */
	zone?: Zone;
}

type Parts = Partial<Record<string, string>>;

/** Returns the midnight of a day, in milliseconds as if in UTC; undefined if the calendar has no such day. */
type DayReader = (parts: Parts, found: string, order: DateOrder | undefined) => number | undefined;

const MONTHS = Info.months('long', { locale: 'en' });
const WEEKDAYS = Info.weekdays('long', { locale: 'en' });

/** How a day is written, the most frequent first. */
const DAYS: Array<[form: RegExp, read: DayReader]> = [
	// 2024-08-07, 2024/8/7, 2024. 8. 7.
	[/^(?<year>\d{4})(?<sign>[-/]|\. ?)(?<month>\d\d?)\k<sign>(?<day>\d\d?)\.?(?!\d)/, numbered],
	// 07/08/2024, 7.8.24
	[
		/^(?<first>\d\d?)(?<sign>[-/ ]|\. ?)(?<next>\d\d?)\k<sign>(?<year>\d{4}(?!\d)|\d\d(?![:.]?\d))\.?/,
		ordered,
	],
	// 7 Aug 2024, 7th of August, 2024, 07AUG2024
	[
		/^(?<day>\d\d?)(?:st|nd|rd|th)?[-/. ]{0,2}(?:of )?(?<name>[a-z]{3,9})[-/., ]{0,2}(?<year>\d{4}(?!\d)|\d\d(?![:.]?\d))/i,
		named,
	],
	// Aug 7, 2024, August 7th 2024
	[
		/^(?<name>[a-z]{3,9})[-/. ]{0,2}(?<day>\d\d?)(?:st|nd|rd|th)?[-/., ]{1,2}(?<year>\d{4}(?!\d)|\d\d(?![:.]?\d))/i,
		named,
	],
	// 2024-Aug-07
	[/^(?<year>\d{4})[-/., ]{0,2}(?<name>[a-z]{3,9})[-/. ]{0,2}(?<day>\d\d?)(?!\d)/i, named],
	// 20240807, 20240807T143000, 20240807 1430, 20240807143000123
	[
		/^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:[T ]?(?<hour>\d\d)(?<minute>\d\d)(?:(?<second>\d\d)(?:[.,]?\d+)?)?)?(?![\d:])/i,
		numbered,
	],
	// 2024-W32-3, 2024-220
	[
		/^(?<iso>\d{4}-?(?:W\d\d-?\d|\d{3}))(?=T|$)/,
		({ iso = '' }) => {
			const day = DateTime.fromISO(iso, { zone: 'utc' });
			return day.isValid ? day.toMillis() : undefined;
		},
	],
];

/** How a time of day is written after its day. */
const CLOCKS: Array<[form: RegExp]> = [
	// T14:30:00.123, 14:30, 14.30, at 2:30 p.m., :14:30:00, 14:30 Uhr
	[
		/^(?:[T:]|,? ?(?:(?:at|@) ?)?| - )(?<hour>\d\d?)(?<sign>[:.])(?<minute>\d\d)(?:\k<sign>(?<second>\d\d)(?:[.,:]\d+)?)?(?: ?(?<half>[ap])\.? ?m\b\.?| Uhr\b)?(?!\d)/i,
	],
	// 14h30, 14 h 30
	[/^(?:[T,]|,? |,? à )(?<hour>\d\d?) ?h ?(?<minute>\d\d)(?!\d)/i],
	// -14.30.00.000000, as DB2 writes it
	[/^-(?<hour>\d\d)\.(?<minute>\d\d)\.(?<second>\d\d)(?:\.\d+)?(?!\d)/],
	// T143000, T14
	[/^T(?<hour>\d\d)(?:(?<minute>\d\d)(?:(?<second>\d\d)(?:[.,]\d+)?)?)?(?!\d)/i],
	// 2 PM
	[/^,? (?:(?:at|@) )?(?<hour>\d\d?) ?(?<half>[ap])\.? ?m\b\.?/i],
];

/** 14:30:00 Aug 07, 2024 PDT */
const CLOCK_FIRST = /^(\d\d?:\d\d(?::\d\d)?(?: ?[ap]\.? ?m\b\.?)?),? (?:on )?(.*\d)/i;
/** Aug 7 14:30:00 UTC 2024, 7 Aug 14:30:00 2024 UTC */
const YEAR_LAST = /^([a-z]{3,9} \d\d?|\d\d? [a-z]{3,9}) (\d\d?:.+) (\d{4})( [a-z]{1,5})?$/i;
const WEEKDAY = /^([a-z]{3,9})\.?,? /i;

/** How a zone begins. After a day without a time, `-07:00` may also be a time of day. */
const ZONE = /^ ?[a-z+\-[(]/i;
const ZONE_OF_DAY = /^ ?(?:[a-z][^:]*$|[+[(])/i;

/**
 * Reads a date, with the time of day and the zone if they are there. `order` tells day and month apart if the
 * year is last, and says that a short year is last.
 * @throws {InvalidValue} for anything that isn't a date, and for a date with several readings
 */
export function readDateText(found: string, order?: DateOrder): DateText {
	const written = found.replace(CLOCK_FIRST, '$2 $1');
	const weekday = numberOf(WEEKDAYS, WEEKDAY.exec(written)?.[1]);
	const text = (weekday > 0 ? written.replace(WEEKDAY, '') : written).replace(
		YEAR_LAST,
		'$1 $3 $2$4',
	);
	const [dayParts, behindDay, readDay] = take(DAYS, text);
	if (!readDay) throw unreadable(found);
	const midnight = readDay(dayParts, found, order);
	const [clockParts, zoneText] = take(CLOCKS, behindDay);
	const parts = { ...dayParts, ...clockParts };
	const isZone = parts.hour === undefined ? ZONE_OF_DAY : ZONE;
	if (zoneText !== '' && !isZone.test(zoneText)) throw unreadable(found);

	const sinceMidnight = timeOfDay(parts);
	if (midnight === undefined || sinceMidnight === undefined) {
		throw new InvalidValue(refusals.impossible(found));
	}
	const actual = new Date(midnight).getUTCDay() || 7;
	if (weekday > 0 && weekday !== actual) {
		throw new InvalidValue(refusals.wrongWeekday(found, WEEKDAYS[actual - 1]));
	}
	const wallClock = midnight + sinceMidnight;
	if (zoneText === '') return { wallClock };
	const zone = writtenZone(zoneText.trim());
	if (!zone) throw new InvalidValue(refusals.zone(found, zoneText));
	return { wallClock, zone };
}

function unreadable(found: string): InvalidValue {
	refuseLeftover(found);
	return new InvalidValue(refusals.unreadable(found));
}

/** The parts of the first form that the text begins with, the text after it, and the form's companion. */
function take<T>(forms: Array<[form: RegExp, companion?: T]>, text: string): [Parts, string, T?] {
	for (const [form, companion] of forms) {
		const match = form.exec(text);
		if (match) return [match.groups ?? {}, text.slice(match[0].length), companion];
	}
	return [{}, text];
}

function numbered({ year, month, day }: Parts): number | undefined {
	return midnightOf(Number(year), Number(month), Number(day));
}

function named(
	{ year, name, day }: Parts,
	found: string,
	order: DateOrder | undefined,
): number | undefined {
	const month = numberOf(MONTHS, name);
	if (month === 0) throw unreadable(found);
	if (isShort(year) && !order) throw new InvalidValue(refusals.shortYear(found));
	return midnightOf(fullYear(year), month, Number(day));
}

function ordered(
	{ first, next, year }: Parts,
	found: string,
	order: DateOrder | undefined,
): number | undefined {
	const [a, b] = [Number(first), Number(next)];
	const days: Record<DateOrder, number | undefined> = {
		monthFirst: midnightOf(fullYear(year), a, b),
		dayFirst: midnightOf(fullYear(year), b, a),
	};
	const possible = Object.entries(days).flatMap(([reading, day]) =>
		day === undefined ? [] : [{ order: DATE_ORDERS[reading as DateOrder], day }],
	);
	if (order) {
		if (days[order] === undefined && possible.length > 0) {
			throw new InvalidValue(refusals.otherOrder(found, possible[0]));
		}
		return days[order];
	}
	const yearFirst =
		isShort(first) && isShort(year) ? midnightOf(fullYear(first), b, Number(year)) : undefined;
	if (yearFirst !== undefined) possible.push({ order: 'year first', day: yearFirst });
	if (possible.length > 0) throw new InvalidValue(refusals.order(found, possible));
	return undefined;
}

function isShort(year: string | undefined): boolean {
	return year?.length === 2;
}

/** Dates before 2000 are refused, so a short year is a later one. */
function fullYear(year: string | undefined): number {
	return isShort(year) ? 2000 + Number(year) : Number(year);
}

function midnightOf(year: number, month: number, day: number): number | undefined {
	const midnight = new Date(Date.UTC(year, month - 1, day));
	const isReal = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
	return isReal ? midnight.getTime() : undefined;
}

/** Milliseconds since midnight; undefined if no clock shows this time. */
function timeOfDay({ hour, minute = '0', second = '0', half }: Parts): number | undefined {
	if (hour === undefined) return 0;
	const hours = half === undefined ? Number(hour) : in24Hours(Number(hour), half);
	const [minutes, seconds] = [Number(minute), Number(second)];
	const isReal = hours < 24 || (hours === 24 && minutes === 0 && seconds === 0);
	return isReal && minutes < 60 && seconds < 60
		? ((hours * 60 + minutes) * 60 + seconds) * 1000
		: undefined;
}

/** Some sources write 14:30 PM, but no clock shows 14:30 AM. */
function in24Hours(hour: number, half: string): number {
	const isPm = half.toLowerCase() === 'p';
	if (hour > 12) return isPm ? hour : NaN;
	return (hour % 12) + (isPm ? 12 : 0);
}

/** The number of a name, from 1, by its first three letters or more; 0 if there is no such name. */
function numberOf(names: string[], word = ''): number {
	if (word.length < 3) return 0;
	return 1 + names.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase()));
}
