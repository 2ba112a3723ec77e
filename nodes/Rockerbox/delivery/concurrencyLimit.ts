/** How many events may be under way at first. */
const FIRST_LIMIT = 20;
/** No failure leads below this: most of the items under way then wait for another attempt. */
const MIN_LIMIT = 5;

const MIN_ROUND_ANSWERS = 20;

/** The share of a round's answers that may be failures before the limit falls. */
const TOLERATED_SHARE = 0.1;
/** The same above what has proven its worth. */
const TOLERATED_SHARE_ABOVE = 0.02;
/** Times the share that fails anyway, whatever the limit. */
const TOLERATED_INCREASE = 2;
/** How fast that share is learned: this part of a new round, the rest of what was known. */
const LEARNING_RATE = 0.1;

const FALL_FACTOR = 0.85; // at once, before a round has shown how far to fall
const MAX_FALL_FACTOR = 0.5; // in one round

/** How much an answer raises the limit: so that it doubles in a round, or grows by a tenth. */
const FAST_GROWTH = 1;
const CAREFUL_GROWTH = 0.1;

/** Unless so many times as many are worth it, the limit grows no further. */
const STEP = 2;
const FIRST_STEPS = STEP * STEP; // because the answers to one step come while the next is taken
/** An answer tells of a step if its request started with so many times as many under way as before. */
const STEP_SHOWS_FROM = 1.5;
/** Most answers that take so many times as long say that what was added only waits. */
const NO_GAIN_FACTOR = 1.5;
const STEP_ANSWERS = 40; // of which the median is taken

/** How long the limit then stays, in rounds: at first, and after step upon step without a gain. */
const HOLD_ROUNDS = 10;
const MAX_HOLD_ROUNDS = 80;

/** Decides how many events may be under way at the same time. */
export interface ConcurrencyLimit {
	/** A whole number from 1 to the most. */
	current: () => number;
	/**
	 * To be told of an answer: how long it took, and how many other requests were under way when its
	 * own started and when it ended.
	 */
	recordAnswer: (latencyMs: number, othersAtStart: number, othersAtEnd: number) => void;
	/** To be told of a failure of the kind that too many requests at once lead to. */
	recordPushback: () => void;
}

/**
 * Finds how many events at once serve best, never more than `most`. As in TCP, the limit starts low,
 * doubles in each round (as many answers as it allows at once), and falls when more fail than
 * usual. It stops growing where answers take longer by as much as more are under way, because then
 * nothing is gained, and looks again from time to time.
 */
export function concurrencyLimit(most: number): ConcurrencyLimit {
	const least = Math.min(MIN_LIMIT, most);
	let limit = Math.min(FIRST_LIMIT, most);
	let proven = limit; // so many are known to be worth it
	let provenMs: number | undefined; // what most answers take then
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
		// Where everything fails, it isn't for the number, and afterwards as many are fine as before.
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
			// Where nothing waits for the limit, an answer doesn't show that more would be fine.
			if (limit >= ceiling || 2 * (othersAtEnd + 1) < limit) return;
			limit = Math.min(most, ceiling, limit + (limit < proven ? FAST_GROWTH : growth));
		},
		recordPushback: () => count(1),
	};
}
