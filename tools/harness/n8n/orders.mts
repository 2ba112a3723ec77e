/** The field of the webhook's body that holds the orders. */
export const ORDERS = 'orders';

/** An order in the form of the workflows here and in `examples/`. */
export interface Order {
	order_id: number;
	email: string;
	amount: number;
	ordered_at: string;
}

/** Makes this many orders. Their IDs are numbers, as in many shops, and count up from the first. */
export function makeOrders(count: number, firstId = 1001): Order[] {
	return Array.from({ length: count }, (_, index) => ({
		order_id: firstId + index,
		email: `customer${firstId + index}@example.com`,
		amount: 27.5,
		ordered_at: '2018-08-24T21:50:51Z',
	}));
}
