import { counted } from '../../values/inWords';
import type { Run, Suspicion } from '../candidate';

const MIN_ITEMS = 2; // a single event may happen at the very moment of the run

/**
 * All times lie within the run, as those of `{{ $now }}` do. No event from before the run has such a time,
 * and the node gets no other events.
 */
export function momentOfRun({ noun, startedAt }: Run): Suspicion {
	const start = Math.floor(startedAt); // timestamps have no fractions of a second
	let items = 0;
	let latest = 0;
	let isEarlier = false;
	return {
		count({ payload }) {
			const seconds = Number(payload.timestamp);
			items++;
			latest = Math.max(latest, seconds);
			if (seconds < start) isEarlier = true;
		},
		sentence() {
			if (items < MIN_ITEMS || isEarlier || latest > Date.now() / 1000) return undefined;
			return `All ${counted(items, noun)} have the moment of this run as their time. Clear 'Timestamp', and drag the date of each ${noun} onto it.`;
		},
	};
}
