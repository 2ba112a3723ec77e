import { DateTime } from 'luxon';
import { labelsOf, type Operation } from '../operations/operation';
import { refusedRepeatReason } from '../result/reasons';
import { describe } from '../values/describe';
import { tidyNames } from '../values/text';
import { InvalidValue, isNotSet } from '../values/value';
import type { Account } from './account';
import type { Payload } from './payload';
import type { Settings } from './settings';

const MOST_LISTED = 5; // missing fields

/**
 * The names of which a conversion key consists, as the user entered them in Rockerbox
 * (`email,date,action`).
 * @throws {InvalidValue} with a whole sentence, if it is no text
 */
export function readKeyNames(value: unknown): string[] {
	if (isNotSet(value)) return [];
	if (typeof value !== 'string') {
		throw new InvalidValue(
			`Conversion Key was ${describe(value)}, and must be names of fields like order_id or email,date,action. Correct it in the node's options.`,
		);
	}
	return tidyNames(value.split(','));
}

/** Gives the function that reads an item's conversion key, and refuses repeats if the user wants that. */
export function keyReader(operation: Operation, { keyNames, onDuplicate }: Settings) {
	const labels = labelsOf(operation);
	const firsts = new Map<string, number>();
	return (payload: Payload, account: Account, itemIndex: number): string | undefined => {
		if (keyNames.length === 0) return undefined;
		const key = conversionKeyOf(payload, keyNames, labels);
		const identity = identityOf(account, payload, key);
		const first = firsts.get(identity);
		if (first === undefined) firsts.set(identity, itemIndex);
		else if (onDuplicate === 'error') {
			throw new InvalidValue(refusedRepeatReason(keyNames, first));
		}
		return key;
	};
}

/**
 * A conversion's values of the fields that make up the key, by which Rockerbox recognizes repeats:
 * one value as it is, several joined by commas. Two conversions have the same text only if they
 * agree in every field, as text. `date` is the UTC day of the timestamp, because Rockerbox counts days in UTC.
 * `labels` are the editor's names of documented fields, by key on the wire.
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

/**
 * What tells the events of a run apart: those with the same text are the same for Rockerbox.
 * The conversion key is a setting of one conversion (its action) in one account.
 */
export function identityOf(
	{ baseUrl, advertiserId }: Account,
	{ action = null }: Payload,
	conversionKey: string,
): string {
	return JSON.stringify([baseUrl, advertiserId, action, conversionKey]);
}

function valueOf(payload: Payload, name: string): unknown {
	if (name === 'date') return DateTime.fromSeconds(Number(payload.timestamp)).toUTC().toISODate();
	return Object.hasOwn(payload, name) ? payload[name] : undefined;
}

function escapeCommas(text: string): string {
	return text.replace(/[\\,]/g, '\\$&');
}

function explainMissing(missing: string[], names: string[], labels: Record<string, string>) {
	const listed = missing
		.slice(0, MOST_LISTED)
		.map((name) => (Object.hasOwn(labels, name) ? labels[name] : describe(name)));
	const [are, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
	const more = missing.length - listed.length;
	const named = [...listed, ...(more > 0 ? [`${more} more`] : [])].join(' and ');
	return `${named} ${are} empty, but the conversion key ${describe(names.join(','))} needs ${them}. Rockerbox would not count the conversion. Map ${them}, or correct the option Conversion Key.`;
}
