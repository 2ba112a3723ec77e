import { DateTime } from 'luxon';

/** `Aug 7, 2024, 2:30:00 PM (America/New_York)`, for epoch seconds. */
export function timeInWords(seconds: number, timezone: string): string {
	const time = written(at(seconds, timezone), DateTime.DATETIME_MED_WITH_SECONDS);
	return `${time} (${timezone})`;
}

/** `Aug 1 to Aug 7, 2024`, or the one day on which both lie, for epoch seconds. */
export function daysInWords(from: number, to: number, timezone: string): string {
	const [first, last] = [from, to].map((seconds) => at(seconds, timezone));
	const end = written(last, DateTime.DATE_MED);
	if (first.hasSame(last, 'day')) return end;
	const begin = written(
		first,
		first.hasSame(last, 'year') ? { month: 'short', day: 'numeric' } : DateTime.DATE_MED,
	);
	return `${begin} to ${end}`;
}

function at(seconds: number, timezone: string): DateTime {
	return DateTime.fromSeconds(seconds, { zone: timezone, locale: 'en-US' });
}

/** Intl's narrow blank before AM looks odd where people paste it. */
function written(date: DateTime, format: Intl.DateTimeFormatOptions): string {
	return date.toLocaleString(format).replace(/\p{Zs}/gu, ' ');
}
