import type { IDataObject } from 'n8n-workflow';
import type { ZodTypeAny } from 'zod';
import type { Rules } from '../../operations/field';
import type { Operation } from '../../operations/operation';
import type { Remark } from '../../remark';
import { counted, inWords, ofItems } from '../../values/inWords';
import { describeNames } from './fieldNames';

const MAX_LISTED_FIELDS = 2;
const MAX_LISTED_NAMES = 2; // of one field
const MAX_READ_NAMES = 100; // of one field of one item, because reading a value takes longer than finding it

/** The names of an item's other fields that mean the same but hold another value, by key on the wire. */
export type OtherSpellings = Array<[key: string, names: string[]]>;

/**
 * Counts the items in which a field was taken by its exact name, although another spelling of it holds
 * another value. `total` is the number of items in the run.
 */
export function otherSpellingsCounter({ fields }: Operation, rules: Rules, total: number) {
	const readers = new Map(
		Object.entries(fields).map(([key, { schema }]) => [key, readerOf(schema(rules))]),
	);
	const counts = new Map<string, { items: number; names: Set<string> }>();

	const count = (input: IDataObject, others: OtherSpellings): void => {
		for (const [key, names] of others) {
			const read = readers.get(key)!;
			const taken = read(input[key]);
			const differing = names.slice(0, MAX_READ_NAMES).filter((name) => {
				const passedOver = read(input[name]);
				return passedOver !== undefined && passedOver !== taken; // `N/A` counts as empty
			});
			if (differing.length === 0) continue;
			const found = counts.get(key) ?? { items: 0, names: new Set() };
			counts.set(key, found);
			found.items++;
			for (const name of differing) if (found.names.size <= MAX_LISTED_NAMES) found.names.add(name);
		}
	};
	/** What to tell the user: names of fields, never values. */
	const remarks = (): Remark[] => {
		if (counts.size === 0) return [];
		const told = Array.from(counts, ([key, { items, names }]) => {
			const [taken, ...differing] = describeNames([key, ...names]);
			const others = inWords(
				[
					...differing.slice(0, MAX_LISTED_NAMES),
					...(differing.length > MAX_LISTED_NAMES ? ['others'] : []),
				],
				String,
			);
			const hold = names.size === 1 ? 'holds another value' : 'hold other values';
			return `${fields[key].property.displayName} was taken from ${taken}, but ${others} ${hold} in ${ofItems(items, total)}`;
		});
		const more = told.length - MAX_LISTED_FIELDS;
		const sentence = [
			...told.slice(0, MAX_LISTED_FIELDS),
			...(more > 0 ? [`the same is true of ${counted(more, 'more field')}`] : []),
			'to send another one, choose Map Each Field Manually.',
		].join('; ');
		return [{ topic: 'otherSpellings', sentence }];
	};
	return { count, remarks };
}

/**
 * A value as the field reads it, so that 5 and "5" are the same. If the field can't read it, it stays
 * unchanged.
 */
function readerOf(schema: ZodTypeAny) {
	return (value: unknown): unknown => {
		if (typeof value === 'object') return value; // some of them throw when zod looks at them
		const result = schema.safeParse(value);
		return result.success ? (result.data as unknown) : value;
	};
}
