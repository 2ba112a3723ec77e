import { DateTime, Info, type Zone } from 'luxon';
import { isDate } from './describeValue';
import { plainMarks } from './numerals';
import { readDateText, type DateOrder } from './timestamp/dateText';
import { refusals } from './timestamp/refusals';
import { InvalidValue, type ValueReader } from './value';

export type { DateOrder } from './timestamp/dateText';

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/i;
const DIGITS_OF_DATE = /^20\d{6}(?:\d{4}|\d{6}|\d{9})?$/; // 20240807, and with hhmm, hhmmss or hhmmssSSS
/** Excel keeps at most six digits of a number that it shortens: 1.72304E+12. */
const SHORTENED = /^[+-]?\d(?:[.,](\d{1,5}))?E\+(\d+)$/i;
const MICROSOFT_DATE = /^\\?\/Date\((-?\d+)(?:[+-]\d{4})?\)\\?\/$/; // milliseconds; their zone is for showing
const QUOTED = /^=?(["'])(.*)\1$/;
const MAX_DATE_CHARS = 100; // no date needs more

const EARLIEST_SECONDS = DateTime.utc(2000).toSeconds();
const DAY_SECONDS = 86_400;
/** Clocks differ a little. A date further ahead than this was read in the wrong zone. */
const MAX_AHEAD_SECONDS = 15 * 60;
/** From UTC-12 to UTC+14. */
const MAX_ZONES_APART_SECONDS = 26 * 3600;

/** A spreadsheet counts days since this one, in milliseconds; its numbers of 2000 to 2099. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
const [FIRST_DAY_NUMBER, END_OF_DAY_NUMBERS] = [36_526, 73_051];

export interface TimestampRules {
	/** Zone of dates that carry none themselves, as Luxon names it, e.g. `America/New_York`. */
	timezone: string;
	/** The order of day and month in dates that end with the year; undefined if the user chose none. */
	dateOrder?: DateOrder;
	/** The present, in epoch seconds. */
	now: number;
	/** Called for each date that was read in `timezone`, because it has no zone of its own. */
	onZoneless?: (date: ZonelessDate) => void;
}

export interface ZonelessDate {
	timezone: string;
	/** Whether it was a spreadsheet's day number. */
	isDayNumber: boolean;
}

/** An instant, or the date and time on a local clock (as if in UTC). */
type Read = { seconds: number } | { wallClock: number; isDayNumber: boolean };

/**
 * Epoch seconds as a string of digits, the one form that Rockerbox documents (`"1535147451"`).
 * Accepts date objects, epoch seconds, milliseconds or microseconds, day numbers of spreadsheets and
 * dates as text (`readDateText`); parts of a second are cut off.
 * @throws {InvalidValue} for anything else, and for dates that can't be right: before 2000, over a day ahead,
 * or, without a zone of their own, ahead of now
 */
export function timestamp(rules: TimestampRules): ValueReader<string> {
	const { timezone, dateOrder, now, onZoneless } = rules;
	const zone = Info.normalizeZone(timezone);
	return (value) => {
		const read = readDate(value, dateOrder);
		const isZoneless = 'wallClock' in read;
		const seconds = Math.floor(isZoneless ? secondsIn(zone, read.wallClock) : read.seconds);
		const ahead = seconds - now;
		if (seconds < EARLIEST_SECONDS) throw new InvalidValue(refusals.past(value));
		if (ahead > (isZoneless ? MAX_ZONES_APART_SECONDS : DAY_SECONDS)) {
			throw new InvalidValue(refusals.future(value));
		}
		if (isZoneless) {
			if (ahead > MAX_AHEAD_SECONDS) throw new InvalidValue(refusals.ahead(value, timezone));
			onZoneless?.({ timezone, isDayNumber: read.isDayNumber });
		}
		return String(seconds);
	};
}

function readDate(value: unknown, order?: DateOrder): Read {
	if (isDate(value)) {
		const milliseconds = Number(value);
		if (Number.isNaN(milliseconds)) throw new InvalidValue(refusals.invalidObject());
		return { seconds: milliseconds / 1000 };
	}
	if (typeof value === 'number' && Number.isFinite(value)) return readNumber(value);
	if (typeof value !== 'string') throw new InvalidValue(refusals.notADate(value));
	const found = value.trim();
	if (found.length > MAX_DATE_CHARS) throw new InvalidValue(refusals.unreadable(found));
	return readText(tidy(found), order);
}

function readText(found: string, order?: DateOrder): Read {
	if (NUMBER.test(found)) {
		if (isShortened(found)) throw new InvalidValue(refusals.shortened(found));
		if (!DIGITS_OF_DATE.test(found)) return readNumber(Number(found.replace(',', '.')));
	}
	const [, milliseconds] = MICROSOFT_DATE.exec(found) ?? [];
	if (milliseconds !== undefined) return { seconds: Number(milliseconds) / 1000 };
	const { wallClock, zone } = readDateText(found, order);
	return zone ? { seconds: secondsIn(zone, wallClock) } : { wallClock, isDayNumber: false };
}

function readNumber(found: number): Read {
	if (found >= FIRST_DAY_NUMBER && found < END_OF_DAY_NUMBERS) {
		// Rounded to the second, because the decimals of a day number are never quite exact.
		const wallClock = DAY_ZERO_MS + Math.round(found * DAY_SECONDS) * 1000;
		return { wallClock, isDayNumber: true };
	}
	if (DIGITS_OF_DATE.test(String(found))) return readText(String(found));
	return { seconds: epochToSeconds(found) };
}

/** Seconds, milliseconds and microseconds since 1970 lie a thousandfold apart. */
function epochToSeconds(epoch: number): number {
	if (epoch < 1e11) return epoch;
	return epoch < 1e14 ? epoch / 1e3 : epoch / 1e6;
}

/** Whether a spreadsheet left out digits of a number in scientific notation. */
function isShortened(found: string): boolean {
	const [isScientific, decimals = '', exponent] = SHORTENED.exec(found) ?? [];
	return isScientific !== undefined && decimals.length < Number(exponent);
}

function secondsIn(zone: Zone, wallClock: number): number {
	if (zone.isUniversal) return wallClock / 1000 - 60 * zone.offset(wallClock);
	return DateTime.fromMillis(wallClock, { zone: 'utc' })
		.setZone(zone, { keepLocalTime: true })
		.toSeconds();
}

/** In plain characters, and without the quotes that some tools leave around or before a date. */
function tidy(value: string): string {
	return plainMarks(value.replace(/\s+/g, ' ')).replace(QUOTED, '$2').replace(/^'/, '');
}
