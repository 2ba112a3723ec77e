import { inDigits } from '../../values/inWords';
import type { Run, Suspicion } from '../candidate';
import { daysInWords } from '../dates';

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 366 * DAY_SECONDS;
const MIN_ITEMS = 10;
/** The days that a weekly run covers, and one more. */
const RECENT_SECONDS = 8 * DAY_SECONDS;
const MIN_RECENT_SHARE = 0.8;
const OLD_SECONDS = 30 * DAY_SECONDS;

/**
 * Dates spread over more than a year, which those of no daily, monthly or quarterly report do. Or a few are
 * over a month old in a run of this week's dates. Rockerbox only recognizes duplicates within a day, unless
 * set otherwise, so this is the best place to notice an old order that is sent again. A run of old orders
 * only is intentional.
 */
export function oldDates({ noun, startedAt }: Run): Suspicion {
	let items = 0;
	let recent = 0;
	let old = 0;
	let earliest = Infinity;
	let latest = 0;
	let zone = 'UTC';
	return {
		count({ payload, timezone }) {
			const seconds = Number(payload.timestamp);
			items++;
			if (seconds > startedAt - RECENT_SECONDS) recent++;
			if (seconds < startedAt - OLD_SECONDS) old++;
			earliest = Math.min(earliest, seconds);
			latest = Math.max(latest, seconds);
			zone = timezone;
		},
		sentence() {
			const check = 'Check the field that is mapped onto Timestamp';
			if (latest - earliest > YEAR_SECONDS) {
				return `The dates of these ${noun}s spread over more than a year, from ${daysInWords(earliest, latest, zone)}. ${check}.`;
			}
			if (items < MIN_ITEMS || old === 0 || recent < MIN_RECENT_SHARE * items) return undefined;
			const are = old === 1 ? 'is' : 'are';
			return `${inDigits(old)} of ${inDigits(items)} dates ${are} over 30 days old, while most are of this week. ${check}, and whether Rockerbox has these ${noun}s already.`;
		},
	};
}
