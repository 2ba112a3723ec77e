import { describeValue } from '../../values/describeValue';
import { typedJson, type Json } from '../../values/json';
import { text } from '../../values/text';
import { BrokenValue, InvalidValue, isNotSet, messageOf } from '../../values/value';
import type { ExtraParameter, MappedItem, OtherField } from '../mapping/mappedItem';
import type { LeftOut } from './leftOut';

/** The result of the rows of Extra Parameters, and of other fields of the input. */
export interface Extras {
	/** Parameters that are sent under their own names. */
	payload: Record<string, Json>;
	/** Values for documented fields that the mapping above left empty, by key on the wire. */
	fields: Record<string, unknown>;
	/** Other fields of the input that held only the trace of an error. */
	leftOut: LeftOut[];
	/** Sentences for the user. */
	problems: string[];
}

/**
 * Reads the extra parameters. One with the key of a documented field follows that field's rule, and can't
 * override a value that was mapped there. A name with dots stays one key. Other fields of the input follow
 * the same rules. But the node's own values silently replace them, as in n8n's Edit Fields, and they are left
 * out if an error left them without a value.
 */
export function readExtras(
	rows: ExtraParameter[],
	fields: MappedItem['fields'],
	otherFields: OtherField[] = [],
	onUnexpected: (error: unknown) => void = () => {},
): Extras {
	const payload = new Map<string, Json>();
	const forFields = new Map<string, unknown>();
	const leftOut: LeftOut[] = [];
	const problems: string[] = [];
	const isTaken = (name: string) =>
		payload.has(name) ||
		forFields.has(name) ||
		(Object.hasOwn(fields, name) && !isNotSet(fields[name]));

	const keep = (name: string, { value, type = 'string' }: ExtraParameter) => {
		if (Object.hasOwn(fields, name)) forFields.set(name, value);
		else payload.set(name, typedJson(value, type));
	};
	for (const row of rows) {
		if (isNotSet(row.value)) continue;
		let label = isNotSet(row.name) ? 'An extra parameter' : 'An extra parameter name';
		try {
			if (isNotSet(row.name)) {
				throw new InvalidValue('has a value but no name. Give it a name, or remove it.');
			}
			const name = text(row.name);
			label = `Extra parameter ${describeValue(name)}`;
			if (isTaken(name)) {
				throw new InvalidValue('is already set above. Rename or remove one of the two.');
			}
			keep(name, row);
		} catch (error) {
			onUnexpected(error);
			problems.push(`${label} ${messageOf(error)}`);
		}
	}
	for (const field of otherFields) {
		if (isNotSet(field.value) || isTaken(field.name)) continue;
		try {
			keep(field.name, field);
		} catch (error) {
			onUnexpected(error);
			const label = `Input field ${describeValue(field.name)}`;
			if (error instanceof BrokenValue) leftOut.push({ label, found: error.found });
			else problems.push(`${label} ${messageOf(error)}`);
		}
	}
	return {
		payload: Object.fromEntries(payload),
		fields: Object.fromEntries(forFields),
		leftOut,
		problems,
	};
}
