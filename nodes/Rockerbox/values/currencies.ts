/** What is known about the currency of a label beside an amount. */
export interface Currency {
	/** The number of decimal places of its amounts: none in yen, three in Kuwaiti dinars. */
	decimals: number;
}

const MOST: Currency = { decimals: 2 };

/** Labels that people write, but Intl doesn't in any of its locales, by currency code. */
const ALSO_WRITTEN: Record<string, string[]> = {
	AED: ['Dh', 'Dhs'],
	BBD: ['Bds$'],
	BDT: ['Tk'],
	BGN: ['lv'],
	BND: ['B$'],
	BRL: ['BR$'],
	CAD: ['CDN$'],
	CHF: ['Fr', 'SFr'],
	CNY: ['RMB', '元'],
	CZK: ['Kc'],
	DKK: ['Dkr'],
	DZD: ['DA'],
	EGP: ['LE', '£E'],
	EUR: ['euro', 'euros'],
	GBP: ['UK£', '₤'],
	ILS: ['NIS'],
	JMD: ['J$'],
	JOD: ['JD'],
	JPY: ['円'],
	KRW: ['원'],
	KWD: ['KD'],
	NOK: ['Nkr'],
	PLN: ['zl'],
	RSD: ['din', 'дин'],
	RUB: ['руб'],
	SAR: ['SR'],
	SEK: ['Skr'],
	SGD: ['S$'],
	THB: ['บาท', 'baht'],
	TND: ['DT'],
	TRY: ['TL'],
	UAH: ['грн'],
	USD: ['U$S', 'U$D'],
	UYU: ['$U'],
	VND: ['đ', 'VNĐ'],
	XOF: ['CFA'],
};

/** Signs that can also mean thousands, millions or billions: `1.5 K`, `1.2 bn$`. */
const MAGNITUDE = /^\p{Sc}?(?:k|m|mn|t|tn|bn)\p{Sc}?$/u;

interface Currencies {
	/** By ISO 4217 code in lower case. */
	codes: ReadonlyMap<string, Currency>;
	/** By the sign as `plainSign` returns it. */
	signs: ReadonlyMap<string, Currency>;
}

/** The most frequent currencies. English has a sign of its own for each, so no comparison is needed. */
const FREQUENT = ['AUD', 'BRL', 'CAD', 'EUR', 'GBP', 'INR', 'JPY', 'MXN', 'USD'];

/** By code in lower case; undefined until it is needed, because Intl takes its time. */
let codesOfIntl: Map<string, Currency | undefined> | undefined;
let frequent: Currencies | undefined;
let all: Currencies | undefined;

/**
 * The currency that a label beside an amount stands for: an ISO 4217 code in any case, a sign (`€`, `kr`,
 * `zł`, `Rs.`) or both (`US$`, `USD $`). Undefined if it stands for none, such as `kg` or `million`. The
 * first label that is neither a code nor the sign of a frequent currency takes about 40 milliseconds, because
 * Intl is then asked for every currency.
 */
export function currencyOf(label: string): Currency | undefined {
	const found = label.replace(/\s/g, '').toLowerCase();
	codesOfIntl ??= new Map(
		Intl.supportedValuesOf('currency').map((code) => [code.toLowerCase(), undefined]),
	);
	if (codesOfIntl.has(found)) {
		const currency = codesOfIntl.get(found) ?? { decimals: inEnglish(found).decimals };
		codesOfIntl.set(found, currency);
		return currency;
	}
	frequent ??= frequentCurrencies();
	return lookUp(found, frequent) ?? lookUp(found, (all ??= currenciesOfIntl()));
}

function lookUp(found: string, { codes, signs }: Currencies): Currency | undefined {
	const code = (start: number, end?: number) => codes.get(found.slice(start, end));
	const sign = (start: number, end?: number) => signs.get(plainSign(found.slice(start, end)));
	return (
		codes.get(found) ??
		sign(0) ??
		(sign(3) && code(0, 3)) ?? // USD $
		(sign(0, -3) && code(-3)) // kr SEK
	);
}

function frequentCurrencies(): Currencies {
	const codes = new Map<string, Currency>();
	const signs = new Map<string, Currency>();
	for (const code of FREQUENT) {
		const { sign, ...currency } = inEnglish(code);
		codes.set(code.toLowerCase(), currency);
		signs.set(plainSign(sign), currency);
		if (sign.length === 1) signs.set(plainSign(`${code.slice(0, 2)}${sign}`), currency); // US$
	}
	return { codes, signs };
}

/** The sign that English keeps for a currency, and what is known of it. */
function inEnglish(code: string): Currency & { sign: string } {
	const format = formatOf('en', code, 'symbol');
	const { maximumFractionDigits: decimals = MOST.decimals } = format.resolvedOptions();
	return { decimals, sign: signIn(format) };
}

/**
 * Asks Intl how it writes currencies in English and in each one's own country, which is the first two letters
 * of its code. A sign that English keeps for one currency means that one (`¥` is the yen, not the yuan). A
 * sign that several share has their decimal places only if they agree.
 */
function currenciesOfIntl(): Currencies {
	const codes = new Map<string, Currency>();
	const signs = new Map<string, Currency>();
	const share = (sign: string, currency: Currency) => {
		const known = signs.get(plainSign(sign)) ?? currency;
		signs.set(plainSign(sign), known.decimals === currency.decimals ? currency : MOST);
	};
	const own: Array<[string, Currency]> = [];
	for (const code of Intl.supportedValuesOf('currency')) {
		const region = code.slice(0, 2);
		const home = new Intl.Locale(`und-${region}`).maximize().minimize().baseName;
		const { sign, ...currency } = inEnglish(code);
		codes.set(code.toLowerCase(), currency);
		own.push([sign, currency]);
		own.push(...(ALSO_WRITTEN[code] ?? []).map((sign): [string, Currency] => [sign, currency]));
		const narrow = signIn(formatOf('en', code, 'narrowSymbol'));
		share(narrow, currency);
		share(signIn(formatOf(home, code, 'symbol')), currency);
		share(signIn(formatOf(home, code, 'narrowSymbol')), currency);
		if (/^\p{Sc}$/u.test(narrow)) {
			share(`${region}${narrow}`, currency); // US$
			share(`${narrow}${region}`, currency); // $US
		}
	}
	for (const [sign, currency] of own) signs.set(plainSign(sign), currency);
	for (const sign of signs.keys()) {
		// With a dot it isn't a code: "USD.50" has two readings.
		if (sign === '' || codes.has(sign) || MAGNITUDE.test(sign)) signs.delete(sign);
	}
	return { codes, signs };
}

function formatOf(locale: string, currency: string, currencyDisplay: 'symbol' | 'narrowSymbol') {
	return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
}

function signIn(format: Intl.NumberFormat): string {
	return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? '';
}

/** `Rs.` and `rs`, `US-$` and `us$`, `د.إ.` with its direction marks or without: each is one sign. */
function plainSign(sign: string): string {
	return sign
		.replace(/[\s.\p{Default_Ignorable_Code_Point}]|(?<=\p{L})-(?=\p{Sc})/gu, '')
		.toLowerCase();
}
