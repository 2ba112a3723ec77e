import type { Outcome } from '../result/outcome';

/** Sends an item, unless one with its identity was accepted in the same run. */
export type Once = (
	identity: string,
	item: number,
	send: () => Promise<Outcome>,
	skip: (firstItem: number) => Outcome,
) => Promise<Outcome>;

/**
 * Of the items with the same identity the first one counts, as in Rockerbox. Only if it isn't
 * accepted, the next one takes its place. `accepted` are the items that earlier tries of the run
 * delivered, by identity. To be called in the order of the items.
 */
export function onceEach(accepted: Map<string, number>): Once {
	const firsts = new Map<string, { item: number; ended: Promise<Outcome> }>();

	return async (identity, item, send, skip) => {
		const delivered = accepted.get(identity);
		if (delivered !== undefined) return skip(delivered);
		for (let first = firsts.get(identity); first; first = firsts.get(identity)) {
			const { status } = await first.ended;
			if (status === 'accepted' || status === 'dryRun') return skip(first.item);
			// Of those that waited, the first to get here takes the place; the others wait for it.
			if (firsts.get(identity) === first) firsts.delete(identity);
		}
		const ended = send();
		firsts.set(identity, { item, ended });
		return await ended;
	};
}
