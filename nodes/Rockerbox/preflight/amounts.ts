/** The cents of an amount as payloads hold it: `"-27.50"` is -2750. Undefined if it isn't an amount. */
export function centsOf(revenue: unknown): bigint | undefined {
	return typeof revenue === 'string' && /^-?\d+\.\d\d$/.test(revenue)
		? BigInt(revenue.replace('.', ''))
		: undefined;
}

/** `-1,234.50`, for -123450 cents. */
export function amountInWords(cents: bigint): string {
	const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
	const whole = BigInt(digits.slice(0, -2)).toLocaleString('en-US');
	return `${cents < 0n ? '-' : ''}${whole}.${digits.slice(-2)}`;
}
