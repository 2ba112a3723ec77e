import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';
import type { TimestampRules } from '../values/timestamp';

/** What the user's options say about the values of one item. */
export interface Rules extends TimestampRules {
	allowMissingAction: boolean;
}

/** A field of a payload, declared once: what the editor shows, and the rule its value follows. */
export interface Field<Schema extends z.ZodTypeAny = z.ZodTypeAny> {
	property: INodeProperties;
	/** The option (a boolean) that makes a required field optional. */
	optionalBy?: string;
	/** How it differs where it may be left to the input: it is then set in the node or taken from there. */
	inAutoMode?: Pick<INodeProperties, 'placeholder' | 'description' | 'hint'>;
	/** Whether the value can tell who somebody is, so that no quote of Rockerbox's answer may repeat it. */
	isPersonal?: true;
	schema: (rules: Rules) => Schema;
}

/** Fields by their key on the wire, in the order in which they are sent. */
export type Fields = Record<string, Field>;

/** The zod shape of a payload with these fields. */
export function shapeOf<F extends Fields>(fields: F, rules: Rules) {
	return Object.fromEntries(
		Object.entries(fields).map(([key, { schema }]) => [key, schema(rules)]),
	) as { [Key in keyof F]: ReturnType<F[Key]['schema']> };
}
