export const MASK = '***';

/** Gives a text without the words that nobody must see. */
export type Mask = (text: string) => string;

/**
 * Gives the function that masks these words in a text, also as they stand in JSON or in a web
 * address, but only as whole words: one as short as "7" would tear the text to pieces.
 */
export function masking(words: string[]): Mask {
	const forms = new Set(words.flatMap(formsOf));
	// `%3D` and `\n` before it belong to no word.
	const before = String.raw`(?<=^|[^a-z0-9]|%[0-9a-f]{2}|\\[bfnrt])`;
	const patterns = [...forms].map((form) => {
		const literal = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\//g, '\\\\?/');
		return new RegExp(`${before}${literal}(?![a-z0-9])`, 'gi');
	});
	return (text) => patterns.reduce((masked, pattern) => masked.replace(pattern, MASK), text);
}

function formsOf(word: string): string[] {
	const whole = word.replace(/\p{Cs}/gu, '\ufffd'); // half an emoji has no form in an address
	return [word, JSON.stringify(word).slice(1, -1), encodeURIComponent(whole)];
}
