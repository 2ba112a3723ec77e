import { setTimeout as sleep } from 'node:timers/promises';
import { Receiver, type ReceivedRequest } from './receiver.js';
import type { Tally } from './tally.mjs';

const ANSWER_TIME = 20; // milliseconds

interface Order {
	order_id: number;
}

/** The identity of a conversion for the stand-in. */
export const purchaseOf = ({ order_id }: Order) => `purchase ${order_id}`;
export const subscriptionOf = ({ order_id }: Order) => `subscribe ${order_id}`;

/**
 * A stand-in for Rockerbox that answers like a distant server, and counts the conversions that it recorded.
 */
export class FakeRockerbox {
	private readonly receiver = new Receiver();

	private readonly refused = new Set<ReceivedRequest>();

	private constructor(private readonly toRefuse: Set<string>) {
		this.receiver.answer(async (request) => {
			const isRefused = this.toRefuse.delete(conversionIn(request));
			if (isRefused) this.refused.add(request);
			await sleep(ANSWER_TIME);
			return isRefused ? { status: 400, body: { message: 'not now' } } : undefined;
		});
	}

	/**
	 * Does something with its own stand-in. The conversions in `refuseOnce` get a 400 the first time they
	 * arrive. After that, all are recorded.
	 */
	static async use<T>(
		refuseOnce: string[],
		task: (standIn: FakeRockerbox) => Promise<T>,
	): Promise<T> {
		const standIn = new FakeRockerbox(new Set(refuseOnce));
		await standIn.receiver.start();
		try {
			return await task(standIn);
		} finally {
			await standIn.receiver.stop();
		}
	}

	get url(): string {
		return this.receiver.url;
	}

	/** How many conversions arrived and were not refused, including duplicates. */
	get recorded(): number {
		return this.receiver.ledger.length - this.refused.size;
	}

	/** The most conversions that were waiting for an answer at the same time. */
	get mostAtOnce(): number {
		return this.receiver.mostInFlight;
	}

	/** How often each of these conversions was recorded. */
	private timesOf(conversions: string[]): number[] {
		const times = new Map<string, number>();
		for (const request of this.receiver.ledger) {
			if (this.refused.has(request)) continue;
			const one = conversionIn(request);
			times.set(one, (times.get(one) ?? 0) + 1);
		}
		return conversions.map((one) => times.get(one) ?? 0);
	}

	/** Counts how many of these conversions were recorded. */
	tally(conversions: string[]): Tally {
		const counts = this.timesOf(conversions);
		return {
			items: conversions.length,
			reached: counts.filter((count) => count > 0).length,
			never: counts.filter((count) => count === 0).length,
			twice: counts.filter((count) => count > 1).length,
		};
	}
}

function conversionIn({ json }: ReceivedRequest): string {
	const { order_id, action } = json as Record<string, string>;
	return `${action} ${order_id}`;
}
