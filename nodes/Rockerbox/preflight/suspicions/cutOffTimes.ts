import { DateTime } from 'luxon';
import { counted } from '../../values/inWords';
import type { Candidate, Run, Suspicion } from '../candidate';

const MIN_ITEMS = 10;
const MIN_DAYS = 2; // a shop may renew all its subscriptions at one midnight
const DAY_SECONDS = 86_400;

const CLOCK = /\b(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: ?([ap])\.?m)?/i;

/**
 * All times are midnight although the data has a time, so something has cut it off. Days without a time and
 * whole day numbers of spreadsheets don't count, because a user without times can't map one.
 */
export function cutOffTimes({ noun }: Run): Suspicion {
	const days = new Set<number>();
	let items = 0;
	let isOther = false;
	return {
		count(candidate) {
			if (isOther) return;
			items++;
			if (days.size < MIN_DAYS)
				days.add(Math.floor(Number(candidate.payload.timestamp) / DAY_SECONDS));
			isOther = !isMidnight(candidate);
		},
		sentence() {
			if (isOther || items < MIN_ITEMS || days.size < MIN_DAYS) return undefined;
			return `All ${counted(items, noun)} have midnight as their time. If the data has the time of day in another field, map that one onto Timestamp.`;
		},
	};
}

/** By the clock in the text, or else in the run's zone, or in UTC. */
function isMidnight({ found: { timestamp: found }, payload, timezone }: Candidate): boolean {
	if (typeof found === 'string' && !/^\s*[\d.]+\s*$/.test(found)) {
		const [written, hours, minutes, seconds = '0', half] = CLOCK.exec(found.slice(0, 100)) ?? [];
		if (written === undefined) return false;
		const isZero = Number(hours) === 0 || (Number(hours) === 12 && half?.toLowerCase() === 'a');
		return isZero && Number(minutes) === 0 && Number(seconds) === 0;
	}
	if (Number(found) < 1e8) return false; // a day number, or a day in digits
	const seconds = Number(payload.timestamp);
	if (seconds % DAY_SECONDS === 0) return true;
	const { hour, minute, second } = DateTime.fromSeconds(seconds, { zone: timezone });
	return hour === 0 && minute === 0 && second === 0;
}
