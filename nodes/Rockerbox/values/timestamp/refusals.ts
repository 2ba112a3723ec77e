import { DateTime } from 'luxon';
import { describeValue } from '../describeValue';

/** A reading of a date whose numbers can be read in several orders. */
export interface Reading {
	/** The name in the option Date Order, or `year first`. */
	order: string;
	/** Epoch milliseconds of its midnight in UTC. */
	day: number;
}

const AT_THE_SOURCE =
	'Have the source write dates like 2024-08-07T14:30:00Z or 2024-08-07 14:30:00.';

/** Every refusal of a date: what was found, and the remedy. A test follows each remedy in n8n's engine. */
export const refusals = {
	notADate: (found: unknown) =>
		`was ${describeValue(found)}, which isn't a date. Map the field that holds the date.`,

	invalidObject: () => 'was an invalid date. Map the field that the date is made from.',

	unreadable: (found: string) =>
		twoDatesIn(found) ??
		`was ${describeValue(found)}, which isn't a date that can be read. ${AT_THE_SOURCE}`,

	impossible: (found: string) =>
		`was ${describeValue(found)}, a day or a time that doesn't exist. Correct it at the source.`,

	wrongWeekday: (found: string, weekday: string) =>
		`was ${describeValue(found)}, a day that is a ${weekday}. Correct it at the source.`,

	shortened: (found: string) =>
		`was ${describeValue(found)}, a number that a spreadsheet has shortened: its last digits are lost. Format its column as a number without decimals, and export it again.`,

	zone: (found: string, zone: string) =>
		twoDatesIn(found) ??
		`was ${describeValue(found)}, in which ${describeValue(zone)} isn't a time zone with one meaning. Have the source write an offset like +01:00 instead; or have it leave out the time zone, and add the option Timezone.`,

	order: (found: string, readings: Reading[]) => {
		const days = [...new Set(readings.map(({ day }) => day))];
		const listed = days.map((day) => {
			const orders = readings.filter((reading) => reading.day === day).map(({ order }) => order);
			return `${inWords(day)} (${orders.join(' or ')})`;
		});
		const only = days.length === 1 ? ' only; others like it can be read in two ways' : '';
		return `was ${describeValue(found)}, which can be ${listed.join(' or ')}${only}. Add the option Date Order, and choose how the source writes dates; or have it write them like 2024-08-07 14:30:00.`;
	},

	otherOrder: (found: string, { order, day }: Reading) =>
		`was ${describeValue(found)}, which can only be ${inWords(day)}, against the option Date Order. Choose ${order} there.`,

	shortYear: (found: string) =>
		`was ${describeValue(found)}, whose year has two digits. If the year comes last, add the option Date Order; or have the source write dates like 2024-08-07 14:30:00.`,

	ahead: (found: unknown, zone: string) =>
		`was ${describeValue(found)}, which has no time zone, and is still to come in ${zone}. Set the option Timezone to the zone in which the source writes.`,

	future: (found: unknown) =>
		`was ${describeValue(found)}, which is more than a day in the future. Map the field that holds the date when it happened.`,

	past: (found: unknown) =>
		`was ${describeValue(found)}, which is before the year 2000${isNumeric(found) ? ' in seconds since 1970' : ''}. Map the field that holds the date when it happened.`,
};

/** n8n's editor inserts a field that is dropped onto a filled one into the existing text. */
function twoDatesIn(found: string): string | undefined {
	return /\d{4}-\d\d-\d\d.*\d{4}-\d\d-\d\d/.test(found)
		? `was ${describeValue(found)}, which is two dates in one. Map a single one: clear 'Timestamp', and drag its field onto it.`
		: undefined;
}

function inWords(day: number): string {
	return DateTime.fromMillis(day, { zone: 'utc', locale: 'en-US' }).toLocaleString(
		DateTime.DATE_FULL,
	);
}

function isNumeric(found: unknown): boolean {
	return typeof found === 'number' || /^[\s\d.]+$/.test(String(found));
}
