import type { Operation } from '../../operations/operation';
import type { ReaderFor } from '../parameters/parameterReader';
import type { ReadForItem } from './mappedItem';

/**
 * Returns a function that reads an item's fields from the node's parameters, by key on the wire, and only
 * those of `keys`.
 */
export function ownFieldsReader(
	{ fields, collection }: Operation,
	readerFor: ReaderFor,
	keys = Object.keys(fields),
) {
	const collected = keys
		.filter((key) => fields[key].inCollection)
		.map((key) => [key, fields[key].property.name] as const);
	const collectionReader = readerFor(collection);
	const panel = keys
		.filter((key) => !fields[key].inCollection)
		.map((key) => [key, readerFor(fields[key].property)] as const);

	return (read: ReadForItem): Record<string, unknown> => {
		const parts = (collected.length > 0 ? read(collectionReader) : undefined) ?? {};
		return Object.fromEntries([
			...panel.map(([key, reader]) => [key, read(reader)] as const),
			...collected.map(([key, name]) => [key, (parts as Record<string, unknown>)[name]] as const),
		]);
	};
}
