import {
	circuitBreaker,
	type CircuitBreaker,
} from '../../../nodes/Rockerbox/delivery/circuitBreaker';

const MOST = 20; // items in a row
const LONGEST = 120_000; // milliseconds
const never = new AbortController().signal;

const ends = {
	accepted: (breaker: CircuitBreaker) => breaker.recordAcceptance(),
	refused: (breaker: CircuitBreaker) => breaker.recordFailure(false),
	transient: (breaker: CircuitBreaker) => breaker.recordFailure(true),
};
type End = keyof typeof ends;

/** The breaker after items that ended like this, each this many milliseconds after the one before. */
function breakerAfter(items: End[], { stopOnFailure = false, apart = LONGEST / MOST } = {}) {
	let now = 0;
	const breaker = circuitBreaker(never, stopOnFailure, () => now);
	for (const end of items) {
		now += apart;
		ends[end](breaker);
	}
	return breaker;
}
const times = (count: number, end: End) => Array.from({ length: count }, () => end);

describe('the run goes on', () => {
	test('at first', () => {
		expect(circuitBreaker(never, true).stopReason()).toBeUndefined();
		expect(circuitBreaker(undefined, true).stopReason()).toBeUndefined();
	});

	test.each<End>(['accepted', 'refused'])('after any number of items: %s', (end) => {
		expect(breakerAfter(times(1000, end)).stopReason()).toBeUndefined();
	});
});

describe('Stop', () => {
	test.each([true, false])('ends the run at once, whatever On Error says (%s)', (stopOnFailure) => {
		const stop = new AbortController();
		const breaker = circuitBreaker(stop.signal, stopOnFailure);
		expect(breaker.stopReason()).toBeUndefined();
		stop.abort();
		expect(breaker.stopReason()).toMatch(/^Not sent, because the execution was stopped/);
	});

	test('counts even if it was before the run', () => {
		expect(circuitBreaker(AbortSignal.abort(), false).stopReason()).toMatch(/was stopped/);
	});

	test('is the reason even if there are others', () => {
		const stop = new AbortController();
		const breaker = circuitBreaker(stop.signal, true);
		for (let item = 0; item < MOST; item++) breaker.recordFailure(true);
		stop.abort();
		expect(breaker.stopReason()).toMatch(/execution was stopped/);
	});
});

describe('On Error "Stop Workflow"', () => {
	test.each<End>(['refused', 'transient'])(
		'ends the run for good with the first failure: %s',
		(end) => {
			const breaker = breakerAfter([end], { stopOnFailure: true });
			expect(breaker.stopReason()).toMatch(/^Not sent, because the run stopped before its turn/);
			breaker.recordAcceptance();
			expect(breaker.stopReason()).toMatch(/run stopped/);
		},
	);
});

describe('a Rockerbox that is unavailable', () => {
	test('is detected after 20 earlier items failed for a transient reason', () => {
		expect(
			breakerAfter(times(MOST - 1, 'transient'), { apart: LONGEST }).stopReason(),
		).toBeUndefined();
		expect(breakerAfter(times(MOST, 'transient'), { apart: LONGEST }).stopReason()).toMatch(
			/^Not sent\. The 20 items before it all failed after all their retries/,
		);
	});

	test('is detected only after two minutes, because a restart is over sooner', () => {
		const apart = LONGEST / 1000;
		expect(breakerAfter(times(999, 'transient'), { apart }).stopReason()).toBeUndefined();
		expect(breakerAfter(times(1000, 'transient'), { apart }).stopReason()).toBeDefined();
	});

	test.each<End>(['accepted', 'refused'])(
		'is not detected if one item was %s in between',
		(end) => {
			const items = [...times(MOST - 1, 'transient'), end, ...times(MOST - 1, 'transient')];
			expect(breakerAfter(items).stopReason()).toBeUndefined();
			expect(breakerAfter([...items, 'transient']).stopReason()).toBeDefined();
		},
	);

	test.each<End>(['accepted', 'refused'])(
		'counts as unavailable for good, even if it answers later: %s',
		(end) => {
			expect(breakerAfter([...times(MOST, 'transient'), ...times(200, end)]).stopReason()).toMatch(
				/20 items before it/,
			);
		},
	);
});

test.each([-3_600_000, 3_600_000])(
	'a clock that is set by %i ms doesn’t start or end an outage',
	(change) => {
		jest.useFakeTimers();
		try {
			const breaker = circuitBreaker(undefined, false);
			jest.setSystemTime(Date.now() + change);
			for (let item = 0; item < 20; item++) breaker.recordFailure(true);
			expect(breaker.stopReason()).toBeUndefined();
			jest.advanceTimersByTime(120_000);
			breaker.recordFailure(true);
			expect(breaker.stopReason()).toContain('20 items before it');
		} finally {
			jest.useRealTimers();
		}
	},
);

test('a wait that is longer than a run waits stops the run, and is the reason from then on', () => {
	const breaker = circuitBreaker(undefined, false);
	const first = { duration: '2 hours', runAgain: 'after noon', until: 2 };
	breaker.recordLongWait(first);
	breaker.recordLongWait({ duration: '3 hours', runAgain: 'after one', until: 3 });
	breaker.recordAcceptance();
	expect(breaker.stopReason()).toBe(
		'Not sent, because Rockerbox asks to wait for 2 hours. Send it again after noon.',
	);
	expect(breaker.longWait()).toBe(first);
});
