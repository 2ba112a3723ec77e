import { SPELLINGS } from './spellings';

export const ADVERTISER_ID = 'MOx2ZmMw+YzQz/NTk=';

const MIN_GIVEAWAY_CHARS = 12;
const TELLING_PART = 0.6; // in some spellings, a few characters prove nothing

const spelledIds = SPELLINGS.map(([, spell]) => spell(ADVERTISER_ID));
const shortParts = new Set(spelledIds.flatMap((spelled) => partsOf(spelled, () => 0)));

/** Whether a text shows more than half of the advertiser ID in any of the spellings. */
export function showsId(text: string): boolean {
	return hasShortPart(text) && spelledIds.some((spelled) => showsMostOf(spelled, text));
}

/** Whether a text shows more than half of this spelling, or of its form in JSON. */
export function showsMostOf(spelled: string, text: string): boolean {
	return partsOf(spelled, (form) => form.length * TELLING_PART).some((part) => text.includes(part));
}

/** All parts with this many characters, or a few more. */
function partsOf(text: string, lengthOf: (form: string) => number): string[] {
	return [text, JSON.stringify(text).slice(1, -1)].flatMap((form) => {
		const chars = Math.max(Math.ceil(lengthOf(form)), MIN_GIVEAWAY_CHARS);
		const count = Math.max(1, form.length - chars + 1);
		return Array.from({ length: count }, (_, at) => form.slice(at, at + chars));
	});
}

/** A quick check, because most texts have none. */
function hasShortPart(text: string): boolean {
	for (let at = 0; at + MIN_GIVEAWAY_CHARS <= text.length; at++) {
		if (shortParts.has(text.slice(at, at + MIN_GIVEAWAY_CHARS))) return true;
	}
	return false;
}
