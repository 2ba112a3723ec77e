import { isDate } from './describeValue';
import { unwrapped, visible } from './text';
import { isNotSet } from './value';

/**
 * Returns a documented field's value without its wrapping, or undefined if it stands for nothing. The field's
 * reader decides whether it is valid.
 */
export type Tidy = (value: unknown) => unknown;

/** Text that databases, CSV tools, reports and spreadsheets (in any language) write for an empty value. */
const NOTHING =
	/^(?:null|none|nil|na|n\/a|n\.a\.|\\n|#n\/?[adv]|[(<[](?:null|none|nil|na|n\/a|not set|blank|empty)[)>\]]|[\p{Pd}−]{1,3})$/iu;

/** The MD5, SHA-1 and SHA-256 of empty text, of `null` and of `undefined`. */
const HASHES_OF_NOTHING = new Set([
	'd41d8cd98f00b204e9800998ecf8427e',
	'37a6259cc0c1dae299a7866489dff0bd',
	'5e543256c480ac577d30f76f9120eb74',
	'da39a3ee5e6b4b0d3255bfef95601890afd80709',
	'2be88ca4242c76e8253ac62474851065032d6833',
	'd5d4cd07616a542891b7ec2d0257b3a24b69856e',
	'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	'74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b',
	'eb045d78d273107348b0300c01d29b7552d622abbc6faf81b3ec55359aa9950c',
]);

/** For any field: a list with one plain value becomes that value, and invisible characters are removed. */
export function tidyValue(value: unknown): unknown {
	const found = singleValue(value);
	if (typeof found !== 'string') return isNotSet(found) ? undefined : found;
	const plain = visible(found).trim();
	return plain === '' || NOTHING.test(plain) ? undefined : plain;
}

/** For a field that holds text: some systems write `false` for none, or `False` in a CSV file. */
export function tidyText(value: unknown): unknown {
	const found = tidyValue(value);
	const isFalse = found === false || (typeof found === 'string' && /^false$/i.test(found));
	return isFalse ? undefined : found;
}

/** For an ID or a phone number: without a spreadsheet's wrapping. Punctuation alone counts as empty. */
export function tidyId(value: unknown): unknown {
	const found = tidyText(value);
	if (typeof found !== 'string') return found;
	const plain = tidyText(unwrapped(found));
	return typeof plain === 'string' && /[\p{L}\p{N}]/u.test(plain) ? plain : undefined;
}

/** For a person's ID: shops write 0 for their guests, who would all become one person. */
export function tidyPersonId(value: unknown): unknown {
	const found = tidyId(value);
	return isZero(found) ? undefined : found;
}

/** For an email, or the hash of one: the hash of nothing is nobody's. */
export function tidyEmail(value: unknown): unknown {
	const found = tidyText(value);
	return isHashOfNothing(found) ? undefined : found;
}

/** Whether the value is 0, as number or text. */
export function isZero(value: unknown): boolean {
	return value === 0 || (typeof value === 'string' && /^0+(?:\.0+)?$/.test(value));
}

/** Whether the value is the hash of an empty field. */
export function isHashOfNothing(value: unknown): boolean {
	return typeof value === 'string' && HASHES_OF_NOTHING.has(value.toLowerCase());
}

/** The only plain value of a list, as look-up fields return it; anything else unchanged. */
function singleValue(value: unknown): unknown {
	if (!Array.isArray(value) || value.length !== 1) return value;
	const [only] = value as unknown[];
	return typeof only !== 'object' || only === null || isDate(only) ? only : value;
}
