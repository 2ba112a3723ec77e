/** What the user mapped for one item, unchecked and unchanged. */
export interface MappedItem {
	/** By key on the wire. */
	fields: Record<string, unknown>;
	extraParameters: ExtraParameter[];
	otherFields: OtherField[];
	options: ItemOptions;
	/** Whether the item is only to be shown. */
	dryRun?: unknown;
	/** Parameters that n8n couldn't read, in sentences for the user. */
	problems: string[];
}

/** One row of Extra Parameters, as n8n's assignment collection holds it. */
export interface ExtraParameter {
	name?: unknown;
	type?: string;
	value?: unknown;
}

/** A field of the input that is sent under a name of its own. */
export interface OtherField extends ExtraParameter {
	name: string;
	/** Whether the user named it, and so expects it to be there. */
	isNamed?: true;
}

/** The options that can differ from item to item. */
export interface ItemOptions {
	/** `{ values: [{ from, to }] }`, as n8n's editor keeps the table. */
	actionMapping?: unknown;
	/** `send`, `skip` or `error`. */
	onUnmappedAction?: unknown;
	allowMissingAction?: unknown;
	/** `point` or `comma`. */
	decimalSeparator?: unknown;
	/** `dayFirst` or `monthFirst`. */
	dateOrder?: unknown;
	revenueInCents?: unknown;
	/** The IANA name of a zone. */
	timezone?: unknown;
}

/** The fields that a mapping mode takes from one item. */
export type MappedFields = Pick<MappedItem, 'fields' | 'otherFields' | 'problems'>;

/** Reads a parameter for the current item; undefined if n8n can't, which becomes a problem of the item. */
export type ReadForItem = <T>(reader: { read: (itemIndex: number) => T }) => T | undefined;
