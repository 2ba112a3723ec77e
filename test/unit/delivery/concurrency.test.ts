import fc from 'fast-check';
import { sleep } from 'n8n-workflow';
import { eachConcurrently } from '../../../nodes/Rockerbox/delivery/concurrency';

const never = () => false;

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
			await eachConcurrently(count, () => limit, task, never);
			expect(record.started).toEqual(upTo(count));
			expect(record.ended.sort((a, b) => a - b)).toEqual(upTo(count));
			expect(record.most).toBe(Math.min(count, limit));
		}),
		{ numRuns: 30 },
	);
});

test('a slow task holds up only its own place', async () => {
	let finish = () => {};
	const slow = new Promise<void>((resolve) => (finish = resolve));
	const { record, task } = recorder(async (index) => {
		if (index === 0) await slow;
		if (index === 9) finish();
	});
	await eachConcurrently(10, () => 2, task, never);
	expect(record.ended.at(-1)).toBe(0);
});

describe('once it is over, nothing new starts, and what runs ends', () => {
	test('after some tasks', async () => {
		const { record, task } = recorder();
		await eachConcurrently(
			100,
			() => 3,
			task,
			() => record.ended.length >= 5,
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
		);
		expect(record.started).toEqual([]);
	});
});
