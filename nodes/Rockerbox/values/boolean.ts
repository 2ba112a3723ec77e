import { describeValue } from './describeValue';
import { InvalidValue, isNotSet } from './value';

/**
 * Whether a switch is on, as the editor or an expression gives it. A value that can't be read is refused,
 * because taking it for "off" could send data that the user wanted to hold back. `label` is the parameter's
 * name in the editor.
 * @throws {InvalidValue} with a whole sentence that names the parameter
 */
export function readBoolean(label: string, value: unknown): boolean {
	if (isNotSet(value)) return false;
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw notABoolean(label, value);
}

/** Refuses a value that is neither on nor off. */
export function notABoolean(label: string, value: unknown): InvalidValue {
	return new InvalidValue(
		`${label} was ${describeValue(value)}, and must be true or false. Correct it in the node.`,
	);
}
