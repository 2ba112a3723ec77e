import { sameNumbers, simulate, type SimulatedRun } from '../../support/simulatedRockerbox';

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

const mostOf = ({ seconds }: SimulatedRun, from = 0, to = Infinity) =>
	Math.max(...seconds.slice(from, to).map(({ most }) => most));
const acceptedIn = ({ seconds }: SimulatedRun, from: number, to?: number) =>
	seconds.slice(from, to).reduce((sum, { accepted }) => sum + accepted, 0);
const failedOf = ({ outcomes }: SimulatedRun) =>
	outcomes.filter(({ status }) => status !== 'accepted').length;

describe('the number under way', () => {
	test('doubles with the answers of a distant Rockerbox, up to Concurrency', async () => {
		const run = await simulate({ items: 2_000, roundTripMs: 120, serverMs: () => 640 });
		expect(run.seconds.slice(0, 3).map(({ most }) => most)).toEqual([20, 40, 80]);
		expect(run.seconds[3].most).toBeGreaterThan(120);
		expect(mostOf(run)).toBe(200);
		expect(run.seconds.length).toBeLessThan(15);
	});

	test('is never more than Concurrency', async () => {
		const far = { items: 500, roundTripMs: 40, serverMs: () => 100 };
		for (const concurrency of [1, 2, 7, 33]) {
			expect(mostOf(await simulate({ ...far, options: { concurrency } }))).toBe(concurrency);
		}
	});

	test('stays small if n8n itself takes most of the time', async () => {
		const run = await simulate({ items: 2_000, roundTripMs: 0, serverMs: () => 5, cpuMs: CPU_MS });
		expect(mostOf(run, 1)).toBeLessThanOrEqual(40);
		expect(run.seconds.length).toBeLessThanOrEqual(7); // 6.6 if n8n were busy all the time
	});

	test.each([40, 100])(
		'stays near %i, beyond which Rockerbox only gets slower',
		async (strength) => {
			const serverMs = (underWay: number) => 200 * Math.max(1, underWay / strength);
			const run = await simulate({ items: 6_000, roundTripMs: 40, serverMs });
			const usual = run.seconds.slice(3).filter(({ most }) => most <= 2 * strength).length;
			expect(usual / run.seconds.slice(3).length).toBeGreaterThan(0.6);
			const best = strength / 0.32; // a second, with three round trips and the server's time for each
			expect(acceptedIn(run, 3, -1) / (run.seconds.length - 4)).toBeGreaterThan(0.7 * best);
		},
	);

	test('grows later with a Rockerbox that needs some seconds to become strong', async () => {
		const serverMs = (underWay: number, now: number) =>
			now < 5_000 ? 100 * Math.max(1, underWay / 20) : 100;
		const run = await simulate({ items: 8_000, roundTripMs: 40, serverMs });
		expect(mostOf(run, 2, 4)).toBeLessThanOrEqual(80);
		expect(mostOf(run, 5)).toBeGreaterThanOrEqual(160);
	});

	test('falls in an outage, and comes back after it', async () => {
		const run = await simulate({
			items: 6_000,
			roundTripMs: 80,
			serverMs: () => 50,
			cpuMs: CPU_MS,
			reply: (_, now) => (now > 5_000 && now < 10_000 ? { status: 503 } : { status: 200 }),
			options: { maxRetries: 10 },
		});
		expect(mostOf(run, 4, 5)).toBeGreaterThanOrEqual(100);
		expect(mostOf(run, 8, 10)).toBeLessThanOrEqual(50);
		expect(mostOf(run, 12, 22)).toBeGreaterThanOrEqual(80);
		expect(failedOf(run)).toBe(0);
	});

	test('isn’t misled by some answers that take much longer', async () => {
		const numbers = sameNumbers(7);
		const run = await simulate({
			items: 2_500,
			roundTripMs: 40,
			serverMs: () => 100 * Math.exp(1.2 * (numbers() - 0.5)) * (numbers() < 0.05 ? 10 : 1),
		});
		expect(mostOf(run, 2, 6)).toBe(200);
	});

	test('doesn’t stay small because of failures that don’t depend on it', async () => {
		const numbers = sameNumbers(3);
		const run = await simulate({
			items: 4_000,
			roundTripMs: 20,
			serverMs: () => 50,
			cpuMs: CPU_MS,
			reply: () => (numbers() < 0.1 ? { code: 'ECONNRESET' } : { status: 200 }),
		});
		expect(mostOf(run, 10)).toBeGreaterThanOrEqual(20);
	});

	test.each([10, 30, 100])(
		'finds the %i connections beyond which Rockerbox refuses more',
		async (connections) => {
			const run = await simulate({
				items: 1_000 + 20 * connections,
				roundTripMs: 10,
				serverMs: () => 170,
				reply: (underWay) => (underWay > connections ? { code: 'ECONNREFUSED' } : { status: 200 }),
			});
			expect(run.refused / run.sent).toBeLessThan(0.05);
			const seconds = run.seconds.length - 3;
			expect(acceptedIn(run, 2, -1) / seconds).toBeGreaterThan((0.55 * connections) / 0.2);
			expect(failedOf(run)).toBe(0);
		},
	);
});
