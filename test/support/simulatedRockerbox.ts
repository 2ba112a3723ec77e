import { sleep, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { deliverAll } from '../../nodes/Rockerbox/delivery/deliver';
import type { Outcome } from '../../nodes/Rockerbox/outcome';
import { noPreflight } from '../../nodes/Rockerbox/preflight/preflight';
import type { Sendable } from '../../nodes/Rockerbox/prepare/prepare';
import { readSettings } from '../../nodes/Rockerbox/prepare/settings';
import { tokenBucket } from '../../tools/harness/rockerbox/tokenBucket';

/** A status with its Retry-After, or the code of a failure instead. */
type Reply = { status: number; retryAfter?: string } | { code: string };

/**
 * How a simulated Rockerbox behaves. Times are in milliseconds of Jest's clock, from the start of the run.
 */
export interface Behavior {
	items: number;
	/** From n8n to it and back. A request takes three round trips: for TCP, for TLS, and for itself. */
	roundTripMs: number;
	/** The time for an answer, with this many requests under way at the server, including this one. */
	serverMs: (underWay: number, now: number) => number;
	/** The answer, with the same arguments. */
	reply?: (underWay: number, now: number) => Reply;
	/** The CPU time of a request in n8n, which does one thing at a time. */
	cpuMs?: number;
	options?: Record<string, unknown>;
}

/** How one second of a run went. */
export interface Second {
	/** The highest number of requests under way. */
	most: number;
	sent: number;
	accepted: number;
}

/** How a run went. */
export interface SimulatedRun {
	outcomes: Outcome[];
	seconds: Second[];
	sent: number;
	refused: number;
}

const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: 'https://webhooks.getrockerbox.com' };
const STEP_MS = 50;

/** Delivers events to a simulated Rockerbox, by Jest's fake timers. */
export async function simulate(behavior: Behavior): Promise<SimulatedRun> {
	const [run] = await simulateAtOnce([behavior]);
	return run;
}

/** The same for several runs that know nothing of each other. */
export async function simulateAtOnce(behaviors: Behavior[]): Promise<SimulatedRun[]> {
	let runs: SimulatedRun[] | undefined;
	void Promise.all(behaviors.map(start)).then((ended) => {
		runs = ended;
	});
	while (!runs) await jest.advanceTimersByTimeAsync(STEP_MS);
	return runs;
}

async function start(behavior: Behavior): Promise<SimulatedRun> {
	const { items, roundTripMs, serverMs, cpuMs = 0 } = behavior;
	const reply = behavior.reply ?? ((): Reply => ({ status: 200 }));
	const began = performance.now();
	const seconds: Second[] = [];
	const second = () => {
		const at = Math.floor((performance.now() - began) / 1000);
		for (let index = seconds.length; index <= at; index++) {
			seconds.push({ most: 0, sent: 0, accepted: 0 });
		}
		return seconds[at];
	};
	let underWay = 0;
	let isBusyUntil = 0;
	let sent = 0;
	let refused = 0;

	const useCpu = async (milliseconds: number) => {
		const now = performance.now();
		isBusyUntil = Math.max(isBusyUntil, now) + milliseconds;
		if (isBusyUntil > now) await sleep(isBusyUntil - now);
	};
	async function* body() {
		yield await Promise.resolve(new Uint8Array());
	}
	const helper = async () => {
		sent++;
		underWay++;
		second().sent++;
		second().most = Math.max(second().most, underWay);
		await useCpu(cpuMs / 2);
		await sleep(2.5 * roundTripMs);
		const now = performance.now() - began;
		const found = reply(underWay, now);
		const isAccepted = 'status' in found && found.status === 200;
		await sleep(isAccepted ? serverMs(underWay, now) : 1);
		await sleep(roundTripMs / 2);
		await useCpu(cpuMs / 2);
		underWay--;
		if (isAccepted) second().accepted++;
		else refused++;
		if ('code' in found) throw Object.assign(new Error('x'), { code: found.code });
		return {
			statusCode: found.status,
			headers: { 'retry-after': found.retryAfter },
			body: body(),
		};
	};
	const context = {
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'UTC',
		helpers: { httpRequestWithAuthentication: helper },
		logger: { error: () => {} },
	} as unknown as IExecuteFunctions;
	const events = Array.from(
		{ length: items },
		(_, id): Sendable => ({
			outputKey: 'conversion',
			payload: { customer_id: String(id), timestamp: '1535147451' },
			account,
			isDryRun: false,
			credential: { ...account },
		}),
	);
	const settings = readSettings(behavior.options ?? {});
	const run = {
		items: events,
		settings,
		publicKeys: [],
		preflight: noPreflight({ type: '', parameters: {} } as INode),
		remarks: [],
	};
	const retryState = { accepted: {}, mayBeRecorded: {} };
	const { outcomes } = await deliverAll(context, run, retryState, false);
	return { outcomes, seconds, sent, refused };
}

/** A Rockerbox that takes this many requests a second, and at most a second's worth at once. */
export function throttled(perSecond: number, retryAfter?: string) {
	const takes = tokenBucket(perSecond, perSecond);
	return (_underWay: number, now: number): Reply =>
		takes(now) ? { status: 200 } : { status: 429, retryAfter };
}

/** Evenly distributed numbers from 0 to 1 that are the same in each run. */
export function sameNumbers(seed = 1) {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
