import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';

/**
 * Hours ahead of UTC, by abbreviation with only one meaning: those of RFC 5322 (4.3), and Central Europe's.
 */
const HOURS_BY_LETTERS: Record<string, number> = {
	...{ Z: 0, UT: 0, UTC: 0, GMT: 0, CET: 1, CEST: 2 },
	...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
};
const OFFSET = /^(?:UTC|GMT)? ?([+-])(\d\d|\d(?!\d))(?::?([0-5]\d))?$/i;
const MAX_OFFSET_MINUTES = 14 * 60;

/** A cache, by name in lower case, because a look-up takes longer than everything else about a date. */
const ianaZones = new Map<string, Zone>();

/** `+02:00[Europe/Berlin]`, `GMT+0200 (Central European Summer Time)`, `[Europe/Berlin]` */
const BRACKETED = /^([^[(]*?) ?[[(]([^\])]*)[\])]$/;
/** `+0200 CEST` */
const NAMED_OFFSET = /^([+-]\d\d:?\d\d) [a-z]{3,5}$/i;

/** The zone after a date; undefined if it has no meaning, or several. */
export function writtenZone(text: string): Zone | undefined {
	const [, before, bracketed] = BRACKETED.exec(text) ?? [];
	const zone = before || bracketed || text;
	return zoneOf(NAMED_OFFSET.exec(zone)?.[1] ?? zone);
}

/**
 * The zone that text names: an abbreviation with one meaning (`UTC`, `EST`), an offset (`+02:00`, `GMT-7`) or
 * an IANA name. Undefined for anything else. Other abbreviations have several meanings: BST is British Summer
 * Time, Bangladesh Standard Time and more, and JavaScript engines have old zone names of three letters.
 */
export function zoneOf(text: string): Zone | undefined {
	const letters = text.toUpperCase();
	if (Object.hasOwn(HOURS_BY_LETTERS, letters)) return fixed(60 * HOURS_BY_LETTERS[letters]);
	const [isOffset, sign, hours, minutes = '0'] = OFFSET.exec(text) ?? [];
	if (isOffset !== undefined) {
		const offset = 60 * Number(hours) + Number(minutes);
		return offset <= MAX_OFFSET_MINUTES ? fixed(sign === '-' ? -offset : offset) : undefined;
	}
	return text.length > 3 ? ianaZone(text) : undefined;
}

function ianaZone(name: string): Zone | undefined {
	const key = name.toLowerCase();
	const known = ianaZones.get(key);
	if (known || !IANAZone.isValidZone(name)) return known;
	const zone = IANAZone.create(name);
	ianaZones.set(key, zone);
	return zone;
}

function fixed(minutes: number): Zone {
	return FixedOffsetZone.instance(minutes);
}
