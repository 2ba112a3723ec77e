import { runOptions } from '../../nodes/Rockerbox/operations/options.js';
import type { Receiver } from '../harness/rockerbox/receiver.js';
import type { Workload } from './cases.mjs';
import { conversionAt } from './nodes/conversions.js';

/** The account to which all conversions are sent. */
export const ADVERTISER_ID = 'bench';

/** Compares the receiver's ledger with the conversions, and its connections with our option. */
export function deviationsOf(
	{ ledger, mostConnections }: Receiver,
	{ items, concurrency = runOptions.concurrency.default }: Workload,
	isBounded: boolean,
): string[] {
	const counts = new Map<unknown, number>();
	for (const { json } of ledger.filter(({ recorded }) => recorded)) {
		const { order_id: id } = (json ?? {}) as { order_id?: unknown };
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	const expected = Array.from({ length: items }, (_, index) => conversionAt(index).order_id);
	const missing = expected.filter((id) => !counts.has(id)).length;
	const twice = [...counts.values()].filter((count) => count > 1).length;
	const wrong = ledger.filter(
		({ method, path, query }) =>
			method !== 'POST' || path !== '/webhook/data' || query[0]?.[1] !== ADVERTISER_ID,
	).length;
	return [
		...(missing > 0 ? [`${missing} conversions are missing`] : []),
		...(twice > 0 ? [`${twice} conversions arrived twice`] : []),
		...(isBounded && mostConnections > concurrency
			? [`${mostConnections} connections, more than Concurrency (${concurrency})`]
			: []),
		...(wrong > 0 ? [`${wrong} requests went to the wrong address`] : []),
	];
}
