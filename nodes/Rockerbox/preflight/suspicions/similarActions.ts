import { describeValue } from '../../values/describeValue';
import { inDigits } from '../../values/inWords';
import type { Suspicion } from '../candidate';
import { canBeShown, nameTally } from '../nameTally';

/**
 * Two actions differ only in capitals, blanks, `_` or `-`. One item is enough, because Rockerbox may take
 * each spelling for a separate conversion.
 */
export function similarActions(): Suspicion {
	const actions = nameTally();
	return {
		count({ payload: { action } }) {
			if (typeof action === 'string') actions.add(action);
		},
		sentence() {
			const spellings = new Map<string, Array<[action: string, items: number]>>();
			for (const [action, items] of actions.byFrequency()) {
				const plain = action.toLowerCase().replace(/[\s_-]+/g, '');
				spellings.set(plain, [...(spellings.get(plain) ?? []), [action, items]]);
			}
			const similar = [...spellings.values()].find(
				(group) => group.length > 1 && group.every(([action]) => canBeShown(action)),
			);
			if (!similar) return undefined;
			const [first, second] = similar.map(
				([action, items]) => `${describeValue(action)} (${inDigits(items)})`,
			);
			return `The actions ${first} and ${second} differ only in how they are written. Rockerbox may count them as two conversions: make them one with the option Action Mapping.`;
		},
	};
}
