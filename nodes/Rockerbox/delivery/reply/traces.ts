import { decode, decodeAll, withoutMarkup } from './decode';

/** Words with fewer letters and digits are parts of too many others. */
const MIN_TRACE_CHARS = 6;

/** Of a word as bytes. An encoding of the whole word begins the same. */
const MAX_ENCODED_BYTES = 9;

/** Of a value. A server that repeats it may cut it off. */
const MAX_BEGINNING_CHARS = 10;

/**
 * Whether text holds one of these words in another spelling, or between other characters: in any case, glued
 * to other words, with blanks, signs or markup inside, escaped, encoded, as bytes, or as a number in another
 * notation. A word with fewer than six letters and digits must be a word of its own. `telltales` are looked
 * for unchanged. All searches are plain ones, in the letters and digits of the text.
 */
export function hasTraces(text: string, words: string[], telltales: string[] = []): boolean {
	return tracing(words, telltales)(text);
}

/** Returns `hasTraces` as a function of the text, for the same words in many texts. */
export function tracing(words: string[], telltales: string[] = []): (text: string) => boolean {
	const spellings = words.flatMap(spellingsOf);
	const parts = [...spellings.filter(isLong).map(glued), ...telltales];
	const wholes = spellings.filter((spelling) => !isLong(spelling));
	return (text) =>
		readingsOf(text).some((reading) => {
			const whole = inWords(reading);
			const letters = glued(whole);
			return (
				parts.some((part) => letters.includes(part)) || wholes.some((word) => whole.includes(word))
			);
		});
}

/** The parts that give a value away: its longer words, and its beginning. */
export function telltalesOf(value: string): string[] {
	return readingsOf(value)
		.map(inWords)
		.flatMap((words) => [glued(words).slice(0, MAX_BEGINNING_CHARS), ...words.split(' ')])
		.filter(isLong);
}

/** Text as it is, and in each way in which it may be meant. */
function readingsOf(text: string): string[] {
	if (!/[\\%&=<]/.test(text)) return [text]; // without any sign that begins an escape or a tag
	const readings = [text, decode(text), decodeAll(text)];
	return [...new Set([...readings, ...readings.map(withoutMarkup)])];
}

/** The ways to write a word, each as `inWords` returns it. */
function spellingsOf(word: string): string[] {
	const spellings = readingsOf(word)
		.map(inWords)
		.filter((words) => words !== '  ');
	return spellings.some(isLong)
		? [...spellings, ...[...numbersOf(word), ...encodingsOf(word)].map(inWords).filter(isLong)]
		: spellings;
}

/** A number as JSON or a spreadsheet writes it. */
function numbersOf(word: string): string[] {
	return /^\d+$/.test(word) ? [word.replace(/^0+/, ''), String(Number(word))] : [];
}

/** The beginning of a word as hexadecimal or decimal bytes and as base64, also as n8n sends it. */
function encodingsOf(word: string): string[] {
	const whole = word.slice(0, MAX_ENCODED_BYTES + 1).replace(/\p{Cs}/gu, '\ufffd'); // never half an emoji
	return [...new Set([whole, encodeURIComponent(whole)])].flatMap((text) => {
		const bytes = Buffer.from(text).subarray(0, MAX_ENCODED_BYTES);
		return [bytes.toString('hex'), bytes.join(''), ...[0, 1, 2].map((at) => base64At(at, bytes))];
	});
}

/** Bytes as base64 with this many others before them, without the characters that the others share. */
function base64At(before: number, bytes: Buffer): string {
	const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
	return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
}

/** The words of some text in capitals, without accents, one blank around each: ` ZOE O QUUX `. */
function inWords(text: string): string {
	const words = text
		.replace(/&[a-z]\w{0,31};/gi, '') // such as &shy;
		.normalize('NFKD')
		.toUpperCase() // which writes ß as SS
		.replace(/[\p{M}\p{Cf}]+/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ');
	return ` ${words.trim()} `;
}

function glued(words: string): string {
	return words.replaceAll(' ', '');
}

function isLong(words: string): boolean {
	return glued(words).length >= MIN_TRACE_CHARS;
}
