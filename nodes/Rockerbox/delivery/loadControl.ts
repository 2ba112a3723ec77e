import { monotonicClock } from '../monotonicClock';
import { concurrencyLimit } from './concurrencyLimit';
import { classify, type Reply } from './reply/reply';
import { sendingRate } from './sendingRate';

const TOO_MANY_REQUESTS = 429;

/** Adapts a run to what Rockerbox takes. */
export interface LoadControl {
	/** How many events may be under way at the same time. */
	limit: () => number;
	/** How many milliseconds are to pass from the start of one request to that of the next. */
	intervalMs: () => number;
	/** To be told when a request starts; gives what is to be told of the reply. */
	start: () => (reply: Reply) => void;
}

/**
 * Too many in a second (HTTP 429) make the run slower; what else is transient lets it have fewer
 * events under way. `most` is the most ever under way; `clock` gives milliseconds.
 */
export function loadControl(most: number, clock: () => number = monotonicClock): LoadControl {
	const limit = concurrencyLimit(most);
	const rate = sendingRate(clock);
	let inFlight = 0;
	return {
		limit: limit.current,
		intervalMs: rate.intervalMs,
		start() {
			const startedAt = clock();
			const othersAtStart = inFlight++;
			rate.recordStart();
			return (reply) => {
				inFlight--;
				const isRefused = 'statusCode' in reply && reply.statusCode === TOO_MANY_REQUESTS;
				rate.recordEnd(startedAt, isRefused);
				if (isRefused) return;
				const verdict = classify(reply);
				if (verdict === 'transient' || verdict === 'mayBeRecorded') limit.recordPushback();
				else if (verdict !== 'stopped') {
					limit.recordAnswer(clock() - startedAt, othersAtStart, inFlight);
				}
			};
		},
	};
}
