import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../harness/measure/report.mjs';
import type { Receiver } from '../harness/rockerbox/receiver.js';
import {
	LEARNING_S,
	LEAST_USED,
	SERVER_MS,
	throttled as throttledAnswers,
	throttledDeviations,
} from '../harness/rockerbox/throttled.mjs';
import { BenchEnvironment, type BenchRun } from './environment.mjs';

const ROUND_TRIP_MS = 40;
const REQUEST_MS = 3 * ROUND_TRIP_MS + SERVER_MS; // TCP, TLS, and the request
const LENGTH_S = 60;

/** A receiver with limits. */
interface Weakness {
	name: string;
	/** The number of requests that it takes in a second. */
	perSecond: number;
	/** Whether the promised limits apply to it. */
	isThrottled: boolean;
	set: (receiver: Receiver, count: (isAccepted: boolean) => void) => void;
}

/** The requests that a receiver got. */
interface Seen {
	accepted: number;
	refused: number;
	/** How many it accepted in each second from the first request on. */
	perSecond: number[];
}

/** All receivers that are measured. */
export const FULL: Weakness[] = [
	throttled(20),
	throttled(20, '1'),
	throttled(100),
	throttled(100, '1'),
	slower(10),
	refusing(10),
	refusing(30),
];

/** Those of the short form. */
export const SHORT: Weakness[] = [throttled(100), throttled(100, '1')];

/** How much of a weak receiver's capacity is used, and how many requests it has to refuse. */
export async function gentle(stopped: AbortSignal, weaknesses: Weakness[]): Promise<Report> {
	return await BenchEnvironment.with(stopped, async (environment) => {
		const rows: Report['rows'] = [];
		const deviations: string[] = [];
		for (const weakness of weaknesses) {
			const { run, seen } = await measure(environment, weakness);
			const used = usedOf(seen, weakness);
			const refused = seen.refused / (seen.refused + seen.accepted);
			rows.push([
				weakness.name,
				Math.round(weakness.perSecond),
				run.items,
				`${Math.round(100 * used)} %`,
				`${(100 * refused).toFixed(1)} %`,
				secondsToFind(seen, weakness),
				run.peakConnections,
			]);
			console.error(rows.at(-1)!.join(' | '));
			deviations.push(...run.deviations.map((one) => `${weakness.name}: ${one}`));
			if (weakness.isThrottled) {
				deviations.push(...throttledDeviations(weakness.name, used, refused));
			}
		}
		return {
			title: 'Gentle',
			columns: [
				'A receiver that',
				'Takes, a second',
				'Items',
				`Used of it after ${LEARNING_S} s`,
				'Requests refused',
				'Seconds until most of it is used',
				'Peak connections',
			],
			rows,
			deviations,
		};
	});
}

async function measure(
	environment: BenchEnvironment,
	weakness: Weakness,
): Promise<{ run: BenchRun; seen: Seen }> {
	const seen: Seen = { accepted: 0, refused: 0, perSecond: [] };
	let began: number | undefined;
	const items = Math.round(weakness.perSecond * LENGTH_S);
	const load = { items, delayMs: SERVER_MS, roundTripMs: ROUND_TRIP_MS, tls: true };
	let receiver: Receiver | undefined;
	const run = await environment.run('auto', load, (prepared) => {
		receiver = prepared;
		weakness.set(prepared, (isAccepted) => {
			const now = performance.now();
			const second = Math.floor((now - (began ??= now)) / 1000);
			seen[isAccepted ? 'accepted' : 'refused']++;
			if (isAccepted) seen.perSecond[second] = (seen.perSecond[second] ?? 0) + 1;
		});
	});
	seen.refused += receiver!.dropped;
	return { run, seen };
}

function usedOf({ perSecond }: Seen, weakness: Weakness): number {
	const whole = Array.from(perSecond, (count) => count ?? 0).slice(LEARNING_S, -1);
	return whole.reduce((sum, count) => sum + count, 0) / whole.length / weakness.perSecond;
}

function secondsToFind({ perSecond }: Seen, weakness: Weakness): number {
	return perSecond.findIndex((count) => count >= LEAST_USED * weakness.perSecond) + 1;
}

/** Takes this many requests a second, and answers 429 to the others, with or without Retry-After. */
function throttled(perSecond: number, retryAfter?: string): Weakness {
	const asks = retryAfter === undefined ? 'without Retry-After' : `with Retry-After: ${retryAfter}`;
	const headers = retryAfter === undefined ? undefined : { 'retry-after': retryAfter };
	return {
		name: `takes ${perSecond} a second, and answers 429 to more, ${asks}`,
		perSecond,
		isThrottled: true,
		set(receiver, count) {
			receiver.answer(throttledAnswers(perSecond, count, headers));
		},
	};
}

/** Works on this many requests at once, so each takes longer if there are more. */
function slower(most: number): Weakness {
	return {
		name: `gets slower beyond ${most} requests at once`,
		perSecond: (1000 * most) / SERVER_MS,
		isThrottled: false,
		set(receiver, count) {
			let underWay = 0;
			receiver.answer(async () => {
				underWay++;
				await sleep(SERVER_MS * Math.max(1, underWay / most));
				underWay--;
				count(true);
				return undefined;
			});
		},
	};
}

/** Closes each connection beyond this number as soon as it is open. */
function refusing(most: number): Weakness {
	return {
		name: `closes connections beyond ${most}`,
		perSecond: (1000 * most) / REQUEST_MS,
		isThrottled: false,
		set(receiver, count) {
			receiver.limitConnections(most);
			receiver.answer(() => {
				count(true);
				return { delay: SERVER_MS };
			});
		},
	};
}
