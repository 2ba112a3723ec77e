import type { Accepted, Outcome } from '../result/outcome';

/** Sends an item, unless an item with its conversion key was accepted in the same run. */
export type Once = (
	conversionKey: string,
	item: number,
	send: () => Promise<Outcome>,
	skip: (firstItem: number) => Outcome,
) => Promise<Outcome>;

/**
 * Of the items with the same conversion key the first one counts, as in Rockerbox. Only if it
 * isn't accepted, the next one takes its place. `accepted` are the items of earlier tries, by
 * index. To be called in the order of the items.
 */
export function onceByKey(accepted: Record<number, Accepted>): Once {
	const firsts = new Map<string, { item: number; ended: Promise<Outcome> }>();
	for (const [item, outcome] of Object.entries(accepted)) {
		if (outcome.conversionKey === undefined || firsts.has(outcome.conversionKey)) continue;
		firsts.set(outcome.conversionKey, { item: Number(item), ended: Promise.resolve(outcome) });
	}

	return async (conversionKey, item, send, skip) => {
		for (let first = firsts.get(conversionKey); first; first = firsts.get(conversionKey)) {
			const { status } = await first.ended;
			if (status === 'accepted') return skip(first.item);
			// Of those that waited, the first to get here takes the place; the others wait for it.
			if (firsts.get(conversionKey) === first) firsts.delete(conversionKey);
		}
		const ended = send();
		firsts.set(conversionKey, { item, ended });
		return await ended;
	};
}
