import { counted, inDigits } from '../../values/inWords';
import type { Run, Suspicion } from '../candidate';

/** Names of amounts in cents at payment services. Some other sources use them for whole amounts, too. */
const CENTS_IN_NAME =
	/cents|minor|unit_?amount|amount_?(?:total|subtotal|paid|due|received|captured|money)|(?:total|price)_?money|data\.object\.amount\b/i;
const MIN_ITEMS = { named: 5, unnamed: 20 };
const MIN_PRICES = 5; // different ones, because a few equal prices prove nothing
const MIN_CENTS = 100n; // almost nothing is sold for less than one unit
/** Amounts in whole units are mostly round: 120, 1,250, 45,000. So are yen. */
const MAX_ROUND_SHARE = 0.5;
/** The usual last digits of prices. Of other whole numbers, only one in twenty ends like this. */
const PRICE_ENDS = /(?:49|9[5789])$/;
const MIN_PRICE_SHARE = 0.8;

/**
 * All amounts are whole and look like cents. Whole numbers alone prove nothing: yen, won, deals, donations
 * and rounded prices are whole, too. So no amount may be below 100, or written with decimals, groups or a
 * currency. In addition, either the field's name says that it holds cents and at most half of the amounts are
 * round, or nearly all amounts end as prices do (2999 for 29.99).
 */
export function centAmounts({ revenueExpression }: Run): Suspicion {
	const isNamed = revenueExpression !== undefined && namesCents(revenueExpression);
	const different = new Set<string>();
	let items = 0;
	let round = 0;
	let prices = 0;
	let isOther = false;
	return {
		count({ payload: { revenue }, found, revenueInCents }) {
			if (isOther || typeof revenue !== 'string' || revenue === '0.00') return;
			const whole = revenueInCents ? undefined : wholeNumber(found.revenue);
			if (whole === undefined || BigInt(whole) < MIN_CENTS) {
				isOther = true;
				return;
			}
			items++;
			if (different.size < MIN_PRICES) different.add(whole);
			if (whole.endsWith('0')) round++;
			if (PRICE_ENDS.test(whole)) prices++;
		},
		sentence() {
			if (isOther || items === 0 || different.size < MIN_PRICES) return undefined;
			const looksLikePrices = items >= MIN_ITEMS.unnamed && prices >= MIN_PRICE_SHARE * items;
			const isNamedSo = isNamed && items >= MIN_ITEMS.named && round <= MAX_ROUND_SHARE * items;
			if (!looksLikePrices && !isNamedSo) return undefined;
			const why = looksLikePrices
				? `${inDigits(prices)} of them end as prices do`
				: 'the name of their field is one for cents';
			return `All ${counted(items, 'amount')} are whole numbers, and ${why}. If 2999 means 29.99, add the option Revenue in Cents.`;
		},
	};
}

/** A mapping that calculates has already converted the cents. */
function namesCents(expression: string): boolean {
	return CENTS_IN_NAME.test(expression) && !/[*/]|toFixed/.test(expression);
}

/** The digits of a whole number without a sign; undefined for anything else. */
function wholeNumber(found: unknown): string | undefined {
	if (typeof found !== 'number' && typeof found !== 'string') return undefined;
	return /^\s*-?(\d{1,15})\s*$/.exec(String(found))?.[1];
}
