const MEASURED_MS = 1_000; // the window in which started requests are counted
const MIN_MEASURED_MS = 500;
const MAX_MEASURED_STARTS = 1_000;

const MIN_ROUND_ANSWERS = 20;

/** The share of a round's answers that may be refusals before the rate falls. */
const TOLERATED_SHARE = 0.02;
/** The usual share, which is refused at any rate, is tolerated this many times over. */
const TOLERATED_INCREASE = 2;
/** How fast the usual share is learned: the weight of a new round in a moving average. */
const LEARNING_RATE = 0.1;

const FALL_FACTOR = 0.9; // at once, before a round has shown how far to fall
const MAX_FALL_FACTOR = 0.25; // in one round
const MIN_PER_SECOND = 1;

/** Of the cubic curve, in requests per second per second³. Each fall halves it, down to the least. */
const FIRST_GROWTH = 0.4; // CUBIC's own constant
const LEAST_GROWTH = 0.01;

/** Decides how many requests may start in a second. */
export interface SendingRate {
	/** Milliseconds from one request to the next; 0 as long as Rockerbox accepts them all. */
	intervalMs: () => number;
	/** Call it when a request starts. */
	recordStart: () => void;
	/** Call it when a request ends: when it started, and whether it was refused as one too many. */
	recordEnd: (startedAt: number, isRefused: boolean) => void;
}

/**
 * Finds how many requests a second Rockerbox takes, once it has refused more than usual as too many (HTTP
 * 429). The rate falls to what Rockerbox took. Then it follows the curve of TCP's CUBIC (RFC 9438) and of the
 * AWS SDKs' adaptive mode: back up to where it fell, level for a while, and then faster and faster. `clock`
 * returns milliseconds.
 */
export function sendingRate(clock: () => number): SendingRate {
	let taken = Infinity; // in a second, as far as known
	let fellAt = 0;
	let growth = FIRST_GROWTH;
	let usualShare = 0;
	let starts: number[] = [];
	let inFlight = 0;
	let round = newRound();

	function newRound() {
		const size = Math.max(MIN_ROUND_ANSWERS, inFlight);
		return { size, answers: 0, refused: 0, fellFrom: Infinity, isFirstFall: false };
	}

	function perSecond(): number {
		if (taken === Infinity) return Infinity;
		const secondsToReturn = Math.cbrt(((1 - FALL_FACTOR) * taken) / growth);
		return taken + growth * ((clock() - fellAt) / 1000 - secondsToReturn) ** 3;
	}

	function startedPerSecond(): number {
		const now = clock();
		const recent = starts.filter((at) => at > now - MEASURED_MS);
		const sinceMs = recent.length > 0 ? now - recent[0] : 0;
		return (1000 * recent.length) / Math.max(MIN_MEASURED_MS, sinceMs);
	}

	function fallTo(rate: number) {
		taken = Math.max(MIN_PER_SECOND, rate);
		fellAt = clock();
	}

	function fall() {
		round.isFirstFall = taken === Infinity;
		round.fellFrom = Math.min(perSecond(), startedPerSecond());
		// At the first fall, all that is known is that the rate was too high, and a round can take a second.
		fallTo(round.isFirstFall ? MAX_FALL_FACTOR * round.fellFrom : round.fellFrom);
		growth = Math.max(LEAST_GROWTH, growth / 2);
	}

	function endRound() {
		const share = round.refused / round.answers;
		if (!round.isFirstFall) usualShare += LEARNING_RATE * (share - usualShare);
		if (hasFallen()) {
			const found = Math.max(MAX_FALL_FACTOR, 1 - share) * round.fellFrom;
			fallTo(round.isFirstFall ? found : Math.min(taken, found));
		}
		round = newRound();
	}

	const hasFallen = () => round.fellFrom !== Infinity;

	return {
		intervalMs: () => 1000 / perSecond(),
		recordStart() {
			inFlight++;
			starts.push(clock());
			if (starts.length > 2 * MAX_MEASURED_STARTS) starts = starts.slice(-MAX_MEASURED_STARTS);
		},
		recordEnd(startedAt, isRefused) {
			inFlight--;
			if (!hasFallen() && startedAt < fellAt) return; // it belongs to the rate before the fall
			round.answers++;
			if (isRefused) round.refused++;
			const tolerated = (TOLERATED_INCREASE * usualShare + TOLERATED_SHARE) * round.size;
			if (!hasFallen() && round.refused > tolerated) fall();
			if (round.answers >= round.size) endRound();
		},
	};
}
