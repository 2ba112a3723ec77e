import type { INodeParameters } from 'n8n-workflow';
import { otherFields } from '../../operations/mappingMode';
import { labelsOf, type Operation } from '../../operations/operation';
import { extraParameters } from '../../operations/shared';
import { describeValue } from '../../values/describeValue';
import { inWords } from '../../values/inWords';
import { InvalidValue } from '../../values/value';
import { assignmentsOf } from '../mapping/extraRows';
import { keysByName } from '../mapping/automatic';
import { isExpression } from '../parameters/parameter';

/** The name that stands for the UTC day of the timestamp. */
export const DAY = 'date';

/**
 * The conversion key's names as they are on the wire. Documented fields may have the panel's names
 * (`Order ID`), in any spelling that Map Automatically knows. `parameters` are the node's, unevaluated.
 * @throws {InvalidValue} with a whole sentence, if no field that is sent can have such a name, because every
 * item would fail for the same reason
 */
export function keysOnTheWire(
	names: string[],
	operation: Operation,
	parameters: INodeParameters,
): string[] {
	const keyForName = keysByName(labelsOf(operation));
	const extras = assignmentsOf(parameters[extraParameters.name]) ?? [];
	const isExtra = (name: string) => extras.some((row) => row.name === name);
	const isAnyNameSent =
		extras.some((row) => isExpression(row.name)) ||
		isExpression(parameters[extraParameters.name]) ||
		(parameters[otherFields.includeOtherFields.name] ?? false) !== false;

	const keys = names.map((name) => (isExtra(name) ? name : (keyForName(name) ?? name)));
	const isKnown = (key: string) =>
		key === DAY || Object.hasOwn(operation.fields, key) || isExtra(key) || isAnyNameSent;
	const unknown = keys.filter((key) => !isKnown(key));
	if (unknown.length > 0) throw new InvalidValue(refusal(unknown));
	return [...new Set(keys)];
}

function refusal(unknown: string[]): string {
	const [which, that] = unknown.length === 1 ? ['a field', 'is'] : ['fields', 'are'];
	return `Conversion Key names ${inWords(unknown, describeValue)}, ${which} that ${that} not sent. Write the names as Rockerbox has them, with commas between them, such as order_id or email,date,action; or add the missing ones under Extra Parameters.`;
}
