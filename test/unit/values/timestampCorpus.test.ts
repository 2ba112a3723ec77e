import { DateTime } from 'luxon';
import { sendConversion } from '../../../nodes/Rockerbox/operations/sendConversion';
import type { ItemOptions } from '../../../nodes/Rockerbox/prepare/mapping/mappedItem';
import { DATE_ORDERS, type DateOrder } from '../../../nodes/Rockerbox/values/timestamp/dateText';
import { timestamp } from '../../../nodes/Rockerbox/values/timestamp';
import { InvalidValue } from '../../../nodes/Rockerbox/values/value';
import { build, NOW } from '../../support/build';
import { readText } from '../../support/engineFiles';

/** A date as a source writes it, in a workflow whose time zone is New York's. */
interface Spelling {
	input: unknown;
	source: string;
	options?: ItemOptions;
	/** Epoch seconds, or a part of the sentence that says why it is refused. */
	want: string | { refused: string };
}

const spellings = JSON.parse(readText('test/values/corpus/dates.json')) as Spelling[];
const totals = {
	corpus: { right: 0, refused: 0, wrong: 0 },
	Intl: { right: 0, refused: 0, wrong: 0 },
};

afterAll(() => {
	const lines = Object.entries(totals).map(
		([name, { right, refused, wrong }]) =>
			`Dates, ${name}: ${right} accepted right, ${refused} refused, wrong: ${wrong}`,
	);
	process.stdout.write(`${lines.join('\n')}\n`);
});

describe('A date as its source writes it', () => {
	const named = spellings.map((spelling): [string, Spelling] => {
		const { input, source, options } = spelling;
		return [`${JSON.stringify([input, options])} of ${source}`, spelling];
	});

	test.each(named)('comes out right, or is refused: %s', (_, { input, options, want }) => {
		const mapped = { email: 'jane@example.com', action: 'purchase', timestamp: input };
		const built = build(sendConversion, mapped, { options });
		const found = 'problems' in built ? undefined : built.payload?.timestamp;

		const expected = typeof want === 'string' ? want : undefined;
		if (found !== expected) totals.corpus.wrong++;
		else totals.corpus[found === undefined ? 'refused' : 'right']++;
		expect(found).toBe(expected);
		if ('problems' in built && typeof want === 'object') {
			expect(built.problems).toEqual([expect.stringContaining(want.refused)]);
			expect(want.refused).not.toBe('');
		}
	});

	test('is one of at least 250', () => {
		const distinct = new Set(
			spellings.map(({ input, options }) => JSON.stringify([input, options])),
		);
		expect(distinct.size).toBeGreaterThanOrEqual(250);
	});
});

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
		// At a minute at which no clock is turned.
		instant: Date.UTC(
			2000 + (index % 26),
			index % 12,
			((index * 5) % 28) + 1,
			(index * 7) % 24,
			17,
		),
	}));

test.each(LOCALES)('A date that Intl writes comes back right, or is refused: %s', (locale) => {
	const faults: unknown[] = [];
	for (const { styles, zone, instant } of CASES) {
		const format = new Intl.DateTimeFormat(locale, { ...styles, timeZone: zone });
		const written = format.format(instant);
		const moment = DateTime.fromMillis(instant, { zone });
		const want = (styles.timeStyle ? moment : moment.startOf('day')).toSeconds();
		for (const dateOrder of new Set([undefined, orderIn(format)])) {
			const found = readOrRefused(written, zone, dateOrder);
			if (found === undefined) totals.Intl.refused++;
			else if (found === String(want)) totals.Intl.right++;
			else faults.push({ written, dateOrder, zone, found, want });
		}
	}
	totals.Intl.wrong += faults.length;
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

/** What a user of this locale would choose in the option Date Order. */
function orderIn(format: Intl.DateTimeFormat): DateOrder | undefined {
	const [first] = format
		.formatToParts()
		.map(({ type }) => `${type}First`)
		.filter((type) => type === 'yearFirst' || type in DATE_ORDERS);
	return first in DATE_ORDERS ? (first as DateOrder) : undefined;
}
