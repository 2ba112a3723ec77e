import { describeValue } from './describeValue';
import { InvalidValue } from './value';

/** What a broken mapping leaves behind instead of the value it should have found. */
const LEFTOVER = /^\s*(?:NaN|undefined)\s*$|Invalid Date(?:Time)?\b|\[object \w+\]/;

/**
 * Text, trimmed. Numbers become text, so that `1001` from a spreadsheet is the ID `"1001"`.
 * @throws {InvalidValue} for anything that isn't one plain value
 */
export function text(value: unknown): string {
	const plain = plainValue(value);
	if (typeof plain === 'boolean') {
		throw new InvalidValue(
			`was ${plain}, where a text was expected. Map a field that holds a text.`,
		);
	}
	return String(plain);
}

/**
 * One plain value as given: text (trimmed), a number, or true/false. Rockerbox defines no more for
 * `conversion_source`, `in_store` and `salesforce`.
 * @throws {InvalidValue} for lists, objects, dates, and what a broken mapping leaves behind
 */
export function plainValue(value: unknown): string | number | boolean {
	switch (typeof value) {
		case 'string':
			return refuseNull(refuseLeftover(value.trim()));
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

/** @throws {InvalidValue} if the text is what a broken mapping leaves behind */
export function refuseLeftover(found: string): string {
	if (LEFTOVER.test(found)) throw leftover(found);
	return found;
}

/** Exports write "null" where there is nothing; as a name it would join many people into one. */
function refuseNull(found: string): string {
	if (/^null$/i.test(found)) throw leftover(found);
	return found;
}

function leftover(found: string) {
	return new InvalidValue(
		`came out as ${describeValue(found)}, so its mapping didn't find a value. Open the mapping and pick the field again.`,
	);
}

function exactNumber(value: number): number {
	if (Number.isNaN(value)) throw leftover('NaN');
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER || (value !== 0 && Math.abs(value) < 1e-6)) {
		throw new InvalidValue(
			`was ${describeValue(value)}, a number whose digits can't be trusted. Have the source deliver it as text.`,
		);
	}
	return value;
}

/** Names that a user listed, without the blanks around them, and without empty ones. */
export function tidyNames(names: string[]): string[] {
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** What a spreadsheet wrapped to keep it text: `="0012345"`, `'+380…`. */
export function unwrapped(value: string): string {
	return /^="([^"]*)"$/.exec(value)?.[1] ?? value.replace(/^'/, '');
}

/** A text without what can't be seen (zero-width characters, direction marks, soft hyphens), and with plain blanks. */
export function visible(value: string): string {
	return value.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/[\p{Zs}\s]/gu, ' ');
}
