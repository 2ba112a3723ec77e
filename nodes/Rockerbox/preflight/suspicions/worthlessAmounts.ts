import { inDigits } from '../../values/inWords';
import type { Run, Suspicion } from '../candidate';

const MIN_ITEMS = 20; // if one in five is worthless, half of only ten can be by chance
const MIN_SHARE = 0.5; // refunds and free orders are rarer
const MAX_ACTIONS = 1_000;

/**
 * Half of an action's amounts are 0 or below, and the others aren't: some orders were canceled or aren't paid
 * yet. An action that is never worth anything, such as a lead or a refund, is intentional. But if nothing in
 * the run is above 0 and some amounts are negative, the sign is the wrong way round.
 */
export function worthlessAmounts({ noun }: Run): Suspicion {
	const actions = new Map<unknown, { items: number; worthless: number; negative: number }>();
	return {
		count({ payload: { action, revenue } }) {
			if (typeof revenue !== 'string') return;
			const known = actions.get(action) ?? { items: 0, worthless: 0, negative: 0 };
			if (actions.size < MAX_ACTIONS) actions.set(action, known);
			known.items++;
			if (revenue.startsWith('-')) known.negative++;
			if (revenue.startsWith('-') || revenue === '0.00') known.worthless++;
		},
		sentence() {
			const all = [...actions.values()];
			const total = (key: 'items' | 'worthless' | 'negative') =>
				all.reduce((sum, action) => sum + action[key], 0);
			const isNothingSold = total('negative') > 0 && total('worthless') === total('items');
			const isMixed = all.some(
				({ items, worthless }) =>
					items >= MIN_ITEMS && worthless < items && worthless >= MIN_SHARE * items,
			);
			if (!isMixed && !(isNothingSold && total('items') >= MIN_ITEMS)) return undefined;
			const negative = total('negative');
			const below = negative > 0 ? ` (${inDigits(negative)} below)` : '';
			return `${inDigits(total('worthless'))} of ${inDigits(total('items'))} amounts are 0 or below${below}. If a ${noun} that was canceled or isn't paid yet shouldn't count, leave it out with a Filter node before this one.`;
		},
	};
}
