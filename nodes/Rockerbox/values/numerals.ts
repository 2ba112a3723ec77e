import { visible } from './text';

/** Arabic's decimal sign, which is never anything else. */
export const DECIMAL = '٫';
/** Arabic's thousands separator. */
export const GROUP = '٬';

let digitOf: ReadonlyMap<string, string> | undefined;

/**
 * The same number in ASCII's digits, signs and spaces, whatever script it is written in (`１，２３４`, `१,२३४`,
 * `۱٬۲۳۴٫۵`), without invisible characters. Small raised digits stay: `27⁵⁰` isn't 2750.
 */
export function plainMarks(text: string): string {
	return visible(text)
		.replace(/[\uff01-\uff5e\uffe0-\uffe6]/g, (fullWidth) => fullWidth.normalize('NFKC'))
		.replace(/[\p{Pd}−]/gu, '-')
		.replace(/[^\P{Nd}0-9]/gu, asciiDigit)
		.replace(/\s+/g, ' ')
		.trim();
}

function asciiDigit(digit: string): string {
	digitOf ??= digitsOfIntl();
	return digitOf.get(digit) ?? digit;
}

/** The digits of every numbering system that Intl knows. */
function digitsOfIntl(): Map<string, string> {
	return new Map(
		Intl.supportedValuesOf('numberingSystem').flatMap((system) => {
			const format = new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false });
			return Array.from(format.format(1234567890), (digit, index): [string, string] => [
				digit,
				String((index + 1) % 10),
			]);
		}),
	);
}
