import { DateTime } from 'luxon';
import { labelsOf, type Operation } from '../../operations/operation';
import { duplicateReason } from '../../outcome';
import { describeValue } from '../../values/describeValue';
import { inWords } from '../../values/inWords';
import type { Payload } from '../../values/json';
import { InvalidValue, isNotSet } from '../../values/value';
import type { Account } from '../account';
import type { Settings } from '../settings';
import { DAY } from './keyNames';

/** The key by which Rockerbox recognizes a conversion. */
export interface ConversionKey {
	/** The values of the key's fields, as `conversionKeyOf` writes them. */
	conversionKey: string;
	/** Tells the events of a run apart: those with the same text are the same for Rockerbox. */
	identity: string;
}

/**
 * Returns a function that reads an item's conversion key; it returns nothing if the user named no key.
 * @throws {InvalidValue} when it reads, with a whole sentence, if a field of the key is empty, or if an
 * earlier item has the same key and the user wants duplicates to fail
 */
export function keyReader(operation: Operation, { keyNames, onDuplicate }: Settings) {
	const labels = labelsOf(operation);
	const firsts = new Map<string, number>();
	return (
		payload: Payload,
		account: Account,
		isDryRun: boolean,
		itemIndex: number,
	): ConversionKey | undefined => {
		if (keyNames.length === 0) return undefined;
		const conversionKey = conversionKeyOf(payload, keyNames, labels);
		const identity = identityOf(account, payload, conversionKey);
		// An item that is sent never counts as the duplicate of one that is only shown.
		const kind = `${isDryRun ? 'shown' : 'sent'} ${identity}`;
		const first = firsts.get(kind);
		if (first === undefined) firsts.set(kind, itemIndex);
		else if (onDuplicate === 'error') {
			throw new InvalidValue(
				`${duplicateReason(keyNames, first)} Remove one of the two, or choose another value for the option On Duplicate.`,
			);
		}
		return { conversionKey, identity };
	};
}

/**
 * A conversion's values of the key's fields, by which Rockerbox recognizes duplicates: one value as it is,
 * several joined by commas. Two conversions have the same text only if they agree in every field, as text.
 * `date` is the UTC day of the timestamp, because Rockerbox counts days in UTC. `labels` are the editor's
 * names of documented fields, by key on the wire.
 * @throws {InvalidValue} with a whole sentence, if a field is missing: Rockerbox would not count
 * the conversion (its page on deduplicating conversions)
 */
export function conversionKeyOf(
	payload: Payload,
	names: string[],
	labels: Record<string, string>,
): string {
	const values = names.map((name) => valueOf(payload, name));
	const missing = names.filter((_, index) => isNotSet(values[index]));
	if (missing.length > 0) throw new InvalidValue(explainMissing(missing, names, labels));
	const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
	return texts.length === 1 ? texts[0] : texts.map(escapeCommas).join(',');
}

/** The conversion key is a setting of one conversion (its action) in one account. */
function identityOf(
	{ baseUrl, advertiserId }: Account,
	{ action = null }: Payload,
	conversionKey: string,
): string {
	return JSON.stringify([baseUrl, advertiserId, action, conversionKey]);
}

function valueOf(payload: Payload, name: string): unknown {
	if (name === DAY) return DateTime.fromSeconds(Number(payload.timestamp)).toUTC().toISODate();
	return Object.hasOwn(payload, name) ? payload[name] : undefined;
}

function escapeCommas(text: string): string {
	return text.replace(/[\\,]/g, '\\$&');
}

function explainMissing(missing: string[], names: string[], labels: Record<string, string>) {
	const labelOf = (name: string) =>
		Object.hasOwn(labels, name) ? labels[name] : describeValue(name);
	const [are, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
	return `${inWords(missing, labelOf)} ${are} empty, but the conversion key ${describeValue(names.join(','))} needs ${them}. Rockerbox would not count the conversion. Map ${them}, or correct the option Conversion Key.`;
}
