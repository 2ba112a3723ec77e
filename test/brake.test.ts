import { newBrake } from '../nodes/Rockerbox/brake';
import type { Verdict } from '../nodes/Rockerbox/retry';

const MOST = 100;
const never = new AbortController().signal;

function brakeAfter(verdicts: Verdict[], stopOnFailure = true) {
	const brake = newBrake(never, stopOnFailure);
	for (const verdict of verdicts) brake.afterAttempt(verdict);
	return brake;
}
const times = (count: number, verdict: Verdict) => Array.from({ length: count }, () => verdict);

describe('nothing is over', () => {
	test('at first', () => {
		expect(newBrake(never, true).whyOver()).toBeUndefined();
		expect(newBrake(undefined, true).whyOver()).toBeUndefined();
	});

	test.each<Verdict>(['accepted', 'refused'])('after ever so many attempts: %s', (verdict) => {
		expect(brakeAfter(times(1000, verdict)).whyOver()).toBeUndefined();
	});

	test('after an item has failed, if the others should go on', () => {
		const brake = newBrake(never, false);
		for (let item = 0; item < 1000; item++) brake.afterFailure();
		expect(brake.whyOver()).toBeUndefined();
	});
});

describe('Stop', () => {
	test.each([true, false])('ends it at once, whatever On Error says (%s)', (stopOnFailure) => {
		const stop = new AbortController();
		const brake = newBrake(stop.signal, stopOnFailure);
		expect(brake.whyOver()).toBeUndefined();
		stop.abort();
		expect(brake.whyOver()).toMatch(/^Not sent, because the execution was stopped/);
	});

	test('from before the run counts', () => {
		expect(newBrake(AbortSignal.abort(), false).whyOver()).toMatch(/was stopped/);
	});

	test('is the reason, even if there are others', () => {
		const stop = new AbortController();
		const brake = newBrake(stop.signal, true);
		brake.afterFailure();
		for (const verdict of times(MOST, 'unknown')) brake.afterAttempt(verdict);
		stop.abort();
		expect(brake.whyOver()).toMatch(/execution was stopped/);
	});
});

describe('On Error "Stop Workflow"', () => {
	test('ends it with the first failure, for good', () => {
		const brake = newBrake(never, true);
		brake.afterFailure();
		expect(brake.whyOver()).toMatch(/^Not sent, because the run stopped before its turn/);
		brake.afterAttempt('accepted');
		expect(brake.whyOver()).toMatch(/run stopped/);
	});
});

describe('a Rockerbox that is out of order', () => {
	test.each<Verdict>(['passing', 'unknown', 'stopped'])(
		'shows after 100 attempts in a row: %s',
		(verdict) => {
			expect(brakeAfter(times(MOST - 1, verdict)).whyOver()).toBeUndefined();
			expect(brakeAfter(times(MOST, verdict)).whyOver()).toMatch(
				/^Not sent, because the 100 attempts before it all failed/,
			);
		},
	);

	test.each<Verdict>(['accepted', 'refused'])(
		'does not show if one was %s in between',
		(verdict) => {
			const verdicts = [...times(MOST - 1, 'passing'), verdict, ...times(MOST - 1, 'unknown')];
			expect(brakeAfter(verdicts).whyOver()).toBeUndefined();
			expect(brakeAfter([...verdicts, 'passing']).whyOver()).toBeDefined();
		},
	);

	test.each([true, false])('ends it whatever On Error says (%s)', (stopOnFailure) => {
		expect(brakeAfter(times(MOST, 'passing'), stopOnFailure).whyOver()).toBeDefined();
	});

	test.each<Verdict>(['accepted', 'refused'])(
		'stays so, even if an answer comes after all: %s',
		(verdict) => {
			expect(brakeAfter([...times(MOST, 'passing'), ...times(200, verdict)]).whyOver()).toMatch(
				/100 attempts/,
			);
		},
	);
});
