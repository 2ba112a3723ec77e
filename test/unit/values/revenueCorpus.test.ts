/* eslint-disable @n8n/community-nodes/no-restricted-imports -- compares deeply, which only tests do */
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { revenue, type RevenueRules } from '../../../nodes/Rockerbox/values/revenue';
import { InvalidValue } from '../../../nodes/Rockerbox/values/value';
import { readText } from '../../support/engineFiles';
import { printedTotals, readCorpus, refusalIn, titleOf, type Spelling } from '../../support/corpus';

function read(input: unknown, rules?: RevenueRules): string | InvalidValue {
	try {
		return revenue(rules)(input);
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidValue);
		return error as InvalidValue;
	}
}

describe('an amount as its source writes it', () => {
	const totals = printedTotals('Amounts of the corpus');

	test.each(readCorpus('amounts').map((spelling) => [titleOf(spelling), spelling]))(
		'%s',
		(_title: unknown, spelling: unknown) => {
			const { input, options, want } = spelling as Spelling;
			const found = read(input, options);
			const refusal = refusalIn(spelling as Spelling);
			if (found instanceof InvalidValue) totals.refused++;
			else if (found === want) totals.right++;
			else totals.wrong++;

			if (refusal === undefined) expect(found).toBe(want);
			else expect(String(found)).toContain(refusal);
		},
	);
});

describe("the reference's table of amounts", () => {
	const corpus = readCorpus('amounts');

	test.each(tableRows())('%s %s', (inputs, option, sent) => {
		const rules = rulesOf(option);
		for (const input of codeIn(inputs)) {
			const found = corpus.filter(
				(spelling) =>
					String(spelling.input) === input && isDeepStrictEqual(spelling.options, rules),
			);
			expect([input, found.length > 0]).toEqual([input, true]);
			for (const spelling of found) {
				if (sent.startsWith('refused')) expect(refusalIn(spelling)).toBeDefined();
				else expect(codeIn(sent)).toEqual([spelling.want]);
			}
		}
	});
});

/** The cells of each row. */
function tableRows(): Array<[inputs: string, option: string, sent: string]> {
	const [, section] = /^## Amounts$(.*?)^##/ms.exec(readText('docs/reference.md'))!;
	const [, ...rows] = Array.from(section.matchAll(/^\|(.*)\|(.*)\|(.*)\|$/gm), ([, ...cells]) =>
		cells.map((cell) => cell.trim()),
	).filter(([first]) => !/^-+$/.test(first));
	return rows as Array<[string, string, string]>;
}

function codeIn(cell: string): string[] {
	return Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code);
}

/** The rules of an option as the reference names it. */
function rulesOf(option: string): RevenueRules | undefined {
	if (option === '') return undefined;
	if (option === 'Revenue in Cents') return { revenueInCents: true };
	const [, choice] = /^Decimal Separator: (Point|Comma)$/.exec(option)!;
	return { decimalSeparator: choice === 'Point' ? 'point' : 'comma' };
}

const LOCALES = (
	'af ar-AE ar-EG bg-BG bn-BD ca-ES cs-CZ da-DK de-AT de-CH de-DE el-GR en-GB en-IN en-US en-ZA ' +
	'es-ES es-MX et-EE fa-IR fi-FI fr-CA fr-CH fr-FR he-IL hi-IN-u-nu-deva hu-HU id-ID is-IS it-IT ' +
	'ja-JP ko-KR lt-LT mr-IN my-MM nb-NO ne-NP nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sv-SE ' +
	'ta-IN th-TH-u-nu-thai tr-TR uk-UA vi-VN zh-CN zh-TW zh-u-nu-fullwide'
).split(' ');
const CURRENCIES = 'AED BRL CHF CLP DKK EUR GBP HUF INR JPY KRW KWD MXN PLN SEK USD VND ZAR'.split(
	' ',
);
const DISPLAYS = ['symbol', 'narrowSymbol', 'code', 'name'] as const;

interface Style {
	locale: string;
	currency: string;
	display: (typeof DISPLAYS)[number];
	sign: 'standard' | 'accounting';
}

describe('an amount as Intl writes it', () => {
	const totals = printedTotals('Amounts written by Intl');

	/** The mistakes in reading an amount, without an option and with the right one. */
	const wrongly = (style: Style, units: number): string[] => {
		const { text, expected, decimalSeparator } = written(style, units);
		return [{}, { decimalSeparator }].flatMap((rules) => {
			const found = read(text, rules);
			if (found instanceof InvalidValue) totals.refused++;
			else if (found === expected) totals.right++;
			else totals.wrong++;
			return found instanceof InvalidValue || found === expected
				? []
				: [`${text} became ${found}, not ${expected}`];
		});
	};

	const units = [0, 5, 2750, 123_400, 1_234_000, 98_765_432_100]; // of the smallest unit

	test.each(LOCALES)('in %s is read right or refused', (locale) => {
		const wrong = stylesIn(locale).flatMap((style) =>
			units.flatMap((count) => wrongly(style, style.sign === 'accounting' ? -count : count)),
		);
		expect(wrong).toEqual([]);
	});

	test('of any value, in any style, is read right or refused', () => {
		const styles = fc.record<Style>({
			locale: fc.constantFrom(...LOCALES),
			currency: fc.constantFrom(...Intl.supportedValuesOf('currency')),
			display: fc.constantFrom(...DISPLAYS),
			sign: fc.constantFrom('standard', 'accounting'),
		});
		const amounts = fc.oneof(
			fc.integer({ min: -2_000_000, max: 2_000_000 }),
			fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
		);
		fc.assert(
			fc.property(styles, amounts, (style, count) => {
				expect(wrongly(style, count)).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	test.each(LOCALES)('in %s is read, not refused, with its code and the right option', (locale) => {
		const refused = stylesIn(locale)
			.filter(({ display }) => display === 'code')
			.flatMap((style) => units.map((count) => written(style, count)))
			.filter(({ text, ...rules }) => read(text, rules) instanceof InvalidValue)
			.map(({ text }) => text);
		expect(refused).toEqual([]);
	});
});

function stylesIn(locale: string): Style[] {
	return CURRENCIES.flatMap((currency): Style[] => [
		...DISPLAYS.map((display): Style => ({ locale, currency, display, sign: 'standard' })),
		{ locale, currency, display: 'symbol', sign: 'accounting' },
	]);
}

/** An amount as Intl writes it, what must be sent for it, and the decimal separator of the style. */
function written(style: Style, units: number) {
	const { maximumFractionDigits: places = 2 } = formatOf(style).resolvedOptions();
	const { locale, currency } = style;
	const decimal = formatOf({ locale, currency, display: 'code', sign: 'standard', places: 1 })
		.formatToParts(0)
		.find(({ type }) => type === 'decimal')?.value;
	return {
		text: formatOf(style).format(units / 10 ** places),
		expected: inTwoPlaces(units, places),
		decimalSeparator: decimal === ',' ? ('comma' as const) : ('point' as const),
	};
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf({ locale, currency, display, sign, places }: Style & { places?: number }) {
	const key = [locale, currency, display, sign, places].join(' ');
	const format =
		formats.get(key) ??
		new Intl.NumberFormat(locale, {
			style: 'currency',
			currency,
			currencyDisplay: display,
			currencySign: sign,
			minimumFractionDigits: places,
		});
	formats.set(key, format);
	return format;
}

function inTwoPlaces(units: number, places: number): string {
	const cents = Math.round(Math.abs(units) * 10 ** (2 - places)); // half away from zero
	const padded = String(cents).padStart(3, '0');
	return `${units < 0 && cents > 0 ? '-' : ''}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}
