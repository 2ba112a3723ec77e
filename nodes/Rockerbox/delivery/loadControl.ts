import { monotonicClock } from '../monotonicClock';
import { concurrencyLimit } from './concurrencyLimit';
import { classify, type Reply } from './reply/reply';
import { sendingRate } from './sendingRate';

const TOO_MANY_REQUESTS = 429;

/** Adapts a run to what Rockerbox takes. */
export interface LoadControl {
	/** How many events may be under way at the same time. */
	limit: () => number;
	/** How many milliseconds must pass between the starts of two requests. */
	intervalMs: () => number;
	/** Call it when a request starts, and call the function that it returns with the reply. */
	start: () => (reply: Reply) => void;
}

/**
 * HTTP 429 (too many requests) slows the run down. Other transient failures lower the number of events under
 * way. `most` is the most ever under way; `clock` returns milliseconds.
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
