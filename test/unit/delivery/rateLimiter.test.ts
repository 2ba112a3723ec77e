import fc from 'fast-check';
import {
	rateLimiter,
	pause,
	type RateLimiter,
} from '../../../nodes/Rockerbox/delivery/rateLimiter';

const never = () => false;

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** Notes when turns start, in milliseconds from now. */
function stopwatch() {
	const began = Date.now();
	const starts: number[] = [];
	const take = async (limiter: RateLimiter) => {
		await limiter.acquire();
		starts.push(Date.now() - began);
	};
	const takeMany = (limiter: RateLimiter, count: number) => {
		for (let index = 0; index < count; index++) void take(limiter);
	};
	return { starts, takeMany };
}

describe('turns', () => {
	test('start at once without a limit', async () => {
		const { starts, takeMany } = stopwatch();
		takeMany(rateLimiter(0, never), 1000);
		await jest.advanceTimersByTimeAsync(0);
		expect(starts).toEqual(Array.from({ length: 1000 }, () => 0));
	});

	test.each([
		[1, [0, 1000, 2000, 3000]],
		[4, [0, 250, 500, 750]],
		[10, [0, 100, 200, 300]],
		[1000, [0, 1, 2, 3]],
	])('are spaced evenly at %i a second', async (perSecond, expected) => {
		const { starts, takeMany } = stopwatch();
		takeMany(rateLimiter(perSecond, never), 4);
		await jest.advanceTimersByTimeAsync(4000);
		expect(starts).toEqual(expected);
	});

	test('that were due while n8n was blocked don’t all start at once', async () => {
		const { starts, takeMany } = stopwatch();
		takeMany(rateLimiter(10, never), 6);
		const now = performance.now.bind(performance);
		jest.spyOn(performance, 'now').mockImplementation(() => now() + 1500); // and nothing got a turn
		await jest.advanceTimersByTimeAsync(1000);
		expect(starts).toHaveLength(6);
		const gaps = starts.slice(1).map((start, index) => start - starts[index]);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
	});

	test('that nobody took are not saved for later', async () => {
		const limiter = rateLimiter(10, never);
		await limiter.acquire();
		await jest.advanceTimersByTimeAsync(60_000);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 3);
		await jest.advanceTimersByTimeAsync(1000);
		expect(starts).toEqual([0, 100, 200]);
	});

	test('are never more in a second than the limit, whatever the order of callers and pauses', async () => {
		const runs = fc.record({
			perSecond: fc.integer({ min: 1, max: 60 }),
			arrivals: fc.array(
				fc.record({
					after: fc.nat({ max: 300 }),
					count: fc.integer({ min: 1, max: 10 }),
					hold: fc.nat({ max: 500 }),
				}),
				{ minLength: 1, maxLength: 5 },
			),
		});
		await fc.assert(
			fc.asyncProperty(runs, async ({ perSecond, arrivals }) => {
				const limiter = rateLimiter(perSecond, never);
				const { starts, takeMany } = stopwatch();
				for (const { after, count, hold } of arrivals) {
					await jest.advanceTimersByTimeAsync(after);
					takeMany(limiter, count);
					limiter.pauseFor(hold);
				}
				await jest.advanceTimersByTimeAsync(200_000);
				expect(starts).toHaveLength(arrivals.reduce((sum, { count }) => sum + count, 0));
				starts.forEach((start, index) => {
					const next = starts[index + perSecond] ?? Infinity;
					expect(next - start).toBeGreaterThanOrEqual(999); // of whole milliseconds
				});
			}),
			{ numRuns: 15 },
		);
	});
});

describe('a hold', () => {
	test('lets no caller through before it ends, neither new nor waiting ones', async () => {
		const limiter = rateLimiter(10, never);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 3);
		await jest.advanceTimersByTimeAsync(50);
		limiter.pauseFor(5_000);
		takeMany(limiter, 1);
		await jest.advanceTimersByTimeAsync(5_000);
		expect(starts.filter((start) => start < 5_050)).toEqual([0]);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(starts).toHaveLength(4);
	});

	test('is followed by the usual spacing', async () => {
		const limiter = rateLimiter(4, never);
		limiter.pauseFor(3_000);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 3);
		await jest.advanceTimersByTimeAsync(4_000);
		expect(starts).toEqual([3_000, 3_250, 3_500]);
	});

	test('also counts without a limit', async () => {
		const limiter = rateLimiter(0, never);
		limiter.pauseFor(3_000);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 3);
		await jest.advanceTimersByTimeAsync(3_000);
		expect(starts).toEqual([3_000, 3_000, 3_000]);
	});

	test.each([
		['a longer one', 4_000, 5_000],
		['not a shorter one', 500, 3_000],
	])('is extended by %s', async (_, second, end) => {
		const limiter = rateLimiter(0, never);
		const { starts, takeMany } = stopwatch();
		limiter.pauseFor(3_000);
		takeMany(limiter, 1);
		await jest.advanceTimersByTimeAsync(1_000);
		limiter.pauseFor(second);
		takeMany(limiter, 1);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(starts).toEqual([end, end]);
	});

	test('is not cut short by a shorter one, for callers after both', async () => {
		const limiter = rateLimiter(0, never);
		limiter.pauseFor(3_000);
		limiter.pauseFor(500);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 1);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(starts).toEqual([3_000]);
	});

	test('has no effect after its end', async () => {
		const limiter = rateLimiter(0, never);
		limiter.pauseFor(3_000);
		await jest.advanceTimersByTimeAsync(3_000);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 1);
		await jest.advanceTimersByTimeAsync(0);
		expect(starts).toEqual([0]);
	});
});

describe('once it is over', () => {
	test.each([
		['a limit', (limiter: RateLimiter) => void limiter.acquire()],
		['a hold', (limiter: RateLimiter) => limiter.pauseFor(60_000)],
	])('nobody waits for the end of %s any longer', async (_, slowDown) => {
		let isOver = false;
		const limiter = rateLimiter(1, () => isOver);
		slowDown(limiter);
		const { starts, takeMany } = stopwatch();
		takeMany(limiter, 20);
		await jest.advanceTimersByTimeAsync(500);
		isOver = true;
		await jest.advanceTimersByTimeAsync(100);
		expect(starts).toHaveLength(20);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('nobody begins to wait', async () => {
		const limiter = rateLimiter(1, () => true);
		limiter.pauseFor(60_000);
		await limiter.acquire();
		await limiter.acquire();
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('a pause', () => {
	const ended = async (milliseconds: number, isOver = never) => {
		const end = jest.fn();
		void pause(milliseconds, isOver).then(end);
		await jest.advanceTimersByTimeAsync(0);
		return end;
	};

	test.each([1, 99, 100, 101, 333.3, 30_000])(
		'lasts as long as it should: %f ms',
		async (length) => {
			const end = await ended(length);
			await jest.advanceTimersByTimeAsync(Math.ceil(length) - 1);
			expect(end).not.toHaveBeenCalled();
			await jest.advanceTimersByTimeAsync(1);
			expect(end).toHaveBeenCalled();
		},
	);

	test.each([0, -1, -Infinity, NaN])('of %f ms doesn’t wait', async (length) => {
		expect(await ended(length)).toHaveBeenCalled();
		expect(jest.getTimerCount()).toBe(0);
	});

	test('ends within a tenth of a second after the run is over', async () => {
		let isOver = false;
		const end = await ended(60_000, () => isOver);
		await jest.advanceTimersByTimeAsync(10_050);
		isOver = true;
		expect(end).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(100);
		expect(end).toHaveBeenCalled();
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe.each([
	['back', -3_600_000],
	['forward', 3_600_000],
])('a clock that is set %s by an hour changes nothing', (_, change) => {
	const setClock = () => jest.setSystemTime(Date.now() + change);
	const never = () => false;

	test('of the rate', async () => {
		const limiter = rateLimiter(10, never);
		await limiter.acquire();
		setClock();
		const started = jest.fn();
		void limiter.acquire().then(started);
		await jest.advanceTimersByTimeAsync(99);
		expect(started).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(started).toHaveBeenCalled();
	});

	test('of a pause of the run', async () => {
		const limiter = rateLimiter(0, never);
		limiter.pauseFor(5_000);
		setClock();
		const started = jest.fn();
		void limiter.acquire().then(started);
		await jest.advanceTimersByTimeAsync(4_999);
		expect(started).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(started).toHaveBeenCalled();
	});

	test('of a wait before another attempt', async () => {
		const ended = jest.fn();
		void pause(5_000, never).then(ended);
		await jest.advanceTimersByTimeAsync(1_000);
		setClock();
		await jest.advanceTimersByTimeAsync(3_999);
		expect(ended).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(ended).toHaveBeenCalled();
	});
});
