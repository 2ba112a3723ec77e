import { counted } from '../../values/inWords';
import type { Suspicion } from '../candidate';

const MAX_TRACKED = 100_000; // orders
const DAY_SECONDS = 86_400;

/** The first event of an order. */
interface Order {
	revenue: string;
	day: number;
	itemIndex: number;
}

/**
 * An order ID occurs twice with different revenue: the lines of an order, or an order that was changed. One
 * such ID is enough, because Rockerbox may count only the first event. Both must have the same action and the
 * same day (in UTC, as Rockerbox counts days), because renewals under a subscription's ID have different
 * days. Refunds don't count.
 */
export function conflictingOrders(): Suspicion {
	const byAction = new Map<unknown, Map<unknown, Order>>();
	let tracked = 0;
	const conflicting = new Set<unknown>(); // order IDs
	let example: number[] | undefined;
	return {
		count({ payload, itemIndex }) {
			const { order_id: orderId, revenue, action } = payload;
			if (orderId === undefined || typeof revenue !== 'string' || revenue.startsWith('-')) return;
			const orders = byAction.get(action) ?? new Map<unknown, Order>();
			byAction.set(action, orders);
			const day = Math.floor(Number(payload.timestamp) / DAY_SECONDS);
			const first = orders.get(orderId);
			if (!first) {
				if (tracked++ < MAX_TRACKED) orders.set(orderId, { revenue, day, itemIndex });
			} else if (first.revenue !== revenue && first.day === day) {
				conflicting.add(orderId);
				example ??= [first.itemIndex, itemIndex];
			}
		},
		sentence() {
			if (!example) return undefined;
			const come = conflicting.size === 1 ? 'comes' : 'come';
			return `${counted(conflicting.size, 'order ID')} ${come} more than once with different revenue, first in items ${example.join(' and ')}. Rockerbox may count only the first: send each order once, with its total.`;
		},
	};
}
