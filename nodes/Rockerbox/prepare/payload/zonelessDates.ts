import type { Remark } from '../../remark';
import { counted, inDigits, inWords } from '../../values/inWords';
import type { ZonelessDate } from '../../values/timestamp';

const MAX_LISTED = 3; // zones

/** A date that had no time zone, and who chose the one in which it was read. */
export interface PlacedDate extends ZonelessDate {
	/** Whether it is the zone of the option Timezone; otherwise it is the workflow's. */
	isZoneChosen: boolean;
}

/** Counts the dates of a run that had no time zone, so that the user sees in which zone they were read. */
export function zonelessDateCounter() {
	const assumed = countsByZone();
	const chosen = countsByZone();
	return {
		count({ isZoneChosen, ...date }: PlacedDate): void {
			(isZoneChosen ? chosen : assumed).count(date);
		},
		/** What to tell the user if there were such dates. A zone that the user chose needs no warning. */
		remarks(): Remark[] {
			const remarks: Remark[] = [];
			const ofAssumed = assumed.inWords();
			const ofChosen = chosen.inWords();
			if (ofAssumed) {
				const sentence = `${ofAssumed}, which the option Timezone can change.`;
				remarks.push({ topic: 'assumedZone', sentence });
			}
			if (ofChosen) {
				const sentence = `${ofChosen}, as the option Timezone says.`;
				remarks.push({ topic: 'chosenZone', sentence });
			}
			return remarks;
		},
	};
}

function countsByZone() {
	const counts = new Map<string, number>();
	let dates = 0;
	let dayNumbers = 0;
	return {
		count({ timezone, isDayNumber }: ZonelessDate): void {
			counts.set(timezone, (counts.get(timezone) ?? 0) + 1);
			dates++;
			if (isDayNumber) dayNumbers++;
		},
		inWords(): string | undefined {
			if (dates === 0) return undefined;
			const had = `${counted(dates, 'date')} had no time zone`;
			const numbers = counted(dayNumbers, 'spreadsheet day number');
			const included = dayNumbers > 0 ? ` (including ${numbers})` : '';
			const were = dates === 1 ? 'it was' : 'they were';
			return `${had}${included}: ${were} read in ${listed(counts)}`;
		},
	};
}

/** `America/New_York`, or `America/New_York (20) and UTC (3)`. */
function listed(countsByZone: Map<string, number>): string {
	const zones = [...countsByZone].sort(([, a], [, b]) => b - a);
	if (zones.length === 1) return zones[0][0];
	return inWords(
		zones.map(([zone, count]) => `${zone} (${inDigits(count)})`),
		String,
		MAX_LISTED,
	);
}
