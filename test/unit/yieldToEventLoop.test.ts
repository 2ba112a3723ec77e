import { sleep } from 'n8n-workflow';
import { eventLoopYielder } from '../../nodes/Rockerbox/yieldToEventLoop';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** A clock that the test sets. */
function newClock() {
	let now = 1_000;
	const clock = () => now;
	return { clock, work: (milliseconds: number) => (now += milliseconds) };
}

test('nobody waits while the work is short', async () => {
	const { clock, work } = newClock();
	const yieldToEventLoop = eventLoopYielder(clock);
	for (const stretch of [0, 10, 9]) {
		work(stretch);
		await yieldToEventLoop();
	}
	expect(jest.getTimerCount()).toBe(0);
});

test('waiting work gets its turn once the current work has gone on for 20 milliseconds', async () => {
	const { clock, work } = newClock();
	const turns: string[] = [];
	const yieldToEventLoop = eventLoopYielder(clock);
	void sleep(0).then(() => turns.push('others'));
	work(20);
	const given = yieldToEventLoop().then(() => turns.push('work'));
	await Promise.resolve();
	expect(turns).toEqual([]);
	await jest.advanceTimersByTimeAsync(1);
	await given;
	expect(turns).toEqual(['others', 'work']);
});

test('a stretch of work begins when its turn comes, however long that took', async () => {
	const { clock, work } = newClock();
	const yieldToEventLoop = eventLoopYielder(clock);
	work(20);
	const given = yieldToEventLoop();
	work(5_000);
	await jest.advanceTimersByTimeAsync(1);
	await given;

	work(19);
	await yieldToEventLoop();
	expect(jest.getTimerCount()).toBe(0);
	work(1);
	void yieldToEventLoop();
	expect(jest.getTimerCount()).toBe(1);
});

test.each([-3_600_000, 0, 3_600_000])(
	'the default clock can’t be set: a change of the wall clock by %i ms makes no difference',
	async (change) => {
		const yieldToEventLoop = eventLoopYielder();
		jest.advanceTimersByTime(19);
		jest.setSystemTime(Date.now() + change);
		await yieldToEventLoop();
		expect(jest.getTimerCount()).toBe(0);
		jest.advanceTimersByTime(1);
		void yieldToEventLoop();
		expect(jest.getTimerCount()).toBe(1);
	},
);
