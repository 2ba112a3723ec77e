import { counted, inDigits, inWords } from '../../values/inWords';
import type { ZonelessDate } from '../../values/timestamp';

const MAX_LISTED = 3; // zones

/** Counts the dates of a run that had no time zone, so that the user sees in which they were read. */
export function zonelessDateCounter() {
	const countsByZone = new Map<string, number>();
	let dates = 0;
	let dayNumbers = 0;
	return {
		count({ timezone, isDayNumber }: ZonelessDate): void {
			countsByZone.set(timezone, (countsByZone.get(timezone) ?? 0) + 1);
			dates++;
			if (isDayNumber) dayNumbers++;
		},
		/** What to tell the user: a sentence, if there were such dates. */
		remarks(): string[] {
			if (dates === 0) return [];
			const had = `${counted(dates, 'date')} had no time zone`;
			const numbers = counted(dayNumbers, 'spreadsheet day number');
			const included = dayNumbers > 0 ? ` (including ${numbers})` : '';
			const were = dates === 1 ? 'it was' : 'they were';
			return [
				`${had}${included}: ${were} read in ${listed(countsByZone)}, which the option Timezone can change.`,
			];
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
