import { newBrake, type Brake } from '../../nodes/Rockerbox/delivery/brake';

const MOST = 20; // items in a row
const never = new AbortController().signal;

const ends = {
	accepted: (brake: Brake) => brake.afterAcceptance(),
	refused: (brake: Brake) => brake.afterFailure(false),
	'in vain': (brake: Brake) => brake.afterFailure(true),
};
type End = keyof typeof ends;

function brakeAfter(items: End[], stopOnFailure = false) {
	const brake = newBrake(never, stopOnFailure);
	for (const end of items) ends[end](brake);
	return brake;
}
const times = (count: number, end: End) => Array.from({ length: count }, () => end);

describe('nothing is over', () => {
	test('at first', () => {
		expect(newBrake(never, true).whyOver()).toBeUndefined();
		expect(newBrake(undefined, true).whyOver()).toBeUndefined();
	});

	test.each<End>(['accepted', 'refused'])('after ever so many items: %s', (end) => {
		expect(brakeAfter(times(1000, end)).whyOver()).toBeUndefined();
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
		for (let item = 0; item < MOST; item++) brake.afterFailure(true);
		stop.abort();
		expect(brake.whyOver()).toMatch(/execution was stopped/);
	});
});

describe('On Error "Stop Workflow"', () => {
	test.each<End>(['refused', 'in vain'])('ends it with the first failure, for good: %s', (end) => {
		const brake = brakeAfter([end], true);
		expect(brake.whyOver()).toMatch(/^Not sent, because the run stopped before its turn/);
		brake.afterAcceptance();
		expect(brake.whyOver()).toMatch(/run stopped/);
	});
});

describe('a Rockerbox that is out of order', () => {
	test('shows after 20 items in a row that were tried in vain', () => {
		expect(brakeAfter(times(MOST - 1, 'in vain')).whyOver()).toBeUndefined();
		expect(brakeAfter(times(MOST, 'in vain')).whyOver()).toMatch(
			/^Not sent, because 20 items in a row had failed after all their retries/,
		);
	});

	test.each<End>(['accepted', 'refused'])('does not show if one was %s in between', (end) => {
		const items = [...times(MOST - 1, 'in vain'), end, ...times(MOST - 1, 'in vain')];
		expect(brakeAfter(items).whyOver()).toBeUndefined();
		expect(brakeAfter([...items, 'in vain']).whyOver()).toBeDefined();
	});

	test.each<End>(['accepted', 'refused'])(
		'stays so, even if an answer comes after all: %s',
		(end) => {
			expect(brakeAfter([...times(MOST, 'in vain'), ...times(200, end)]).whyOver()).toMatch(
				/20 items in a row/,
			);
		},
	);
});
