import { z } from 'zod';

/**
 * A value that can't be sent as it is. The message continues the sentence that the field's label
 * begins ("Revenue" + "was …"), says what was found, and then what to do.
 *
 * It isn't one of n8n's errors, because it never reaches n8n: it becomes the reason of an item, and n8n gets
 * one error for all items. Only `authenticate` passes it on, and n8n shows its message.
 */
export class InvalidValue extends Error {}

/** A value that only a wrong mapping or a failed formula leaves. `found` describes it in words. */
export class BrokenValue extends InvalidValue {
	constructor(
		message: string,
		readonly found: string,
	) {
		super(message);
	}
}

/** The error for a required field that is empty. */
class MissingValue extends InvalidValue {}

/** The extra data of a zod issue if a reader threw an unforeseen error. */
export interface UnexpectedParams {
	unexpected: unknown;
}

/** The same if the reason is an empty field. */
export interface MissingParams {
	isMissing: true;
	/** By key on the wire, if the issue is about other fields than its own. */
	fields?: string[];
}

/** Turns a value that is set into the one that is sent, or throws `InvalidValue`. */
export type ValueReader<T> = (value: unknown) => T;

/** Whether nothing was mapped, or the mapped value is empty. `0` and `false` are values. */
export function isNotSet(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** The most values in one parameter: n8n is blocked while they are looked at. */
export const MAX_VALUES = 100_000;

/**
 * Whether this is a list that can be iterated. A sparse list with a single value can have billions of gaps.
 */
export function isList(value: unknown): value is unknown[] {
	return Array.isArray(value) && value.length <= MAX_VALUES;
}

/** A field that may be empty. Its key is then missing from the payload. */
export function optional<T>(read: ValueReader<T>) {
	return z.unknown().transform(reporting((value) => (isNotSet(value) ? undefined : read(value))));
}

/** A required field. `remedy` tells the user what to do if it is empty. */
export function required<T>(read: ValueReader<T>, remedy: string) {
	return z.unknown().transform(
		reporting((value) => {
			if (isNotSet(value)) throw new MissingValue(`is empty. ${remedy}`);
			return read(value);
		}),
	);
}

/** Passes a reader's error to zod, as an issue in our own words. */
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

/** The words for a value so odd that it can't be read. */
export const UNREADABLE = "holds something that can't be read. Map a plain value.";

/** The words for an error of a reader. If a value is so odd that a reader fails, it is just unreadable. */
export function messageOf(error: unknown): string {
	return error instanceof InvalidValue ? error.message : UNREADABLE;
}

/** The same as a whole sentence, for an error while an item was read. */
export function problemOf(error: unknown): string {
	return error instanceof InvalidValue ? error.message : `The item ${UNREADABLE}`;
}
