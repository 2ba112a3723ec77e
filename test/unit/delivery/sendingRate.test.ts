import {
	sameNumbers,
	simulate,
	simulateAtOnce,
	throttled,
	type SimulatedRun,
} from '../../support/simulatedRockerbox';

jest.setTimeout(60_000); // thousands of requests, each with its timers

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(Math, 'random').mockImplementation(sameNumbers());
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const CPU_MS = 3.3; // the CPU time of a conversion over https in n8n

const acceptedIn = ({ seconds }: SimulatedRun, from: number, to?: number) =>
	seconds.slice(from, to).reduce((sum, { accepted }) => sum + accepted, 0);
const failedOf = ({ outcomes }: SimulatedRun) =>
	outcomes.filter(({ status }) => status !== 'accepted').length;

describe('of the limit of a throttled Rockerbox', () => {
	test.each([
		[20, 1, undefined],
		[20, 120, undefined],
		[20, 1, '1'],
		[20, 120, '1'],
		[100, 1, undefined],
		[100, 40, undefined],
		[100, 1, '1'],
		[100, 120, '1'],
	])(
		'%i a second, %i ms away, Retry-After %s: more than 85 %% are used, and few are refused',
		async (perSecond, roundTripMs, retryAfter) => {
			const run = await simulate({
				items: perSecond * 60,
				roundTripMs,
				serverMs: () => 5,
				cpuMs: CPU_MS,
				reply: throttled(perSecond, retryAfter),
			});
			const seconds = run.seconds.length - 11;
			expect(acceptedIn(run, 10, -1) / seconds).toBeGreaterThan(0.85 * perSecond);
			expect(run.refused / run.sent).toBeLessThan(0.05);
			expect(failedOf(run)).toBe(0);
		},
	);

	test('more is used once it allows more', async () => {
		const little = throttled(20);
		const run = await simulate({
			items: 4_000,
			roundTripMs: 1,
			serverMs: () => 5,
			cpuMs: CPU_MS,
			reply: (underWay, now) => (now < 20_000 ? little(underWay, now) : { status: 200 }),
		});
		expect(acceptedIn(run, 10, 20)).toBeLessThan(250);
		expect(Math.max(...run.seconds.slice(20).map(({ accepted }) => accepted))).toBeGreaterThan(100);
	});

	test('the rate falls at once after the first refusal', async () => {
		const run = await simulate({
			items: 1_200,
			roundTripMs: 1,
			serverMs: () => 5,
			cpuMs: CPU_MS,
			reply: throttled(20),
		});
		expect(run.seconds[1].sent).toBeLessThan(run.seconds[0].sent / 2);
	});

	test('several runs at once get their shares', async () => {
		const reply = throttled(100);
		const options = { concurrency: 20 };
		const run = { items: 700, roundTripMs: 40, serverMs: () => 5, cpuMs: CPU_MS, reply, options };
		const runs = await simulateAtOnce([run, run, run, run]);
		const rates = runs.map((one) => acceptedIn(one, 10, 20) / 10);
		expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeGreaterThan(85);
		expect(Math.min(...rates)).toBeGreaterThan(8); // a fair share would be 25
	});
});
