import type { Cluster } from '../harness/cluster/cluster.mjs';
import type { Report } from '../harness/measure/report.mjs';
import { purchaseOf } from '../harness/rockerbox/fakeRockerbox.mjs';
import { Receiver, type ReceivedRequest } from '../harness/rockerbox/receiver.js';
import { LEARNING_S, throttled, throttledDeviations } from '../harness/rockerbox/throttled.mjs';
import { Load } from './load.mjs';
import { sending } from './workflow.mjs';

const PER_SECOND = 100;
const LEAST_OF_EQUAL_SHARE = 0.5;

/** The requests that a throttled receiver got from the executions that share it. */
interface Seen {
	refused: number;
	/** When each conversion was accepted, in milliseconds, by the index of its execution. */
	acceptedMs: number[][];
	/** How often each conversion was accepted. */
	times: Map<string, number>;
}

let runs = 0;

/**
 * Measures how executions, one for each worker and all at once, share a receiver that takes a number of
 * requests a second and answers 429 to more. They send for `seconds`.
 */
export async function shared(
	cluster: Cluster,
	{ counts, seconds }: { counts: number[]; seconds: number },
): Promise<Report> {
	const rows: Report['rows'] = [];
	const deviations: string[] = [];
	for (const count of counts) {
		await cluster.haveWorkers(count);
		const perExecution = Math.round((PER_SECOND * seconds) / count);
		const seen = await watch(cluster, count * perExecution, perExecution);
		const { used, least, most } = sharesOf(seen);
		const all = [...seen.times.values()];
		const accepted = all.reduce((sum, times) => sum + times, 0);
		const refused = seen.refused / (seen.refused + accepted);
		const missing = count * perExecution - all.length;
		const twice = all.filter((times) => times > 1).length;
		rows.push([
			count,
			count,
			PER_SECOND,
			percent(used),
			percent(refused),
			`${percent(least)} to ${percent(most)}`,
			missing,
			twice,
		]);
		console.error(rows.at(-1)!.join(' | '));
		const name = `${count} executions at once`;
		deviations.push(...throttledDeviations(name, used, refused));
		if (least < LEAST_OF_EQUAL_SHARE) deviations.push(`${name}: one got ${percent(least)}`);
		if (missing + twice > 0) deviations.push(`${name}: ${missing} missing, ${twice} twice`);
	}
	return {
		title: 'A throttled receiver, shared',
		columns: [
			'Workers',
			'Executions at once',
			'Takes, a second',
			`Used of it after ${LEARNING_S} s`,
			'Requests refused',
			'Least to most, of an equal share',
			'Missing',
			'Twice',
		],
		rows,
		deviations,
	};
}

async function watch(cluster: Cluster, items: number, perExecution: number): Promise<Seen> {
	const receiver = new Receiver();
	await receiver.start();
	try {
		const load = await Load.prepare(cluster, receiver, {
			path: `shared-${++runs}`,
			items,
			perExecution,
			build: sending('onReceived'),
		});
		const { batches } = load;
		const executionOf = new Map(
			batches.flatMap(({ orders }, index) => orders.map((order) => [purchaseOf(order), index])),
		);
		const seen: Seen = { refused: 0, acceptedMs: batches.map(() => []), times: new Map() };
		const count = (isTaken: boolean, { json }: ReceivedRequest) => {
			if (!isTaken) {
				seen.refused++;
				return;
			}
			const conversion = purchaseOf(json as { order_id: number });
			seen.acceptedMs[executionOf.get(conversion)!].push(performance.now());
			seen.times.set(conversion, (seen.times.get(conversion) ?? 0) + 1);
		};
		receiver.answer(throttled(PER_SECOND, count));
		await load.send();
		await load.ended();
		return seen;
	} finally {
		await receiver.stop();
	}
}

/** The shares from the end of learning until the first execution has ended. */
function sharesOf({ acceptedMs }: Seen): { used: number; least: number; most: number } {
	const from = Math.min(...acceptedMs.map(([first]) => first)) + 1000 * LEARNING_S;
	const until = Math.min(...acceptedMs.map((all) => all.at(-1)!));
	const counts = acceptedMs.map((all) => all.filter((at) => at >= from && at <= until).length);
	const sum = counts.reduce((total, count) => total + count, 0);
	const equal = sum / counts.length;
	return {
		used: sum / (((until - from) / 1000) * PER_SECOND),
		least: Math.min(...counts) / equal,
		most: Math.max(...counts) / equal,
	};
}

function percent(share: number): string {
	return `${Math.round(100 * share)} %`;
}
