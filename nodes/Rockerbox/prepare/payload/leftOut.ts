import { labelsOf, type Operation } from '../../operations/operation';
import type { Remark } from '../../remark';
import { describeValue } from '../../values/describeValue';
import { counted } from '../../values/inWords';
import { isHashOfNothing, isZero, tidyValue } from '../../values/tidy';
import { isNotSet } from '../../values/value';
import type { MappedItem } from '../mapping/mappedItem';

const MAX_LISTED = 5; // kinds of values that were left out

/** A value that isn't sent, because it only stands for an empty field. */
export interface LeftOut {
	/** The name by which the user knows the field. */
	label: string;
	/** The value that it held, in words. */
	found: string;
	/** Whether shops mark guests like this. */
	isGuest?: boolean;
}

/**
 * Returns a function that tidies the values of documented fields, and reports those that stood for nothing.
 */
export function tidier(operation: Operation) {
	const labels = labelsOf(operation);
	return (given: MappedItem['fields']) => {
		const fields: MappedItem['fields'] = {};
		const leftOut: LeftOut[] = [];
		for (const [key, value] of Object.entries(given)) {
			const { tidy = tidyValue } = operation.fields[key];
			fields[key] = tidy(value);
			if (fields[key] !== undefined || isNotSet(value)) continue;
			leftOut.push({ label: labels[key], ...whatStandsFor(value) });
		}
		return { fields, leftOut };
	};
}

function whatStandsFor(value: unknown): Pick<LeftOut, 'found' | 'isGuest'> {
	const found = tidyValue(value);
	if (isHashOfNothing(found)) return { found: 'the hash of an empty field' };
	return isZero(found) ? { found: '0', isGuest: true } : { found: describeValue(value) };
}

/** Counts the values that a run left out, by field and by value. */
export function leftOutCounter() {
	const counts = new Map<string, LeftOut & { items: number }>();
	return {
		count(leftOut: LeftOut[] = []): void {
			for (const each of leftOut) {
				const key = `${each.label} ${each.found}`;
				const items = (counts.get(key)?.items ?? 0) + 1;
				counts.set(key, { ...each, items });
			}
		},
		/** What to tell the user, if anything was left out. */
		remarks(): Remark[] {
			const all = [...counts.values()].sort((a, b) => b.items - a.items);
			if (all.length === 0) return [];
			const more = all.length - MAX_LISTED;
			const listed = all.slice(0, MAX_LISTED).map(inWords);
			const told = [...listed, ...(more > 0 ? [`${more} more`] : [])].join('; ');
			return [{ topic: 'leftOut', sentence: `${told}: left out.` }];
		},
	};
}

function inWords({ label, found, isGuest, items }: LeftOut & { items: number }): string {
	return `${label} was ${found} in ${counted(items, 'item')}${isGuest ? ' (guests)' : ''}`;
}
