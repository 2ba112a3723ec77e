import fc from 'fast-check';
import type { Accepted, Outcome } from '../../../nodes/Rockerbox/outcome';
import { onceEach, type Once } from '../../../nodes/Rockerbox/delivery/deduplicate';

const acceptedWith = (conversionKey: string): Accepted => ({
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: {},
	conversionKey,
});
const failed: Outcome = { status: 'failed', reason: 'HTTP 400' };
const unknown: Outcome = { status: 'failed', reason: 'no answer', isUnknown: true };
const notSent: Outcome = { status: 'notSent', reason: 'stopped' };
const skippedAfter = (first: number): Outcome => ({
	status: 'skipped',
	reason: `like item ${first}`,
	outputKey: 'conversion',
	payload: {},
});

/** Items on their way, which end when the test says so. */
function newLine(once: Once) {
	const sent: number[] = [];
	const ends = new Map<number, (outcome: Outcome) => void>();
	const deliver = (conversionKey: string, item: number) =>
		once(
			conversionKey,
			item,
			() => {
				sent.push(item);
				return new Promise((resolve) => ends.set(item, resolve));
			},
			skippedAfter,
		);
	const end = async (item: number, outcome: Outcome) => {
		ends.get(item)!(outcome);
		await settled();
	};
	return { sent, deliver, end };
}

/** As many turns as promises need. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

test('items of different keys are all sent at once', async () => {
	const { sent, deliver } = newLine(onceEach(new Map()));
	['a', 'b', '', '__proto__', 'constructor'].forEach((key, item) => void deliver(key, item));
	await settled();
	expect(sent).toEqual([0, 1, 2, 3, 4]);
});

test('only the first of a key is sent; the others wait for it, and are skipped for it', async () => {
	const { sent, deliver, end } = newLine(onceEach(new Map()));
	const first = deliver('a', 3);
	const others = [deliver('a', 5), deliver('a', 8)];
	const ended = jest.fn();
	void Promise.race(others).then(ended);
	await settled();
	expect(ended).not.toHaveBeenCalled();

	await end(3, acceptedWith('a'));
	expect(await first).toEqual(acceptedWith('a'));
	expect(await Promise.all([...others, deliver('a', 9)])).toEqual([
		skippedAfter(3),
		skippedAfter(3),
		skippedAfter(3),
	]);
	expect(sent).toEqual([3]);
});

describe.each([
	['failed', failed],
	['failed, though it may have been recorded', unknown],
	['was not sent', notSent],
])('if the first of a key %s', (_, outcome) => {
	test('the next that waits takes its place, and the others wait for that one', async () => {
		const { sent, deliver, end } = newLine(onceEach(new Map()));
		const outcomes = [0, 1, 2, 3].map((item) => deliver('a', item));
		await settled();
		await end(0, outcome);
		expect(sent).toEqual([0, 1]);
		await end(1, acceptedWith('a'));
		expect(await Promise.all(outcomes)).toEqual([
			outcome,
			acceptedWith('a'),
			skippedAfter(1),
			skippedAfter(1),
		]);
		expect(sent).toEqual([0, 1]);
	});

	test('one that comes later takes its place', async () => {
		const { sent, deliver, end } = newLine(onceEach(new Map()));
		void deliver('a', 0);
		await settled();
		await end(0, outcome);
		const second = deliver('a', 7);
		await settled();
		expect(sent).toEqual([0, 7]);
		await end(7, acceptedWith('a'));
		expect(await second).toEqual(acceptedWith('a'));
		expect(await deliver('a', 9)).toEqual(skippedAfter(7));
	});

	test('and so do all the others, each is sent in its turn', async () => {
		const { sent, deliver, end } = newLine(onceEach(new Map()));
		const outcomes = [0, 1, 2, 3].map((item) => deliver('a', item));
		for (const item of [0, 1, 2, 3]) {
			await settled();
			expect(sent.at(-1)).toBe(item);
			await end(item, outcome);
		}
		expect(await Promise.all(outcomes)).toEqual([outcome, outcome, outcome, outcome]);
		expect(sent).toEqual([0, 1, 2, 3]);
	});
});

describe('what an earlier try of the run sent', () => {
	test('counts as the first, wherever it stands', async () => {
		const accepted = new Map([
			['a', 4],
			['b', 1],
		]);
		const { sent, deliver } = newLine(onceEach(accepted));
		expect(await deliver('a', 0)).toEqual(skippedAfter(4));
		expect(await deliver('b', 2)).toEqual(skippedAfter(1));
		void deliver('c', 3);
		await settled();
		expect(sent).toEqual([3]);
	});
});

test('each key is accepted once at most, and is sent until it is', async () => {
	const items = fc.array(
		fc.record({ key: fc.constantFrom('a', 'b', 'c'), isAccepted: fc.boolean(), turns: fc.nat(5) }),
		{ maxLength: 20 },
	);
	await fc.assert(
		fc.asyncProperty(items, async (each) => {
			const once = onceEach(new Map());
			const sent: number[] = [];
			const outcomes = await Promise.all(
				each.map(({ key, isAccepted, turns }, item) =>
					once(
						key,
						item,
						async () => {
							sent.push(item);
							for (let turn = 0; turn < turns; turn++) await Promise.resolve();
							return isAccepted ? acceptedWith(key) : failed;
						},
						skippedAfter,
					),
				),
			);
			const firstOf = new Map<string, number>();
			each.forEach(({ key, isAccepted }, item) => {
				if (isAccepted && !firstOf.has(key)) firstOf.set(key, item);
			});
			const expected = each.map(({ key, isAccepted }, item) => {
				const first = firstOf.get(key) ?? Infinity;
				if (item > first) return skippedAfter(first);
				return isAccepted ? acceptedWith(key) : failed;
			});
			expect(outcomes).toEqual(expected);
			expect(sent).toHaveLength(outcomes.filter(({ status }) => status !== 'skipped').length);
		}),
	);
});
