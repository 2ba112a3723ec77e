import { describeValue } from '../../values/describeValue';
import { counted, inWords } from '../../values/inWords';
import { visible } from '../../values/text';

/** A byte order mark that a tool took for letters. */
const MISREAD_MARK = /^\u00ef\u00bb\u00bf/;
const QUOTE = `["'“”„‘’«»]`;
/** Quotes around a name. Those at the end are matched from the first one, because a name can hold many. */
const QUOTES = new RegExp(`^${QUOTE}+|(?<!${QUOTE})${QUOTE}+$`, 'gu');

/**
 * The part of a field's name that tells it from others: `Customer ID`, `customerId` and `customer_id` are one
 * name, with or without quotes around it, and whatever invisible characters are in it.
 */
export function normalizeName(name: string): string {
	return visibleName(name)
		.trim()
		.replace(QUOTES, '')
		.replace(/[\s_-]+/g, '')
		.toLowerCase();
}

/** A field's name without what can't be seen in it. */
export function visibleName(name: string): string {
	return visible(name.replace(MISREAD_MARK, ''));
}

/** Characters that can't be seen or that look like a blank, by their common names. */
const NAMES: Record<string, string> = {
	'\u00a0': 'no-break space',
	'\u00ad': 'soft hyphen',
	'\u200b': 'zero-width space',
	'\u200c': 'zero-width non-joiner',
	'\u200d': 'zero-width joiner',
	'\u200e': 'left-to-right mark',
	'\u200f': 'right-to-left mark',
	'\u202f': 'narrow no-break space',
	'\u2060': 'word joiner',
	'\ufeff': 'byte order mark',
	'\t': 'tab',
	'\n': 'line break',
	'\r': 'carriage return',
	'\u00ef\u00bb\u00bf': 'misread byte order mark',
};
const MAX_NAMED = 3; // kinds of such characters in one name
const UNSEEN =
	/^ +| +$|(?<= ) +|[\t\n\r]|[^\P{Zs} ]|[^\P{Default_Ignorable_Code_Point}]|^\u00ef\u00bb\u00bf/gu;

/**
 * Each name in quotes. If two look alike, their invisible characters are added in words: `"Email"` and
 * `"Email" (with 1 zero-width space)`.
 */
export function describeNames(names: string[]): string[] {
	const looks = names.map(describeName);
	const isLookAlone = isAloneIn(looks);
	const told = names.map((name, index) =>
		isLookAlone(looks[index]) ? looks[index] : looks[index] + unseenIn(name),
	);
	const isToldAlone = isAloneIn(told);
	// Both can have the same characters in different places.
	return told.map((text, index) => (isToldAlone(text) ? text : escaped(names[index])));
}

/** One name in quotes, as it looks. */
export function describeName(name: string): string {
	return describeValue(visibleName(name).replace(/\s+/g, ' '));
}

function isAloneIn(texts: string[]) {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return (text: string) => counts.get(text) === 1;
}

function unseenIn(name: string): string {
	const counts = new Map<string, number>();
	for (const [mark] of name.matchAll(UNSEEN)) {
		const isBlanks = mark.startsWith(' ');
		const what = isBlanks ? 'extra blank' : (NAMES[mark] ?? `character ${codeOf(mark)}`);
		counts.set(what, (counts.get(what) ?? 0) + (isBlanks ? mark.length : 1));
	}
	if (counts.size === 0) return '';
	return ` (with ${inWords([...counts.keys()], (what) => counted(counts.get(what)!, what), MAX_NAMED)})`;
}

function escaped(name: string): string {
	return describeValue(
		name.replace(UNSEEN, (mark) => (mark.startsWith(' ') ? mark : codeOf(mark))),
	);
}

function codeOf(mark: string): string {
	return `U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
