import type { Json, Payload } from '../../values/json';
import { parseAnswer } from './answer';
import { decode, withoutMarkup } from './decode';
import { MASK, maskJson, masking } from './mask';
import { hasTraces, telltalesOf } from './traces';

const MAX_QUOTE_CHARS = 200;

/** Of one event. Searching for more takes longer than a quote is worth. */
const MAX_SECRETS = 200;
const MAX_SECRET_CHARS = 10_000;
const MAX_LAYERS = 4; // of values inside values

/**
 * What looks like anybody's address, phone or card number. All lengths are bounded, because a pattern that
 * backtracks in a long answer takes ages.
 */
const PERSONAL = [
	/[^\s"'<>(),;:=]{1,64}(?:@|%40)[^\s"'<>(),;]{1,255}/gi,
	/\+?\d[\d\s().-]{5,40}\d/g,
];

/** A long token is a hash, base64 or the like, unless it is made of words and numbers. */
const LONG_TOKEN = /[\w+/-]{16,}={0,2}/g;
const WORD_OR_NUMBER = /^(?:[A-Z]?[a-z]*|[A-Z]+|\d+)$/;

/** Escapes of programs and emails. Few answers have them, and anything may hide in them. */
const RARE_ESCAPE =
	/\\x[\da-f]{2}|\\u\{|\\[0-3][0-7]{2}|=[2-7][\da-f](?=[a-z=])|(?:=[89a-f][\da-f]){2}/i;

/**
 * Rockerbox's answer as an error can repeat it: on one line, without markup, short, and without the
 * advertiser ID or anyone's personal data. Empty if there is nothing to repeat, if the event has too many
 * values to look for, or if personal data may hide in the answer. Never throws, because the answer's status
 * must not be lost over its text: `onUnexpected` gets what would be thrown.
 */
export function quoteAnswer(
	body: string,
	secrets: Iterable<string>,
	onUnexpected: (error: unknown) => void = () => {},
): string {
	try {
		const words = wordsOf(secrets);
		if (!words || body.trim() === '') return '';
		const layers = layersOf(words);
		if (!layers) return '';
		const answer = parseAnswer(body);
		const without = (known: string[]) =>
			onOneLine(withoutMarkup(textOf(maskJson(answer, masking(known)))));
		const hidesLayer = (layer: string[], at: number) =>
			hasTraces(without(layers.slice(0, at + 1).flat()), layer);
		if (layers.slice(0, -1).some(hidesLayer)) return '';
		const plain = without(words);
		const quote = maskPersonal(plain);
		const isDoubtful = looksPersonal(quote) || hasTraces(plain, words, words.flatMap(telltalesOf));
		return isDoubtful ? '' : shorten(quote);
	} catch (error) {
		onUnexpected(error);
		return '';
	}
}

/** Each value once; undefined if there are too many to look for. */
function wordsOf(secrets: Iterable<string>): string[] | undefined {
	const words = new Set<string>();
	let length = 0;
	for (const secret of secrets) {
		const word = secret.trim();
		if (word === '' || words.has(word)) continue;
		words.add(word);
		length += word.length;
		if (words.size > MAX_SECRETS || length > MAX_SECRET_CHARS) return undefined;
	}
	return [...words];
}

/**
 * Words, and in each further layer those that are parts of a word in an earlier one. If all were masked at
 * once, a name would hide the rest of an address that begins with it in another spelling. Undefined if there
 * are too many layers.
 */
function layersOf(words: string[]): string[][] | undefined {
	const layers: string[][] = [];
	let rest = words.map((word) => [word, word.toLowerCase()] as const);
	while (rest.length > 0) {
		if (layers.length === MAX_LAYERS) return undefined;
		const all = [...new Set(rest.map(([, small]) => small))].join('\n');
		const isInner = ([, small]: (typeof rest)[number]) =>
			all.indexOf(small) !== all.lastIndexOf(small);
		layers.push(rest.filter((word) => !isInner(word)).map(([word]) => word));
		rest = rest.filter(isInner);
	}
	return layers;
}

/** JSON without its escapes, or the text unchanged. */
function textOf(answer: Json): string {
	return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

function onOneLine(text: string): string {
	return text.replace(/[\p{C}\s]+/gu, ' ').trim();
}

function shorten(text: string): string {
	const [...characters] = text;
	if (characters.length <= MAX_QUOTE_CHARS) return text;
	return `${characters.slice(0, MAX_QUOTE_CHARS).join('').trimEnd()}…`;
}

function maskPersonal(text: string): string {
	const withoutTokens = text.replace(LONG_TOKEN, (token) =>
		token.split(/[-_+/=]+/).every((part) => WORD_OR_NUMBER.test(part)) ? token : MASK,
	);
	return PERSONAL.reduce((masked, pattern) => masked.replace(pattern, MASK), withoutTokens);
}

/** Whether masked text may still hold somebody's data, in a spelling that no pattern finds. */
function looksPersonal(masked: string): boolean {
	const decoded = decode(masked);
	return (
		RARE_ESCAPE.test(masked) || /@|&[a-z]\w*;/i.test(decoded) || maskPersonal(decoded) !== decoded
	);
}

/**
 * The values of an event that may tell who somebody is. Extra parameters can hold anything, so these are all
 * values except those of keys that are known to tell nothing.
 */
export function* personalValues(payload: Payload, publicKeys: string[]): Generator<string> {
	for (const [key, value] of Object.entries(payload)) {
		if (!publicKeys.includes(key)) yield* plainValues(value);
	}
}

function* plainValues(value: Json): Generator<string> {
	if (typeof value === 'object' && value !== null) {
		for (const inner of Object.values(value)) yield* plainValues(inner);
	} else if (typeof value === 'string' || typeof value === 'number') {
		yield String(value);
	}
}
