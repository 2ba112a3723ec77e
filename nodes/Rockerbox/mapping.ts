import type { IExecuteFunctions } from 'n8n-workflow';
import type { Fields } from './operations/field';
import type { Operation } from './operations/operation';

/** What the user mapped for one item, unchecked and unchanged. */
export interface MappedItem {
	/** By key on the wire. */
	fields: Record<string, unknown>;
	extraParameters: ExtraParameter[];
	options: { allowMissingAction?: unknown; timezone?: unknown };
}

/** One row of Extra Parameters, as n8n's assignment collection holds it. */
export interface ExtraParameter {
	name?: unknown;
	type?: string;
	value?: unknown;
}

/**
 * Reads the node's parameters for one item; n8n evaluates the expressions.
 * @throws n8n's expression errors, such as a reference to a node that didn't run
 */
export function mapItem(
	context: IExecuteFunctions,
	{ fields, collection }: Operation,
	itemIndex: number,
): MappedItem {
	const read = (name: string) => context.getNodeParameter(name, itemIndex, undefined);
	const collected = (read(collection.property.name) ?? {}) as Record<string, unknown>;
	const extras = read('extraParameters') as { assignments?: ExtraParameter[] } | undefined;
	return {
		fields: {
			...byKey(fields, read),
			...byKey(collection.fields, (name) => collected[name]),
		},
		extraParameters: extras?.assignments ?? [],
		options: (read('options') ?? {}) as MappedItem['options'],
	};
}

function byKey(fields: Fields, read: (name: string) => unknown) {
	return Object.fromEntries(
		Object.entries(fields).map(([key, { property }]) => [key, read(property.name)]),
	);
}
