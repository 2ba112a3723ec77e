import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Fields, Rules } from './field';

/** One kind of event that the node can send; its schema is the one description of the payload. */
export interface Operation<Event extends object = object> {
	option: INodePropertyOptions;
	/** The key under which the output holds the payload. */
	outputKey: 'conversion' | 'event';
	/** What a model is told when the node is its tool, unless the user says something else. */
	toolDescription: string;
	/** What the Identify pixel must have collected for Rockerbox to know the person. */
	identifier: string;
	/** The fields that the editor always shows. */
	fields: Fields;
	/** The optional fields, which the user adds from a menu. */
	collection: { property: INodeProperties; fields: Fields };
	schema: (rules: Rules) => z.ZodType<Event, z.ZodTypeDef, unknown>;
}

/** The editor's names of an operation's fields, by key on the wire. */
export function labelsOf({ fields, collection }: Operation): Record<string, string> {
	return Object.fromEntries(
		Object.entries({ ...fields, ...collection.fields }).map(([key, { property }]) => [
			key,
			property.displayName,
		]),
	);
}
