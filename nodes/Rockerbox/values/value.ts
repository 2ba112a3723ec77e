import { z } from 'zod';

/**
 * A value that can't be sent as it is. The message continues the sentence that the field's label
 * begins ("Revenue" + "was …"), says what was found, and then what to do.
 *
 * No error of n8n's, because it never reaches n8n: it ends as the reason of an item, and n8n gets one
 * error for all items. Only `authenticate` hands it on, and n8n shows its message.
 */
export class InvalidValue extends Error {}

/**
 * What only a wrong mapping or a failed formula gives instead of a value. `found` is what it was, in
 * words.
 */
export class BrokenValue extends InvalidValue {
	constructor(
		message: string,
		readonly found: string,
	) {
		super(message);
	}
}

/** That a field which must be there is empty. */
class MissingValue extends InvalidValue {}

/** What an issue of zod says of itself besides its message, where nobody foresaw what a reader threw. */
export interface UnexpectedParams {
	unexpected: unknown;
}

/** The same, where that a field is empty is the reason. */
export interface MissingParams {
	isMissing: true;
	/** By key on the wire, if others than the field itself are meant. */
	fields?: string[];
}

/** Turns a value that is set into what goes on the wire, or throws `InvalidValue`. */
export type ValueReader<T> = (value: unknown) => T;

/** Whether nothing was mapped, or the mapped value is empty. `0` and `false` are values. */
export function isNotSet(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** The most values in one parameter: n8n is blocked while they are looked at. */
export const MAX_VALUES = 100_000;

/** Whether this is a list that can be gone through. One of a single value can have billions of gaps. */
export function isList(value: unknown): value is unknown[] {
	return Array.isArray(value) && value.length <= MAX_VALUES;
}

/** A field that may be left out: its key is then missing from the payload. */
export function optional<T>(read: ValueReader<T>) {
	return z.unknown().transform(reporting((value) => (isNotSet(value) ? undefined : read(value))));
}

/** A field that must be there. `remedy` tells the user what to do when it is empty. */
export function required<T>(read: ValueReader<T>, remedy: string) {
	return z.unknown().transform(
		reporting((value) => {
			if (isNotSet(value)) throw new MissingValue(`is empty. ${remedy}`);
			return read(value);
		}),
	);
}

/** Hands what a reader throws to zod, as an issue in our own words. */
function reporting<T>(read: ValueReader<T>) {
	return (value: unknown, context: z.RefinementCtx): T => {
		try {
			return read(value);
		} catch (error) {
			context.addIssue({ code: 'custom', message: messageOf(error), params: paramsOf(error) });
			return z.NEVER;
		}
	};
}

function paramsOf(error: unknown): MissingParams | UnexpectedParams | undefined {
	if (error instanceof MissingValue) return { isMissing: true };
	return error instanceof InvalidValue ? undefined : { unexpected: error };
}

/** The words for a value so odd that it can't be looked at. */
export const UNREADABLE = "holds something that can't be read. Map a plain value.";

/** The words for what a reader threw; a value so odd that a reader stumbles is just unreadable. */
export function messageOf(error: unknown): string {
	return error instanceof InvalidValue ? error.message : UNREADABLE;
}

/** The same as a whole sentence, for what was thrown while an item was read. */
export function problemOf(error: unknown): string {
	return error instanceof InvalidValue ? error.message : `The item ${UNREADABLE}`;
}
