import { describeValue } from './describeValue';
import { text } from './text';
import { InvalidValue } from './value';

// No names, lists or links around the address, and no invisible characters in it.
const ADDRESS =
	/^(?!')[^\s@<>()[\]",:;\p{C}]+@[^\s@<>()[\]"',:;.\p{C}]+(?:\.[^\s@<>()[\]"',:;.\p{C}]+)+$/u;
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i; // MD5, SHA-1, SHA-256

/**
 * An email address, or the hash of one. Only trimmed: it must match what the Identify pixel
 * collects, letter for letter.
 * @throws {InvalidValue} if it is neither
 */
export function email(value: unknown): string {
	const found = text(value);
	if (!ADDRESS.test(found) && !HASH.test(found)) {
		throw new InvalidValue(
			`was ${describeValue(found)}, which isn't one email address (like jane@example.com) or the hash of one. Map the customer's email alone, without a name or a second address.`,
		);
	}
	return found;
}
