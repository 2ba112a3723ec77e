import type { INodeParameters } from 'n8n-workflow';
import { otherFields } from '../../operations/mappingMode';
import { readBoolean } from '../../values/boolean';
import { describeValue } from '../../values/describeValue';
import { tidyNames } from '../../values/text';
import { InvalidValue, isList, isNotSet } from '../../values/value';
import { isBlankParameter } from '../parameters/parameter';
import type { ReaderFor } from '../parameters/parameterReader';

/** Which of the input's other fields are sent, as in n8n's Edit Fields. */
export type Choice =
	| { include: 'none' | 'all' }
	| { include: 'selected' | 'except'; names: string[] };

/**
 * Returns a reader that says which other fields of an item to send.
 * @throws {InvalidValue} when it reads, with a whole sentence
 */
export function choiceReader(parameters: INodeParameters, readerFor: ReaderFor) {
	const { includeOtherFields, include, includeFields, excludeFields } = otherFields;
	const isWanted = readerFor(includeOtherFields);
	const included = readerFor(include);
	const namesToInclude = readerFor(includeFields);
	const namesToExclude = readerFor(excludeFields);
	const read = (itemIndex: number): Choice => {
		if (!readBoolean(includeOtherFields.displayName, isWanted.read(itemIndex))) {
			return { include: 'none' };
		}
		// n8n fills in the default, so an empty value is an expression's, and doesn't mean "all".
		const found = included.read(itemIndex);
		switch (found) {
			case 'all':
				return { include: 'all' };
			case 'selected': {
				const names = readNames(namesToInclude.read(itemIndex), includeFields.displayName);
				return { include: 'selected', names };
			}
			case 'except': {
				const names = readNames(namesToExclude.read(itemIndex), excludeFields.displayName);
				// Private fields must not be sent because the expression that names them found nothing.
				if (names.length === 0 && !isBlankParameter(parameters[excludeFields.name])) {
					throw new InvalidValue(
						`${excludeFields.displayName} is empty. Open its mapping and correct it, or choose All.`,
					);
				}
				return { include: 'except', names };
			}
			default:
				throw new InvalidValue(
					`${include.displayName} was ${describeValue(found)}, and must be all, selected or except.`,
				);
		}
	};
	return { read };
}

/** The names in a list of fields, as the user typed or dragged them. */
export function readNames(value: unknown, label: string): string[] {
	if (isNotSet(value)) return [];
	const listed: unknown = typeof value === 'string' ? value.split(',') : value;
	if (!isList(listed) || !listed.every((name) => typeof name === 'string')) {
		throw new InvalidValue(
			`${label} was ${describeValue(value)}, and must be names of input fields, separated by commas.`,
		);
	}
	return tidyNames(listed);
}
