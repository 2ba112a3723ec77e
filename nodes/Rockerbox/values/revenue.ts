import { readAmountText, type DecimalSeparator } from './amountText';
import { describeValue, isDate } from './describeValue';
import { refuseLeftover } from './text';
import { InvalidValue, type ValueReader } from './value';

const MAX_AMOUNT = 1e12; // more than any order, and a larger number also loses its cents

/** Text that needs no second look: digits, and decimals that can't be thousands. */
const PLAIN = /^-?\d{1,15}(?:\.(?:\d\d?|\d{4}))?$/;

export interface RevenueRules {
	/** The decimal separator of text. Without it, `1,234` and `1.234` have two readings. */
	decimalSeparator?: DecimalSeparator;
	/** Whether amounts are in the smallest unit of the currency: `2750` is 27.50. */
	revenueInCents?: boolean;
}

/**
 * A decimal string with two places, as in Rockerbox's sample (`"27.50"`). Accepts numbers, and
 * text with a currency, thousands separators, and a decimal point or comma.
 * @throws {InvalidValue} for anything that isn't an amount or that could mean two amounts
 */
export function revenue(rules: RevenueRules = {}): ValueReader<string> {
	return (value) => {
		const { digits, decimals = 2 } = digitsOf(value, rules);
		return rules.revenueInCents ? fromCents(digits, decimals, value) : twoPlaces(digits);
	};
}

function digitsOf(value: unknown, rules: RevenueRules): { digits: string; decimals?: number } {
	switch (typeof value) {
		case 'number':
			if (Number.isNaN(value)) throw refusals.notAnAmount(value);
			return { digits: plainDigits(value, value) };
		case 'bigint':
			return { digits: value.toString() };
		case 'string':
			return digitsIn(value, rules);
		default:
			throw isObject(value) && !isDate(value)
				? refusals.notOne(value)
				: refusals.notAnAmount(value);
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** The shortest digits of a number, without the noise that sums leave (`0.1 + 0.2`). */
function plainDigits(value: number, found: unknown): string {
	if (Math.abs(value) >= MAX_AMOUNT) throw refusals.tooLarge(found);
	const digits = String(Number(value.toPrecision(15)));
	return digits.includes('e') ? '0' : digits; // below 0.000001
}

function digitsIn(value: string, { decimalSeparator }: RevenueRules) {
	if (decimalSeparator !== 'comma' && PLAIN.test(value)) return { digits: value };
	const read = readAmountText(value, decimalSeparator);
	if (read === 'shortened') throw refusals.shortened(value);
	if (read === undefined) {
		if (decimalSeparator === undefined || readAmountText(value) === undefined) {
			throw refusals.notAnAmount(refuseLeftover(value));
		}
		throw refusals.otherSeparator(value, decimalSeparator);
	}
	if ('twoReadings' in read) throw refusals.twoReadings(value, read.twoReadings);
	return 'value' in read ? { digits: plainDigits(read.value, value) } : read;
}

/** Moves the decimal point of whole cents. */
function fromCents(digits: string, decimals: number, found: unknown): string {
	if (decimals !== 2) throw refusals.noCents(found);
	const [, sign, cents, fraction] = /^(-?)(\d+)(\..+)?$/.exec(digits)!;
	if (fraction !== undefined) throw refusals.notWhole(found);
	const padded = cents.padStart(3, '0');
	return twoPlaces(`${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`);
}

/** Rounds digits like `-1234.505` to two places, half away from zero, without leaving text. */
function twoPlaces(digits: string): string {
	const [, minus, whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(digits)!;
	const roundUp = decimals.charAt(2) >= '5' ? 1n : 0n;
	const cents = BigInt(whole + decimals.slice(0, 2).padEnd(2, '0')) + roundUp;
	if (cents >= BigInt(MAX_AMOUNT) * 100n) throw refusals.tooLarge(digits);
	const padded = cents.toString().padStart(3, '0');
	const sign = minus && cents > 0n ? '-' : '';
	return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

const SEPARATORS = { point: 'Point', comma: 'Comma' };

/** Every kind of refusal, with its remedy. */
export const refusals = {
	notAnAmount: (found: unknown) =>
		refusal(
			found,
			"which isn't an amount. Map a field that holds a number like 27.50, or text like $1,234.50.",
		),
	notOne: (found: unknown) =>
		refusal(
			found,
			'where one amount was expected. Drag the amount inside it from the input panel onto Revenue.',
		),
	twoReadings: (found: unknown, { point, comma }: Record<DecimalSeparator, string>) =>
		refusal(
			found,
			`which can mean ${[point, comma].sort(decimalsFirst).join(' or ')}. Add the option Decimal Separator: with Point it is read as ${point}, with Comma as ${comma}.`,
		),
	otherSeparator: (found: unknown, chosen: DecimalSeparator) =>
		refusal(
			found,
			`which the option Decimal Separator doesn't allow, because it is set to ${SEPARATORS[chosen]}. Choose ${SEPARATORS[chosen === 'point' ? 'comma' : 'point']} in it, or remove the option.`,
		),
	shortened: (found: unknown) =>
		refusal(
			found,
			'a number that has lost its last digits at the source. Format that column as a number there, and export it again.',
		),
	tooLarge: (found: unknown) =>
		refusal(found, 'more than any order. Check that the right field is mapped.'),
	notWhole: (found: unknown) =>
		refusal(
			found,
			'which has decimals, but the option Revenue in Cents takes whole numbers only, such as 2750. Remove the option if amounts are not in cents.',
		),
	noCents: (found: unknown) =>
		refusal(
			found,
			"whose currency isn't divided into 100 cents, as the option Revenue in Cents requires. Remove the option, and have the source deliver the amount in the currency itself.",
		),
};

function decimalsFirst(a: string, b: string): number {
	return Number(b.includes('.')) - Number(a.includes('.'));
}

function refusal(found: unknown, rest: string): InvalidValue {
	return new InvalidValue(`was ${describeValue(found)}, ${rest}`);
}
