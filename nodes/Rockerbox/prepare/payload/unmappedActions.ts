import { canBeShown, nameTally } from '../../preflight/nameTally';
import type { Remark } from '../../remark';
import { describeValue } from '../../values/describeValue';
import { inDigits, inWords } from '../../values/inWords';
import type { Json } from '../../values/json';

const MAX_NAMES = 3;

/** Counts the actions that are not in Action Mapping, if the user didn't say what to do with them. */
export function unmappedActionCounter() {
	const actions = nameTally();
	let items = 0;
	return {
		count(action: Json | undefined): void {
			items++;
			if (typeof action === 'string') actions.add(action);
		},
		remarks(): Remark[] {
			if (items === 0) return [];
			const shown = actions
				.byFrequency()
				.filter(([name]) => canBeShown(name))
				.slice(0, MAX_NAMES);
			const rest = shown.reduce((left, [, count]) => left - count, items);
			const named = shown.map(([name, count]) => `${describeValue(name)} (${inDigits(count)})`);
			const isOne = items === 1 || (shown.length === 1 && rest === 0);
			if (shown.length === 0) named.push(isOne ? 'An action' : 'Some actions');
			else if (rest > 0) named.push(`others (${inDigits(rest)})`);
			const [are, them] = isOne ? ['is', 'it'] : ['are', 'them'];
			const sentence = `${inWords(named, String)} ${are} not in 'Action Mapping', and ${are} sent unchanged; to skip or fail ${them}, add the option 'On Unmapped Action'.`;
			return [{ topic: 'unmappedActions', sentence }];
		},
	};
}
