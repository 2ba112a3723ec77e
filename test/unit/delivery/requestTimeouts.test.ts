import {
	requestTimeouts,
	type TimedRequest,
} from '../../../nodes/Rockerbox/delivery/requestTimeouts';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

const howEnded = ({ controller, timedOut }: TimedRequest) =>
	controller.signal.aborted ? (timedOut ? 'late' : 'stopped') : 'under way';

test('a request is ended when its time is up, within a tenth of a second', async () => {
	const request = requestTimeouts(undefined).start(30_000);
	await jest.advanceTimersByTimeAsync(29_999);
	expect(howEnded(request)).toBe('under way');
	await jest.advanceTimersByTimeAsync(101);
	expect(howEnded(request)).toBe('late');
});

test('a clock that is set meanwhile ends nothing', async () => {
	const request = requestTimeouts(undefined).start(30_000);
	jest.setSystemTime(Date.now() + 3_600_000);
	await jest.advanceTimersByTimeAsync(29_999);
	expect(howEnded(request)).toBe('under way');
	await jest.advanceTimersByTimeAsync(101);
	expect(howEnded(request)).toBe('late');
});

test('each has its own time', async () => {
	const timeouts = requestTimeouts(undefined);
	const slow = timeouts.start(2_000);
	await jest.advanceTimersByTimeAsync(550);
	const quick = timeouts.start(1_000);
	await jest.advanceTimersByTimeAsync(1_050);
	expect([slow, quick].map(howEnded)).toEqual(['under way', 'late']);
	await jest.advanceTimersByTimeAsync(500);
	expect([slow, quick].map(howEnded)).toEqual(['late', 'late']);
});

test('Stop ends all requests under way, and none counts as timed out, however long it takes to end', async () => {
	const stop = new AbortController();
	const timeouts = requestTimeouts(stop.signal);
	const requests = [timeouts.start(1_000), timeouts.start(2_000)];
	await jest.advanceTimersByTimeAsync(500);
	stop.abort();
	await jest.advanceTimersByTimeAsync(100);
	expect(requests.map(howEnded)).toEqual(['stopped', 'stopped']);
	await jest.advanceTimersByTimeAsync(5_000);
	expect(requests.map(howEnded)).toEqual(['stopped', 'stopped']);
});

test('requests that are over are left alone', async () => {
	const stop = new AbortController();
	const timeouts = requestTimeouts(stop.signal);
	const request = timeouts.start(1_000);
	timeouts.finish(request);
	stop.abort();
	await jest.advanceTimersByTimeAsync(5_000);
	expect(howEnded(request)).toBe('under way');
});

test('there is no timer while nothing is under way, and only one otherwise', async () => {
	const timeouts = requestTimeouts(undefined);
	expect(jest.getTimerCount()).toBe(0);
	const first = Array.from({ length: 50 }, () => timeouts.start(1_000));
	expect(jest.getTimerCount()).toBe(1);
	first.forEach((request) => timeouts.finish(request));
	await jest.advanceTimersByTimeAsync(100);
	expect(jest.getTimerCount()).toBe(0);
	const next = timeouts.start(1_000);
	await jest.advanceTimersByTimeAsync(1_100);
	expect(howEnded(next)).toBe('late');
});
