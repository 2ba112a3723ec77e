import type { INodeParameters } from 'n8n-workflow';
import { otherFields } from '../operations/mappingMode';
import { describe } from '../values/describe';
import { InvalidValue } from '../values/value';
import { readNames, type Choice } from './chosenFields';
import type { Compile, Read } from './mapFields';
import { isUntouched } from './parameter';
import { readBoolean } from './settings';

/** Gives the function that reads for an item which other fields to send. */
export function choiceReader(
	parameters: INodeParameters,
	compile: Compile,
): (read: Read) => Choice {
	const { includeOtherFields, include, includeFields, excludeFields } = otherFields;
	const compiled = {
		isWanted: compile(includeOtherFields),
		include: compile(include),
		included: compile(includeFields),
		excluded: compile(excludeFields),
	};
	return (read) => {
		if (!readBoolean(includeOtherFields, read(compiled.isWanted))) return { include: 'none' };
		const found = read(compiled.include); // never nothing, as n8n fills in defaults; an empty one isn't "all"
		switch (found) {
			case 'all':
				return { include: 'all' };
			case 'selected':
				return {
					include: 'selected',
					names: readNames(read(compiled.included), includeFields.displayName),
				};
			case 'except': {
				const names = readNames(read(compiled.excluded), excludeFields.displayName);
				// Private fields must not leave because the expression that names them found nothing.
				if (names.length === 0 && !isUntouched(parameters[excludeFields.name])) {
					throw new InvalidValue(
						`${excludeFields.displayName} came up empty. Open its mapping and correct it, or choose All.`,
					);
				}
				return { include: 'except', names };
			}
			default:
				throw new InvalidValue(
					`${include.displayName} was ${describe(found)}, and must be all, selected or except.`,
				);
		}
	};
}
