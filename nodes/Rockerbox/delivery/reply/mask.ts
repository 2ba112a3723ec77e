import type { Json } from '../../values/json';

export const MASK = '***';

/** Returns text without the words that must not be seen. */
export type Mask = (text: string) => string;

/**
 * Returns a function that masks these words in text, in any case, but only as whole words: one as short as
 * "7" would tear the text to pieces. `hasTraces` finds other spellings.
 */
export function masking(words: string[]): Mask {
	const ordered = [...words].sort((a, b) => b.length - a.length); // a name before its parts
	return (text) => ordered.reduce(maskWord, text);
}

/** Masks all strings in JSON, keys too, and any number that is one of the words. */
export function maskJson(value: Json, mask: Mask): Json {
	if (typeof value === 'string') return mask(value);
	if (typeof value === 'number') return mask(String(value)) === MASK ? MASK : value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => maskJson(entry, mask));
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [mask(key), maskJson(entry, mask)]),
	);
}

/** A plain search, because a pattern made of a user's value can be too large for JavaScript. */
function maskWord(text: string, word: string): string {
	if (text.length < word.length) return text;
	const haystack = inSmallLetters(text);
	const needle = inSmallLetters(word);
	let masked = '';
	let rest = 0;
	for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at)) {
		const end = at + needle.length;
		if (isLetterOrDigit(haystack[at - 1]) || isLetterOrDigit(haystack[end])) {
			while (isLetterOrDigit(haystack[at])) at++; // no word begins within another
			at++;
		} else {
			masked += text.slice(rest, at) + MASK;
			at = rest = end;
		}
	}
	return masked + text.slice(rest);
}

/** Character by character, because İ would become two. */
function inSmallLetters(text: string): string {
	return text.replaceAll('İ', 'I').toLowerCase();
}

/** ASCII only, because many scripts put no blanks between words. */
function isLetterOrDigit(sign: string | undefined): boolean {
	return sign !== undefined && /[a-z0-9]/.test(sign);
}
