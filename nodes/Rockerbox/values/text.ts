import { describeValue } from './describeValue';
import { BrokenValue, InvalidValue } from './value';

/** Printable ASCII and its blanks: quick to check, and true of most values. */
const PRINTABLE = /^[\t-\r -~]*$/;

/** The traces that a broken mapping leaves instead of a value. */
const LEFTOVER = /^\s*(?:NaN|undefined)\s*$|Invalid Date(?:Time)?\b|\[object \w+\]/i;

/** The errors of failed formulas in a spreadsheet, in any of its languages: `#REF!`, `#WERT!`, `Err:502`. */
const FORMULA_ERROR = /^\s*(?:#¡?[\p{L}/0.]{3,12}[!?]|Err:5\d\d)\s*$/iu;

/** A long ID that a spreadsheet or a database took for a number: `1.23457E+11`. */
const SHORTENED = /^-?\d(?:[.,]\d+E[-+]?\d{1,3}|E\+\d{1,3})$/i;

/**
 * Text, trimmed. Numbers become text, so that `1001` from a spreadsheet is the ID `"1001"`.
 * @throws {InvalidValue} for anything that isn't one plain value
 */
export function text(value: unknown): string {
	const plain = plainValue(value);
	if (typeof plain === 'boolean') {
		throw new InvalidValue(`was ${plain}, where text was expected. Map a field that holds text.`);
	}
	return String(plain);
}

/**
 * An ID or a phone number.
 * @throws {InvalidValue} for anything that isn't one plain value with all its digits
 */
export function identifier(value: unknown): string {
	const found = text(value);
	if (SHORTENED.test(found)) {
		throw new InvalidValue(
			`was ${describeValue(found)}, a number that lost digits before it reached n8n. Format that column as text at the source, and export it again.`,
		);
	}
	return found;
}

/**
 * One plain value, unchanged: text (trimmed), a number, or true/false. Rockerbox doesn't define more than
 * that for `conversion_source`, `in_store` and `salesforce`.
 * @throws {InvalidValue} for lists, objects, dates, and the traces of a broken mapping
 */
export function plainValue(value: unknown): string | number | boolean {
	switch (typeof value) {
		case 'string':
			return refuseLeftover(value.trim());
		case 'boolean':
			return value;
		case 'number':
			return exactNumber(value);
		case 'bigint':
			return value.toString();
		default:
			throw new InvalidValue(
				`was ${describeValue(value)}, where a single value was expected. Map one field inside it instead.`,
			);
	}
}

/** @throws {InvalidValue} if the text is the trace of a broken mapping or formula */
export function refuseLeftover(found: string): string {
	if (LEFTOVER.test(found)) throw leftover(found);
	if (FORMULA_ERROR.test(found)) {
		throw new BrokenValue(
			`was ${describeValue(found)}, the error of a formula. Correct the formula in the spreadsheet.`,
			describeValue(found),
		);
	}
	return found;
}

function leftover(found: string) {
	return new BrokenValue(
		`came out as ${describeValue(found)}, so its mapping didn't find a value. Open the mapping and pick the field again.`,
		describeValue(found),
	);
}

function exactNumber(value: number): number {
	if (Number.isNaN(value)) throw leftover('NaN');
	if (hasLostDigits(value)) throw lostDigits('was', value);
	if (value !== 0 && Math.abs(value) < 1e-6) {
		throw new InvalidValue(
			`was ${describeValue(value)}, a number whose digits can't be trusted. Have the source deliver it as text.`,
		);
	}
	return value;
}

/** Whether a number is so large that its digits may no longer be those of the source. */
export function hasLostDigits(value: number): boolean {
	return Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** Refuses a number that is no longer the one that the source wrote. */
export function lostDigits(verb: 'was' | 'contains', value: number): InvalidValue {
	return new InvalidValue(
		`${verb} ${describeValue(value)}, a number that is too long for JSON, so its last digits were lost before it reached this node. Have the source deliver it as text.`,
	);
}

/** The names of a user's list, without blanks around them, and without empty ones. */
export function tidyNames(names: string[]): string[] {
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** The content of a spreadsheet's wrapping that keeps a value text: `="0012345"`, `'+380…`. */
export function unwrapped(value: string): string {
	return /^="([^"]*)"$/.exec(value)?.[1] ?? value.replace(/^'/, '');
}

/** Scripts that write some words with joiners and non-joiners. */
const JOINING = [
	'Arab',
	'Beng',
	'Deva',
	'Gujr',
	'Guru',
	'Knda',
	'Mlym',
	'Orya',
	'Sinh',
	'Taml',
	'Telu',
]
	.map((script) => String.raw`\p{Script=${script}}`)
	.join('');
/** Invisible characters that belong to an emoji, or to the spelling of a word. */
const MEANT = [
	String.raw`(?<=\p{Extended_Pictographic})\ufe0f`,
	String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
	String.raw`(?<=[${JOINING}])[\u200c\u200d](?=[${JOINING}])`,
].join('|');
const INVISIBLE = new RegExp(
	String.raw`(?!${MEANT})\p{Default_Ignorable_Code_Point}|(?!\s)\p{Cc}`,
	'gu',
);

/**
 * Text with plain blanks and without invisible characters (zero-width characters, byte order and direction
 * marks, soft hyphens, control characters), unless they belong to an emoji or a word.
 */
export function visible(value: string): string {
	if (PRINTABLE.test(value)) return value;
	return value.replace(INVISIBLE, '').replace(/\p{Zs}/gu, ' ');
}
