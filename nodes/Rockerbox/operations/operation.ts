import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Event } from '../outcome';
import type { Field, Fields, Mapping } from './field';

/** One kind of event that the node can send. Its fields are the one description of the payload. */
export interface Operation {
	option: INodePropertyOptions & { value: string };
	outputKey: Event['outputKey'];
	/** What a model is told when the node is its tool, unless the user writes something else. */
	toolDescription: string;
	/** What the Identify pixel must have collected for Rockerbox to know the person. */
	identifier: string;
	fields: Fields;
	/** The menu from which the user adds optional fields. */
	collection: INodeProperties;
	/**
	 * A rule between fields. It is checked alongside them, not after them, so that both kinds of errors are
	 * reported together.
	 */
	refinement?: (mapping: Mapping) => z.ZodType<object, z.ZodTypeDef, unknown>;
}

/** The editor's names of an operation's fields, by key on the wire. */
export function labelsOf({ fields }: Operation): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).map(([key, { property }]) => [key, property.displayName]),
	);
}

/** The keys of the fields whose values tell nothing about a person. */
export function publicKeysOf({ fields }: Operation): string[] {
	return Object.keys(fields).filter((key) => !fields[key].isPersonal);
}

/** The fields that the editor always shows, or those that the user adds from the collection. */
export function fieldsIn({ fields }: Operation, place: 'panel' | 'collection'): Field[] {
	return Object.values(fields).filter(
		({ inCollection }) => (inCollection ? 'collection' : 'panel') === place,
	);
}
