import fc from 'fast-check';
import { sleep } from 'n8n-workflow';
import { eachConcurrently } from '../../../nodes/Rockerbox/delivery/concurrency';

const never = () => false;
const atOnce = async () => {};

/** Tasks that note when they begin and end, and how many ran at once. */
function recorder(work: (index: number) => Promise<void> = () => sleep(1)) {
	const record = { started: [] as number[], ended: [] as number[], most: 0 };
	const task = async (index: number) => {
		record.started.push(index);
		record.most = Math.max(record.most, record.started.length - record.ended.length);
		try {
			await work(index);
		} finally {
			record.ended.push(index);
		}
	};
	return { record, task };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('each index runs once, in order, never more than the limit at once', async () => {
	const runs = fc.record({
		count: fc.nat({ max: 30 }),
		limit: fc.integer({ min: 1, max: 12 }),
		pauses: fc.array(fc.nat({ max: 3 }), { minLength: 1 }),
	});
	await fc.assert(
		fc.asyncProperty(runs, async ({ count, limit, pauses }) => {
			const { record, task } = recorder((index) => sleep(pauses[index % pauses.length]));
			await eachConcurrently(count, () => limit, task, never, atOnce);
			expect(record.started).toEqual(upTo(count));
			expect(record.ended.sort((a, b) => a - b)).toEqual(upTo(count));
			expect(record.most).toBe(Math.min(count, limit));
		}),
		{ numRuns: 30 },
	);
});

test('a slow task occupies only its own place', async () => {
	let finish = () => {};
	const slow = new Promise<void>((resolve) => (finish = resolve));
	const { record, task } = recorder(async (index) => {
		if (index === 0) await slow;
		if (index === 9) finish();
	});
	await eachConcurrently(10, () => 2, task, never, atOnce);
	expect(record.ended.at(-1)).toBe(0);
});

test('if more may start than have ended, others get their turn between two starts', async () => {
	const { record, task } = recorder();
	const startedAtTurns: number[] = [];
	const yieldToEventLoop = async () => {
		startedAtTurns.push(record.started.length);
		await Promise.resolve();
	};
	let limit = 2;
	const raise = async (index: number) => {
		await task(index);
		limit = 4;
	};
	await eachConcurrently(9, () => limit, raise, never, yieldToEventLoop);
	expect(startedAtTurns.slice(0, 4)).toEqual([1, 2, 4, 5]);
	expect(record.started).toEqual(upTo(9));
	expect(record.most).toBe(4);
});

describe('once it is over, nothing new starts, and running tasks end', () => {
	test('after some tasks', async () => {
		const { record, task } = recorder();
		await eachConcurrently(
			100,
			() => 3,
			task,
			() => record.ended.length >= 5,
			atOnce,
		);
		expect(record.started.length).toBeLessThanOrEqual(5 + 3);
		expect(record.started).toEqual(upTo(record.started.length));
		expect(record.ended).toHaveLength(record.started.length);
	});

	test('before the first', async () => {
		const { record, task } = recorder();
		await eachConcurrently(
			100,
			() => 3,
			task,
			() => true,
			atOnce,
		);
		expect(record.started).toEqual([]);
	});
});
