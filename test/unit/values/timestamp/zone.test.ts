import { IANAZone } from 'luxon';
import { writtenZone, zoneOf } from '../../../../nodes/Rockerbox/values/timestamp/zone';

const AUGUST = Date.UTC(2024, 7, 7);
const offsetOf = (text: string) => zoneOf(text)?.offset(AUGUST);

describe('a zone', () => {
	test.each([
		['UTC', 0],
		['gmt', 0],
		['Z', 0],
		['EST', -300],
		['EDT', -240],
		['PST', -480],
		['CET', 60],
		['CEST', 120],
		['+02:00', 120],
		['-0930', -570],
		['+14', 840],
		['UTC+2', 120],
		['GMT-03:30', -210],
		['America/New_York', -240],
		['europe/berlin', 120],
		['Etc/GMT+5', -300],
		['Japan', 540],
	])('may be %s', (text, minutes) => {
		expect(offsetOf(text)).toBe(minutes);
	});

	test.each([
		...[
			'',
			' ',
			'BST',
			'IST',
			'AST',
			'SST',
			'ist',
			'JST',
			'HST',
			'EET',
			'AEST',
			'A',
			'Mars/Olympus',
		],
		...['+25:00', '+14:30', '+02:60', '+530', '2', '02:00', '__proto__', 'constructor', 'toString'],
	])('is unknown or ambiguous: %s', (text) => {
		expect(zoneOf(text)).toBeUndefined();
	});

	test('may be any that the option Timezone lists', () => {
		for (const name of Intl.supportedValuesOf('timeZone')) {
			if (name.includes('/')) expect(zoneOf(name)).toBeInstanceOf(IANAZone);
		}
	});
});

describe('a zone behind a date', () => {
	test.each([
		['+02:00[America/New_York]', 120],
		['[Europe/Berlin]', 120],
		['GMT+0200 (Central European Summer Time)', 120],
		['+0530 IST', 330],
		['-0700 (PDT)', -420],
		['(UTC)', 0],
		['EDT', -240],
	])('counts as it is written: %s', (text, minutes) => {
		expect(writtenZone(text)?.offset(AUGUST)).toBe(minutes);
	});

	test.each(['BST (UTC+1)', '[BST]', '()', '+02:00 and more', 'noon'])('is unknown: %s', (text) => {
		expect(writtenZone(text)).toBeUndefined();
	});
});
