/* eslint-disable @n8n/community-nodes/no-restricted-imports -- compares deeply, which only tests do */
import { DateTime } from 'luxon';
import { isDeepStrictEqual } from 'node:util';
import { sendConversion } from '../../../nodes/Rockerbox/operations/sendConversion';
import { timestamp } from '../../../nodes/Rockerbox/values/timestamp';
import { DATE_ORDERS, type DateOrder } from '../../../nodes/Rockerbox/values/timestamp/dateText';
import { InvalidValue } from '../../../nodes/Rockerbox/values/value';
import { build, NOW } from '../../support/build';
import { printedTotals, readCorpus, refusalIn, titleOf, type Spelling } from '../../support/corpus';
import { readText } from '../../support/engineFiles';

const corpus = readCorpus('dates');

describe('a date as its source writes it', () => {
	const totals = printedTotals('Dates of the corpus');

	test.each(corpus.map((spelling): [string, Spelling] => [titleOf(spelling), spelling]))(
		'%s',
		(_title, spelling) => {
			const { input, options, want } = spelling;
			const mapped = { email: 'jane@example.com', action: 'purchase', timestamp: input };
			const built = build(sendConversion, mapped, { options });
			const refusal = refusalIn(spelling);
			if ('problems' in built) {
				totals.refused++;
				expect(built.problems).toEqual([expect.stringContaining(refusal || 'a refusal')]);
				return;
			}
			const found = built.payload?.timestamp;
			if (found === want) totals.right++;
			else totals.wrong++;
			expect(found).toBe(want);
		},
	);

	test('is one of at least 250', () => {
		const distinct = new Set(corpus.map(({ input, options }) => JSON.stringify([input, options])));
		expect(distinct.size).toBeGreaterThanOrEqual(250);
	});
});

describe("the reference's table of dates", () => {
	test.each(tableRows())('%s %s', (inputs, option, sent) => {
		const options = optionsOf(option);
		for (const input of codeIn(inputs)) {
			const found = corpus.filter(
				(spelling) =>
					String(spelling.input) === input && isDeepStrictEqual(spelling.options, options),
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
	const [, section] = /^## Dates$(.*?)^##/ms.exec(readText('docs/reference.md'))!;
	const [, , ...rows] = Array.from(section.matchAll(/^\|(.*)\|(.*)\|(.*)\|$/gm), ([, ...cells]) =>
		cells.map((cell) => cell.trim()),
	);
	return rows as Array<[string, string, string]>;
}

function codeIn(cell: string): string[] {
	return Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code);
}

/** An option as the reference names it: `Date Order: Day First`. */
function optionsOf(text: string): Spelling['options'] {
	const [name, choice] = text.split(': ');
	if (name === '') return undefined;
	if (name === 'Timezone') return { timezone: choice };
	const [order] = Object.entries(DATE_ORDERS).find(([, label]) => label === choice)!;
	return { dateOrder: order };
}

const LOCALES = `en-US en-GB en-CA en-AU en-IN en-ZA en-NZ en-IE en-SG en-PH de-DE de-AT de-CH fr-FR
	fr-CA es-ES es-MX es-AR pt-BR pt-PT it-IT nl-NL sv-SE da-DK nb-NO fi-FI pl-PL cs-CZ sk-SK hu-HU ro-RO
	bg-BG hr-HR sr-RS sr-Latn-RS sl-SI lt-LT lv-LV et-EE el-GR tr-TR ru-RU uk-UA ar-EG ar-SA ar-MA he-IL
	fa-IR fa-IR-u-nu-latn ur-PK hi-IN bn-BD ta-IN ne-NP th-TH vi-VN id-ID ms-MY fil-PH ja-JP ko-KR zh-CN
	zh-TW zh-HK sw-KE af-ZA is-IS ca-ES eu-ES ga-IE cy-GB mt-MT ha-NG so-SO zu-ZA uz-UZ kk-KZ mn-MN
	ja-JP-u-ca-japanese zh-TW-u-ca-roc en-u-ca-buddhist en-u-ca-islamic en-u-ca-persian en-u-ca-hebrew
	en-u-ca-indian en-u-ca-coptic en-u-hc-h11 en-u-hc-h24`.split(/\s+/);
const STYLES = ['full', 'long', 'medium', 'short'] as const;
const ZONES = [
	...['America/New_York', 'Europe/London', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Tokyo', 'UTC'],
	...['Australia/Sydney', 'America/Sao_Paulo', 'Pacific/Honolulu', 'America/Halifax'],
];
/** Every combination of styles, each with three months, days, hours and zones. */
const CASES = STYLES.flatMap((dateStyle) =>
	[undefined, ...STYLES].map((timeStyle) => ({ dateStyle, timeStyle })),
)
	.flatMap((styles) => [styles, styles, styles])
	.map((styles, index) => ({
		styles,
		zone: ZONES[index % ZONES.length],
		// A minute at which no clock is changed.
		instant: Date.UTC(
			2000 + (index % 26),
			index % 12,
			((index * 5) % 28) + 1,
			(index * 7) % 24,
			17,
		),
	}));

const ofIntl = printedTotals('Dates of Intl');

test.each(LOCALES)('a date that Intl writes is read correctly or refused: %s', (locale) => {
	const faults: unknown[] = [];
	for (const { styles, zone, instant } of CASES) {
		const format = new Intl.DateTimeFormat(locale, { ...styles, timeZone: zone });
		const written = format.format(instant);
		const moment = DateTime.fromMillis(instant, { zone });
		const want = (styles.timeStyle ? moment : moment.startOf('day')).toSeconds();
		for (const dateOrder of new Set([undefined, orderIn(format)])) {
			const found = readOrRefused(written, zone, dateOrder);
			if (found === undefined) ofIntl.refused++;
			else if (found === String(want)) ofIntl.right++;
			else faults.push({ written, dateOrder, zone, found, want });
		}
	}
	ofIntl.wrong += faults.length;
	expect(faults).toEqual([]);
});

function readOrRefused(written: string, timezone: string, dateOrder: DateOrder | undefined) {
	try {
		return timestamp({ timezone, dateOrder, now: NOW })(written);
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidValue);
		return undefined;
	}
}

/** The choice of a user with this locale in the option Date Order. */
function orderIn(format: Intl.DateTimeFormat): DateOrder | undefined {
	const [first] = format
		.formatToParts()
		.map(({ type }) => `${type}First`)
		.filter((type) => type === 'yearFirst' || type in DATE_ORDERS);
	return first in DATE_ORDERS ? (first as DateOrder) : undefined;
}
