/** How many events may be under way at first. */
const FIRST_LIMIT = 20;
/** Failures never lower the limit below this, because most of the items under way then wait for a retry. */
const MIN_LIMIT = 5;

const MIN_ROUND_ANSWERS = 20;

/** The share of a round's answers that may be failures before the limit falls. */
const TOLERATED_SHARE = 0.1;
/** The same while the limit is above the proven one. */
const TOLERATED_SHARE_ABOVE = 0.02;
/** The usual share, which fails at any limit, is tolerated this many times over. */
const TOLERATED_INCREASE = 2;
/** How fast the usual share is learned: the weight of a new round in a moving average. */
const LEARNING_RATE = 0.1;

const FALL_FACTOR = 0.85; // at once, before a round has shown how far to fall
const MAX_FALL_FACTOR = 0.5; // in one round

/** How much each answer raises the limit: enough to double it in a round, or to add a tenth. */
const FAST_GROWTH = 1;
const CAREFUL_GROWTH = 0.1;

/** The limit grows by this factor at a time, and then only if the last step was worth it. */
const STEP = 2;
const FIRST_STEPS = STEP * STEP; // two steps, because the answers to one arrive while the next is under way
/**
 * An answer counts for a step if this many times the proven number were under way when its request started.
 */
const STEP_SHOWS_FROM = 1.5;
/** If the median answer takes this many times as long, the added requests only wait. */
const NO_GAIN_FACTOR = 1.5;
const STEP_ANSWERS = 40; // for the median

/** How many rounds the limit then stays: at first, and at most after repeated steps without a gain. */
const HOLD_ROUNDS = 10;
const MAX_HOLD_ROUNDS = 80;

/** Decides how many events may be under way at the same time. */
export interface ConcurrencyLimit {
	/** A whole number from 1 to the most. */
	current: () => number;
	/**
	 * Call it for each answer: how long it took, and how many other requests were under way when its own
	 * started and when it ended.
	 */
	recordAnswer: (latencyMs: number, othersAtStart: number, othersAtEnd: number) => void;
	/** Call it for each failure of a kind that too many requests at once can cause. */
	recordPushback: () => void;
}

/**
 * Finds the best number of events under way at once, never more than `most`. As in TCP, the limit starts low,
 * doubles in each round (as many answers as it allows at once), and falls when more events fail than usual.
 * It stops growing when answers slow down as much as the number rises, because then nothing is gained. It
 * tries again from time to time.
 */
export function concurrencyLimit(most: number): ConcurrencyLimit {
	const least = Math.min(MIN_LIMIT, most);
	let limit = Math.min(FIRST_LIMIT, most);
	let proven = limit; // the highest limit known to be worth it
	let provenMs: number | undefined; // the median time of an answer at that limit
	let ceiling = FIRST_STEPS * proven;
	let growth = FAST_GROWTH; // above what is proven
	let latenciesMs: number[] = [];
	let answersToHold = 0;
	let holdRounds = HOLD_ROUNDS;
	let usualShare = 0;
	let round = newRound();

	function newRound() {
		const size = Math.max(MIN_ROUND_ANSWERS, Math.floor(limit));
		return { size, limit, isAbove: limit > proven, answers: 0, failures: 0, hasFallen: false };
	}

	function count(failures: 0 | 1) {
		round.answers++;
		round.failures += failures;
		const share = limit > proven ? TOLERATED_SHARE_ABOVE : TOLERATED_SHARE;
		const tolerated = (TOLERATED_INCREASE * usualShare + share) * round.size;
		if (!round.hasFallen && round.failures > tolerated) {
			round.hasFallen = true;
			fallTo(FALL_FACTOR * limit);
		}
		if (round.answers >= round.size) endRound();
	}

	function endRound() {
		const share = round.failures / round.answers;
		if (round.hasFallen)
			fallTo(Math.min(limit, Math.max(MAX_FALL_FACTOR, 1 - share) * round.limit));
		if (!round.isAbove) usualShare += LEARNING_RATE * (share - usualShare);
		round = newRound();
	}

	function fallTo(lower: number) {
		limit = Math.max(least, lower);
		// If everything fails, the number isn't the cause, so the old limit is fine again afterwards.
		if (round.failures < round.answers || round.isAbove) proven = limit;
		growth = CAREFUL_GROWTH;
		holdRounds = HOLD_ROUNDS;
		hold();
	}

	function hold() {
		ceiling = proven;
		answersToHold = holdRounds * Math.max(MIN_ROUND_ANSWERS, proven);
		latenciesMs = [];
	}

	function measure(latencyMs: number, othersAtStart: number) {
		if (answersToHold > 0) {
			answersToHold--;
			if (answersToHold < STEP_ANSWERS) latenciesMs.push(latencyMs);
			if (answersToHold === 0) {
				provenMs = takeMedian();
				ceiling = STEP * proven;
			}
			return;
		}
		if (provenMs === undefined) {
			latenciesMs.push(latencyMs);
			if (latenciesMs.length === FIRST_LIMIT) provenMs = takeMedian();
			return;
		}
		if (othersAtStart < STEP_SHOWS_FROM * proven) return;
		latenciesMs.push(latencyMs);
		if (latenciesMs.length === STEP_ANSWERS) endStep(takeMedian(), provenMs);
	}

	function endStep(latencyMs: number, beforeMs: number) {
		if (latencyMs > NO_GAIN_FACTOR * beforeMs) {
			limit = proven;
			growth = FAST_GROWTH;
			hold();
			holdRounds = Math.min(MAX_HOLD_ROUNDS, 2 * holdRounds);
			return;
		}
		ceiling *= STEP;
		proven = Math.min(limit, STEP * proven);
		provenMs = latencyMs;
		holdRounds = HOLD_ROUNDS;
	}

	function takeMedian(): number {
		const sorted = latenciesMs.sort((a, b) => a - b);
		latenciesMs = [];
		return sorted[sorted.length >> 1];
	}

	return {
		current: () => Math.floor(limit),
		recordAnswer(latencyMs, othersAtStart, othersAtEnd) {
			count(0);
			measure(latencyMs, othersAtStart);
			// If nothing waits because of the limit, an answer doesn't show that a higher one would be fine.
			if (limit >= ceiling || 2 * (othersAtEnd + 1) < limit) return;
			limit = Math.min(most, ceiling, limit + (limit < proven ? FAST_GROWTH : growth));
		},
		recordPushback: () => count(1),
	};
}
