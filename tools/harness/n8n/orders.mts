/** The field of the webhook's body that holds the orders. */
export const ORDERS = 'orders';

/** An order as the workflows here and `examples/` know it. */
export interface Order {
	order_id: number;
	email: string;
	amount: number;
	ordered_at: string;
}

/** As many orders as wanted. Their IDs are numbers, as in many shops, and go up from the first. */
export function makeOrders(count: number, firstId = 1001): Order[] {
	return Array.from({ length: count }, (_, index) => ({
		order_id: firstId + index,
		email: `customer${firstId + index}@example.com`,
		amount: 27.5,
		ordered_at: '2018-08-24T21:50:51Z',
	}));
}
