import { parseAnswer } from './answer';
import { MASK, masking } from './mask';
import type { Operation } from './operations/operation';
import type { Payload } from './payload';
import type { Json } from './values/json';

const LONGEST = 200; // characters
const MOST_WORDS = 200; // of an event; to look for more, or for longer ones, takes too long
const LONGEST_WORD = 500; // characters

/**
 * What looks like somebody's data, whoever's: addresses, hashes of them, phone and card numbers.
 * All lengths are bounded, because a pattern that looks back and forth in a long answer takes ages.
 */
const PERSONAL = [
	/[^\s"'<>(),;:=]{1,64}(?:@|%40)[^\s"'<>(),;]{1,255}/gi,
	/\b[\da-f]{32,}\b/gi,
	/\+?\d[\d\s().-]{5,40}\d/g,
];

/**
 * Rockerbox's answer as an error can repeat it: on one line, without markup, short, and without
 * the advertiser ID or anyone's personal data. Empty if there is nothing to repeat, or if the event
 * is too large to look for its values.
 */
export function quoteAnswer(body: string, secrets: string[]): string {
	const words = secrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
	const isTooMuch = words.length > MOST_WORDS || words.some((word) => word.length > LONGEST_WORD);
	if (isTooMuch) return '';
	const mask = masking(words.sort((a, b) => b.length - a.length)); // a name before its parts
	const masked = PERSONAL.reduce(
		(text, pattern) => text.replace(pattern, MASK),
		mask(plainText(body)),
	);
	const [...characters] = masked;
	if (characters.length <= LONGEST) return masked;
	return `${characters.slice(0, LONGEST).join('').trimEnd()}…`;
}

/** JSON loses its escapes, a web page its markup, and both their line breaks. */
function plainText(body: string): string {
	const parsed = parseAnswer(body);
	const text = typeof parsed === 'string' ? withoutMarkup(parsed) : JSON.stringify(parsed);
	return text.replace(/[\p{C}\s]+/gu, ' ').trim();
}

function withoutMarkup(text: string): string {
	return text
		.replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
		.replace(/<[^>]*(?:>|$)/g, ' ')
		.replace(/&#(x?)([\da-f]{1,6});/gi, (_, hex: string, digits: string) =>
			characterOf(parseInt(digits, hex ? 16 : 10)),
		);
}

function characterOf(code: number): string {
	return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ';
}

/**
 * The values of an event that may tell who somebody is: of the documented fields those marked so,
 * and all extra parameters, because nobody knows what they hold.
 */
export function personalValues(payload: Payload, { fields, collection }: Operation): string[] {
	const documented = { ...fields, ...collection.fields };
	return Object.entries(payload)
		.filter(([key]) => !Object.hasOwn(documented, key) || documented[key].isPersonal)
		.flatMap(([, value]) => plainValues(value));
}

function plainValues(value: Json): string[] {
	if (Array.isArray(value)) return value.flatMap(plainValues);
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(plainValues);
	return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
