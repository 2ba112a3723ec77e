import { currencyOf } from './currencies';
import { DECIMAL, GROUP, plainMarks } from './numerals';
import { unwrapped } from './text';

/** The decimal separator, if the user chose one. */
export type DecimalSeparator = 'point' | 'comma';

const SIGNS = { point: '.', comma: ',' };

/** What an amount's text says. */
export type AmountText =
	/** Digits such as `-1234.5`; `decimals` are those of its currency, if the text has one. */
	| { digits: string; decimals?: number }
	/** The value of text with an exponent. */
	| { value: number }
	/** One separator with three digits after it: it may be a decimal one, or one that groups thousands. */
	| { twoReadings: Record<DecimalSeparator, string> }
	/** An exponent after fewer digits than the amount had. */
	| 'shortened'
	| undefined;

const MAX_AMOUNT_CHARS = 60; // no amount needs more

const GAP = `[ '’${GROUP}]`;
const AMOUNT = new RegExp(
	String.raw`^(?<before>\D*?)(?<number>\d(?:(?:${GAP}|[.,${DECIMAL}])?\d)*|(?<!\p{L}|.-)[.,${DECIMAL}]\d+)(?<after>\D*)$`,
	'u',
);
const EXPONENT = /^[-+]?\d+(?:[.,](?<fraction>\d+))?e(?<exponent>[-+]?\d{1,3})$/i;
const IN_THREES = new RegExp(String.raw`^\d{1,3}(?:(${GAP}|[.,])\d{3}(?:\1\d{3})*)?$`);
const INDIAN = /^\d{1,2}(?:,\d{2})*,\d{3}$/;

/**
 * Reads an amount as people, shops and spreadsheets write it: with signs and codes of currencies, grouped
 * digits, a decimal point or comma, a minus on either side or accounting's parentheses. Undefined if it isn't
 * an amount, or if its decimal separator isn't `decimalSeparator`.
 */
export function readAmountText(text: string, decimalSeparator?: DecimalSeparator): AmountText {
	if (text.length > 10 * MAX_AMOUNT_CHARS) return undefined;
	const found = unwrapped(plainMarks(text).replace(/^"(.*)"$/, '$1')).trim();
	if (found.length > MAX_AMOUNT_CHARS) return undefined;
	const exponent = EXPONENT.exec(found)?.groups;
	if (exponent) return scientific(found, exponent);
	const { before, number, after } = AMOUNT.exec(found)?.groups ?? {};
	return number === undefined ? nothing(found) : amount(before, number, after, decimalSeparator);
}

function amount(
	before: string,
	number: string,
	after: string,
	decimalSeparator?: DecimalSeparator,
): AmountText {
	// "27,-", "27/-" and "27." have no decimals: the sign is only where they would be.
	const [none = ''] = /^(?:[.,:]-{1,2}|\/[-=]|\.(?= ?$))/.exec(after) ?? [];
	const around = surroundings(before, after.slice(none.length));
	if (!around) return undefined;
	const { isNegative, decimals } = around;
	const decimalSign = none === '.' ? '.' : DECIMAL;
	const isWhole = none !== '' && !/^\/.*[.,]\d\d$/.test(none + number); // but "27.00/-" has some
	const written = isWhole ? `${number}${decimalSign}00` : number;
	const read = readNumber(written, decimals, decimalSeparator);
	return typeof read === 'string' ? { digits: `${isNegative ? '-' : ''}${read}`, decimals } : read;
}

/** `$ -` is how spreadsheets show nothing in an accounting format. */
function nothing(found: string): AmountText {
	const around = surroundings(found, '');
	return around?.isNegative && around.decimals !== undefined ? { digits: '0' } : undefined;
}

/** The text on both sides of a number; undefined if it is more than a currency and a sign. */
function surroundings(before: string, after: string) {
	if (/^-\p{L}/u.test(after)) return undefined; // "27-EUR" may be joined by a hyphen
	const sides = [sideOf(before), sideOf(after)];
	const signs = sides.map(({ sign }) => sign).join('');
	const brackets = sides.map(({ bracket }) => bracket).join('');
	const isInBrackets = brackets === '()' && sides[0].bracket === '(';
	if (signs.length > 1 || (brackets !== '' && (!isInBrackets || signs !== ''))) return undefined;
	if (/^[a-z]$/i.test(sides[1].label)) return undefined; // "100 K" may be a hundred thousand
	const isNegative = signs === '-' || isInBrackets;
	const labels = sides.map(({ label }) => label).filter((label) => label !== '');
	if (labels.length === 0) return { isNegative };
	const decimals = labels.map((label) => currencyOf(label)?.decimals);
	return decimals.includes(undefined)
		? undefined
		: { isNegative, decimals: Math.min(...(decimals as number[])) };
}

/** `-$`, `$ (`, ` USD)`: a currency's label, a plus or minus at an edge, and a bracket left open. */
function sideOf(text: string) {
	const bracket = text.replace(/[^()]|\([^()]*\)/g, '');
	const [, first, label, last] = /^([-+]?)(.*?)([-+]?)$/u.exec(text.replace(/[() ]/g, ''))!;
	return { bracket, label, sign: first + last };
}

/** The digits of a number without what groups them, and with a decimal point. */
function readNumber(
	number: string,
	currencyDecimals: number | undefined,
	decimalSeparator?: DecimalSeparator,
): string | { twoReadings: Record<DecimalSeparator, string> } | undefined {
	const lone = /^(?<whole>\d+)(?<separator>[.,])\d{3}$/.exec(number)?.groups;
	const isThousands = lone !== undefined && /^[1-9]\d{0,2}$/.test(lone.whole);
	if (isThousands && currencyDecimals === 0) {
		const isDecimal = decimalSeparator && lone.separator === SIGNS[decimalSeparator];
		return isDecimal ? undefined : lone.whole + number.slice(-3);
	}
	if (isThousands && !decimalSeparator) {
		const [point, comma] = [',', '.'].map((group) => withoutGroups(number, group));
		return { twoReadings: { point, comma } };
	}
	const decimal = decimalSignOf(number, decimalSeparator);
	const [whole, decimals, ...more] = decimal === undefined ? [number] : number.split(decimal);
	if (more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return undefined;
	if (decimals !== undefined && whole === '') return `0.${decimals}`;
	if (!/^\d+$/.test(whole) && !IN_THREES.test(whole) && !INDIAN.test(whole)) return undefined;
	const digits = whole.replace(/\D/g, '');
	return decimals === undefined ? digits : `${digits}.${decimals}`;
}

/** `1.234` as `1234` or `1.234`, depending on which sign groups. */
function withoutGroups(number: string, group: string): string {
	return number.replace(group, '').replace(',', '.');
}

/** The sign in front of the decimals; undefined if the number has none. */
function decimalSignOf(number: string, separator?: DecimalSeparator): string | undefined {
	if (number.includes(DECIMAL)) return DECIMAL;
	if (separator) return SIGNS[separator];
	const last = number[Math.max(number.lastIndexOf('.'), number.lastIndexOf(','))];
	// A sign that occurs twice can only group.
	return last !== undefined && number.indexOf(last) === number.lastIndexOf(last) ? last : undefined;
}

/**
 * `1.23456789E7`, as databases write it. Spreadsheets and C write a sign and at least two digits after the E,
 * and drop digits of numbers from a million up (`1.23457E+11`).
 */
function scientific(
	found: string,
	{ fraction = '', exponent }: Record<string, string>,
): AmountText {
	const isShortened =
		/^\+\d\d/.test(exponent) && Number(exponent) >= 6 && fraction.length < Number(exponent);
	return isShortened ? 'shortened' : { value: Number(found.replace(',', '.')) };
}
