import type { Json, Payload } from '../../values/json';
import { parseAnswer } from './answer';
import { MASK, masking } from './mask';

const MAX_QUOTE_CHARS = 200;
const MAX_SECRET_CHARS = 10_000; // of an event's values; looking for more takes too long

/**
 * What looks like somebody's data, whoever's: addresses, hashes of them, phone and card numbers.
 * All lengths are bounded, because a pattern that looks back and forth in a long answer takes ages.
 */
const PERSONAL = [
	/[^\s"'<>(),;:=]{1,64}(?:@|%40)[^\s"'<>(),;]{1,255}/gi,
	/\b[\da-f]{32,}\b/gi,
	/\+?\d[\d\s().-]{5,40}\d/g,
];

/** Of the letters and digits of a value; shorter ones are in too many other words. */
const MIN_TRACE_CHARS = 6;

/**
 * Rockerbox's answer as an error can repeat it: on one line, without markup, short, and without
 * the advertiser ID or anyone's personal data. Empty if there is nothing to repeat, if the event is
 * too large to look for its values, or if one of them is there in a spelling that can't be masked.
 */
export function quoteAnswer(body: string, secrets: string[]): string {
	const words = secrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
	if (words.join('').length > MAX_SECRET_CHARS) return '';
	const mask = masking(words.sort((a, b) => b.length - a.length)); // a name before its parts
	const known = mask(readable(body));
	const plain = onOneLine(withoutMarkup(known));
	const masked = PERSONAL.reduce((text, pattern) => text.replace(pattern, MASK), plain);
	const hidden = hasTraces(known, words) || hasTraces(plain, words) || looksPersonal(masked);
	return hidden ? '' : shorten(masked);
}

/** JSON without its escapes; anything else as it is, also JSON that is nested too deep to write. */
function readable(body: string): string {
	const parsed = parseAnswer(body);
	try {
		return typeof parsed === 'string' ? parsed : JSON.stringify(parsed);
	} catch {
		return body;
	}
}

function withoutMarkup(text: string): string {
	return text
		.replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
		.replace(/<[a-z/!?][^>]*(?:>|$)/gi, ' ');
}

function onOneLine(text: string): string {
	return text.replace(/[\p{C}\s]+/gu, ' ').trim();
}

function shorten(text: string): string {
	const [...characters] = text;
	if (characters.length <= MAX_QUOTE_CHARS) return text;
	return `${characters.slice(0, MAX_QUOTE_CHARS).join('').trimEnd()}…`;
}

/** Whether a text holds one of the words, written so that masking doesn't find it. */
function hasTraces(text: string, words: string[]): boolean {
	const letters = lettersOf(decode(text));
	return words
		.map(decode)
		.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}\p{M}]+/u)]) // names, in any order
		.map(lettersOf)
		.some((word) => word.length >= MIN_TRACE_CHARS && letters.includes(word));
}

/** Whether a masked text still holds somebody's data, written so that no pattern finds it. */
function looksPersonal(text: string): boolean {
	const decoded = decode(text);
	return /@|&[a-z]+;/i.test(decoded) || PERSONAL.some((pattern) => decoded.search(pattern) >= 0);
}

const ENTITIES: Record<string, string> = {
	amp: '&',
	apos: "'",
	commat: '@',
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

/** Undoes the escapes of JSON, web addresses, forms and web pages, also one inside the other. */
function decode(text: string): string {
	for (let round = 0, before = ''; round < 5 && text !== before; round++) {
		before = text;
		text = text
			.replace(/\\+[bfnrt]/g, ' ')
			.replace(/\\u([\da-f]{4})/gi, (_, code: string) => characterOf(code, 16))
			.replace(/&#x([\da-f]{1,6});?/gi, (_, code: string) => characterOf(code, 16))
			.replace(/&#(\d{1,7});?/g, (_, code: string) => characterOf(code, 10))
			.replace(/&([a-z]+);/gi, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity)
			.replace(/(?:%[\da-f]{2})+/gi, decodeBytes);
	}
	return text.normalize('NFKC');
}

function characterOf(code: string, base: number): string {
	const point = parseInt(code, base);
	return point <= 0x10_ff_ff ? String.fromCodePoint(point) : ' ';
}

function decodeBytes(escaped: string): string {
	try {
		return decodeURIComponent(escaped);
	} catch {
		return ' ';
	}
}

function lettersOf(text: string): string {
	return text
		.normalize('NFKD')
		.toUpperCase() // which writes ß as SS
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The values of an event that may tell who somebody is: all but those of the keys that are known to
 * tell nothing, because nobody knows what extra parameters hold.
 */
export function personalValues(payload: Payload, publicKeys: string[]): string[] {
	return Object.entries(payload)
		.filter(([key]) => !publicKeys.includes(key))
		.flatMap(([, value]) => plainValues(value));
}

function plainValues(value: Json): string[] {
	if (Array.isArray(value)) return value.flatMap(plainValues);
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(plainValues);
	return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
