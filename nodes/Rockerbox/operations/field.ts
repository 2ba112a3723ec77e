import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';
import type { RevenueRules } from '../values/revenue';
import type { Tidy } from '../values/tidy';
import type { TimestampRules } from '../values/timestamp';

/** How an item's fields get their values, for the message about a missing one. */
export interface Mapping {
	/** Whether the input's fields are taken by their names. */
	isAutomatic?: boolean;
	/** Whether the user mapped a field that tells who somebody is. */
	isPersonMapped?: boolean;
}

/** What the user's options say about the values of one item. */
export interface Rules extends TimestampRules, RevenueRules, Mapping {
	allowMissingAction: boolean;
}

/** A field of a payload, declared once: what the editor shows, and the rule its value follows. */
export interface Field {
	property: INodeProperties;
	/** Whether the user adds it from the operation's collection; the others are always shown. */
	inCollection?: true;
	/** The option (a boolean) that makes a required field optional. */
	optionalBy?: string;
	/**
	 * How a field that is always shown differs in Map Automatically: it is set in the node, or taken from
	 * the input. Without this, that mode takes it from the input only.
	 */
	inAutoMode?: Pick<INodeProperties, 'placeholder' | 'description' | 'hint'>;
	/** Whether the value can tell who somebody is, so that no quote of Rockerbox's answer may repeat it. */
	isPersonal?: true;
	/** Removes what isn't part of a value, for kinds of fields that need more than the usual tidying. */
	tidy?: Tidy;
	schema: (rules: Rules) => z.ZodTypeAny;
}

/** Fields by their key on the wire, in the order in which they are sent. */
export type Fields = Record<string, Field>;
