import { InvalidValue } from '../../nodes/Rockerbox/values/value';

/** The message of a reader about a value that it refuses. */
export function refusalOf(read: () => unknown): string {
	let found: unknown;
	try {
		found = read();
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidValue);
		return (error as InvalidValue).message;
	}
	throw new Error(`Not refused, but read as ${JSON.stringify(found)}`);
}
