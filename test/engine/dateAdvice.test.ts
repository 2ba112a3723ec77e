import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { itemOptions } from '../../nodes/Rockerbox/operations/options';
import { refusals } from '../../nodes/Rockerbox/values/timestamp/refusals';
import { readText } from '../support/engineFiles';
import { PURCHASE, useRockerbox } from '../support/engineRun';

const { payloadOf, refusalOf } = useRockerbox();

const ZONE = 'America/New_York'; // the workflow's
const MAPPED: INodeParameters = { ...PURCHASE, timestamp: '={{ $json.at }}' };
const PAID_AT = '={{ $json.paid_at }}';

/** A date that is refused, and the user's knowledge about it. */
interface Refused {
	at: unknown;
	parameters?: INodeParameters;
	/** The refusal. */
	says: RegExp;
	/** The instant that it means, in ISO 8601. */
	means: string;
	/** The zone in which the source writes. */
	zone?: string;
	order?: 'Day First' | 'Month First';
}

const soon = DateTime.fromMillis(Date.now() - 60_000, { zone: 'Europe/Berlin' }).startOf('second');

const REFUSED: Record<keyof typeof refusals | 'leftover', Refused[]> = {
	notADate: [
		{
			at: { seconds: 1535147451 },
			says: /was an object, which isn't a date/,
			means: '2018-08-24T21:50:51Z',
		},
		{ at: true, says: /was true, which isn't a date/, means: '2018-08-24T21:50:51Z' },
	],
	invalidObject: [
		{
			at: 'tomorrow',
			parameters: { timestamp: '={{ DateTime.fromISO($json.at) }}' },
			says: /was an invalid date/,
			means: '2024-08-07T14:30:00-04:00',
		},
	],
	leftover: [{ at: 'Invalid DateTime', says: /came out as/, means: '2024-08-07T14:30:00-04:00' }],
	unreadable: [
		{
			at: '7 août 2024 14:30',
			says: /isn't a date that can be read/,
			means: '2024-08-07T14:30:00-04:00',
		},
	],
	impossible: [
		{ at: '2023-02-29 14:30', says: /doesn't exist/, means: '2023-03-01T14:30:00-05:00' },
	],
	wrongWeekday: [
		{ at: 'Thu, 24 Aug 2018 21:50:51 GMT', says: /is a Friday/, means: '2018-08-24T21:50:51Z' },
	],
	shortened: [
		{ at: '1.72304E+12', says: /spreadsheet has shortened/, means: '2024-08-07T14:30:00Z' },
	],
	zone: [
		{
			at: '2024-08-07 14:30:00 BST',
			says: /"BST" isn't/,
			means: '2024-08-07T13:30:00Z',
			zone: 'Europe/London',
		},
		{
			at: 'Wed Aug 07 2024 20:00:00 IST',
			says: /"IST" isn't/,
			means: '2024-08-07T14:30:00Z',
			zone: 'Asia/Kolkata',
		},
	],
	order: [
		{
			at: '07/08/2024 14:30',
			says: /July 8, 2024 \(Month First\) or August 7/,
			order: 'Day First',
			means: '2024-08-07T14:30:00-04:00',
		},
		{
			at: '8/7/2024, 2:30:00 PM',
			says: /August 7, 2024 \(Month First\) or July 8/,
			order: 'Month First',
			means: '2024-08-07T14:30:00-04:00',
		},
		{
			at: '13/08/2024',
			says: /August 13, 2024 \(Day First\) only/,
			order: 'Day First',
			means: '2024-08-13T00:00:00-04:00',
		},
		{
			at: '08.08.2024',
			says: /\(Month First or Day First\) only/,
			order: 'Day First',
			means: '2024-08-08T00:00:00-04:00',
		},
		{
			at: '24-08-07',
			says: /or August 7, 2024 \(year first\)/,
			order: 'Day First',
			means: '2007-08-24T00:00:00-04:00',
		},
	],
	otherOrder: [
		{
			at: '31/12/2024',
			parameters: { options: { dateOrder: 'monthFirst' } },
			says: /can only be December 31, 2024, against/,
			means: '2024-12-31T00:00:00-05:00',
		},
	],
	shortYear: [
		{
			at: '07-Aug-24',
			says: /whose year has two digits/,
			order: 'Day First',
			means: '2024-08-07T00:00:00-04:00',
		},
	],
	ahead: [
		{
			at: soon.toFormat('yyyy-MM-dd HH:mm:ss'),
			says: /still to come in America\/New_York/,
			means: soon.toISO()!,
			zone: 'Europe/Berlin',
		},
	],
	future: [
		{ at: '2999-12-31', says: /more than a day in the future/, means: '2024-08-07T14:30:00Z' },
	],
	past: [
		{ at: 0, says: /before the year 2000 in seconds since 1970/, means: '2024-08-07T14:30:00Z' },
		{ at: '1970-01-01T00:00:00Z', says: /before the year 2000/, means: '2024-08-07T14:30:00Z' },
	],
};

/** The user's change after the advice: the node's parameters, or the data at its source. */
interface Followed {
	parameters?: INodeParameters;
	at?: unknown;
}

/** Every piece of advice that a refusal may give, and how a user follows it. */
const ADVICE: Array<[advice: RegExp, follow: (refused: Refused, match: string[]) => Followed]> = [
	[
		/Have the source write dates like \S+Z or \S+ \S+:\d\d\./,
		({ means }) => ({ at: DateTime.fromISO(means).toUTC().toISO({ suppressMilliseconds: true }) }),
	],
	[
		/Have the source write dates like \S+Z or \S+ \S+:\d\d\./,
		({ means }) => ({ at: inZone(means, ZONE).toFormat('yyyy-MM-dd HH:mm:ss') }),
	],
	[
		/Have the source write an offset like \+01:00 instead/,
		({ at, means, zone }) => ({
			at: String(at).replace(/[A-Z]+$/, inZone(means, zone!).toFormat('ZZ')),
		}),
	],
	[
		/have it leave out the time zone, and add the option Timezone/,
		({ at, zone }) => ({
			at: String(at).replace(/ [A-Z]+$/, ''),
			parameters: withOption('timezone', zone),
		}),
	],
	[
		/Set the option Timezone to the zone in which the source writes\./,
		({ zone }) => ({ parameters: withOption('timezone', zone) }),
	],
	[
		/[Aa]dd the option Date Order(?:, and choose how the source writes dates)?;/,
		({ order }) => ({ parameters: withOption('dateOrder', orderCalled(order!)) }),
	],
	[
		/Choose (Day First|Month First) there\./,
		(_, [, order]) => ({ parameters: withOption('dateOrder', orderCalled(order)) }),
	],
	[
		/or have (?:the source write dates|it write them) like 2024-08-07 14:30:00\./,
		({ means }) => ({ at: inZone(means, ZONE).toFormat('yyyy-MM-dd HH:mm:ss') }),
	],
	[/Correct it at the source\./, ({ means }) => ({ at: means })],
	[
		/Format its column as a number without decimals, and export it again\./,
		({ means }) => ({ at: String(Date.parse(means)) }),
	],
	[
		/Map the field that (?:holds the date(?: when it happened)?|the date is made from)\.|Open the mapping and pick the field again\./,
		() => ({ parameters: { ...MAPPED, timestamp: PAID_AT } }),
	],
];

function inZone(instant: string, zone: string): DateTime {
	return DateTime.fromISO(instant, { zone });
}

function withOption(name: string, value: unknown): INodeParameters {
	return { ...MAPPED, options: { [name]: value } as INodeParameters };
}

/** The value of the option that the editor shows by this name. */
function orderCalled(label: string): unknown {
	const { options } = itemOptions.dateOrder;
	return options.find(({ name }) => name.startsWith(`${label} (`))?.value;
}

describe.each(Object.entries(REFUSED))('A date that is refused: %s', (_, examples) => {
	test.each(examples)(
		'is accepted after each piece of advice in its error: $at',
		async (refused) => {
			const { at, parameters, says, means } = refused;
			const item = { email: 'jane@example.com', at, paid_at: means } as IDataObject;
			const error = (await refusalOf({ ...MAPPED, ...parameters }, item)) ?? '';

			expect(error).toMatch(says);
			expect(error).not.toMatch(/\$now|fromFormat/);
			const taken = ADVICE.flatMap(([advice, follow]) => {
				const match = advice.exec(error);
				return match ? [follow(refused, match)] : [];
			});
			expect(taken).not.toEqual([]);
			const rest = ADVICE.reduce((text, [advice]) => text.replace(advice, ''), error);
			expect(rest).not.toMatch(/\b(?:Add|Choose|Correct|Format|Have|have|Map|Open|Set|Use)\b/);
			for (const followed of taken) {
				const { parameters: changed = { ...MAPPED, ...parameters } } = followed;
				const { timestamp } = await payloadOf(changed, {
					...item,
					...('at' in followed ? { at: followed.at } : {}),
				} as IDataObject);
				expect(timestamp).toBe(String(Math.floor(Date.parse(means) / 1000)));
			}
		},
	);
});

test.each(['timestamp.ts', 'timestamp/dateText.ts'])('%s refuses only with these words', (name) => {
	const source = readText(`nodes/Rockerbox/values/${name}`);
	expect(source.match(/new \w+Value\(/g)).toHaveLength(
		source.match(/new InvalidValue\(refusals\.\w+\(/g)!.length,
	);
});

test('Every kind of refusal of a date has an example whose advice is followed', () => {
	expect(Object.values(REFUSED)).not.toContainEqual([]);
	expect(Object.keys(REFUSED).sort()).toEqual([...Object.keys(refusals), 'leftover'].sort());
});
