import { describeValue } from './describeValue';
import { InvalidValue } from './value';

const MAX_AMOUNT = 1e12; // more than any order; beyond it a number also loses its cents

const MAX_AMOUNT_CHARS = 40; // no amount needs more, and the pattern below stays quick

const CURRENCY = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})`; // $, US$, €, EUR
const AMOUNT = new RegExp(
	String.raw`^(?<before>[-−+]?)\s*(?:${CURRENCY}\s*)?(?<sign>[-−+]?)(?<digits>\d[\d.,'’\s]*|[.,]\d+)\s*(?:${CURRENCY})?$`,
	'u',
);

/**
 * A decimal string with two places, as in Rockerbox's sample (`"27.50"`). Accepts numbers, and
 * texts with a currency, thousands separators, and a decimal point or comma.
 * @throws {InvalidValue} for anything that isn't an amount or that could mean two amounts
 */
export function revenue(value: unknown): string {
	if (typeof value === 'number' && Number.isFinite(value)) return twoPlaces(plainDigits(value));
	if (typeof value === 'bigint') return twoPlaces(value.toString());
	if (typeof value === 'string') return twoPlaces(readAmount(value.trim()));
	throw notAnAmount(value);
}

/** The shortest digits of a number, without the noise that sums leave (`0.1 + 0.2`). */
function plainDigits(value: number): string {
	if (Math.abs(value) >= MAX_AMOUNT) throw tooLarge(value);
	const digits = String(Number(value.toPrecision(15)));
	return digits.includes('e') ? '0' : digits; // below 0.000001
}

/** A text such as `$1,234.50` or `1.234,50 €` as digits with a decimal point. */
function readAmount(found: string): string {
	const { before, sign, digits } =
		(found.length <= MAX_AMOUNT_CHARS && AMOUNT.exec(found)?.groups) || {};
	if (!digits || (before && sign)) throw notAnAmount(found);
	const plain = withDecimalPoint(withoutGaps(digits.trim(), found), found);
	return /[-−]/.test(before + sign) ? `-${plain}` : plain;
}

/** `1 234,50` and `1'234.50` without what groups their digits. */
function withoutGaps(digits: string, found: string): string {
	if (!/[\s'’]/.test(digits)) return digits;
	if (!/^\d{1,3}(?:([\s'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(digits)) throw notAnAmount(found);
	return digits.replace(/[\s'’]/g, '');
}

function withDecimalPoint(digits: string, found: string): string {
	const decimal = digits[Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))];
	if (decimal === undefined) return checked(digits, found);
	const thousands = decimal === '.' ? ',' : '.';
	const [whole, ...decimals] = digits.split(decimal);

	if (digits.includes(thousands)) {
		if (decimals.length > 1) throw notAnAmount(found);
		return checked(`${ungroup(whole, thousands, found)}.${decimals[0]}`, found);
	}
	if (decimals.length > 1) return ungroup(digits, decimal, found);
	if (decimals[0].length === 3 && /^[1-9]\d{0,2}$/.test(whole)) {
		throw new InvalidValue(
			`was ${describeValue(found)}, which can mean ${whole}.${decimals[0]} or ${whole}${decimals[0]}. Deliver it with two decimal places; or, if the sign groups thousands, take it out in the mapping: {{ $json.revenue.replace('${decimal}', '') }}.`,
		);
	}
	return checked(`${whole || '0'}.${decimals[0]}`, found);
}

function ungroup(digits: string, separator: string, found: string): string {
	const [first, ...groups] = digits.split(separator);
	const wellFormed = /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
	if (!wellFormed) throw notAnAmount(found);
	return [first, ...groups].join('');
}

function checked(digits: string, found: string): string {
	if (!/^\d+(?:\.\d+)?$/.test(digits)) throw notAnAmount(found);
	return digits;
}

/** Rounds digits like `-1234.505` to two places, half away from zero, without leaving text. */
function twoPlaces(digits: string): string {
	const [, minus, whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(digits)!;
	const roundUp = decimals.charAt(2) >= '5' ? 1n : 0n;
	const cents = BigInt(whole + decimals.slice(0, 2).padEnd(2, '0')) + roundUp;
	if (cents >= BigInt(MAX_AMOUNT) * 100n) throw tooLarge(digits);
	const padded = cents.toString().padStart(3, '0');
	const sign = minus && cents > 0n ? '-' : '';
	return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

function notAnAmount(found: unknown) {
	return new InvalidValue(
		`was ${describeValue(found)}, which isn't an amount. Map a number like 27.50, or a text like $1,234.50.`,
	);
}

function tooLarge(found: unknown) {
	return new InvalidValue(
		`was ${describeValue(found)}, more than any order. Check that the right field is mapped.`,
	);
}
