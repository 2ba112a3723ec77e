import type { INodeParameters } from 'n8n-workflow';
import { dryRun } from '../../operations/dryRun';
import type { Operation } from '../../operations/operation';
import { extraParameters } from '../../operations/shared';
import { inWords } from '../../values/inWords';
import { isExpression } from '../parameters/parameter';
import { assignmentsOf } from './assignments';

/**
 * What a drop can do that the panel doesn't show, in sentences for the user. n8n's editor inserts a
 * dropped field into the text that is there, and names an extra parameter by the field's whole path.
 * `parameters` are the node's, unevaluated.
 */
export function mappingRemarks({ fields }: Operation, parameters: INodeParameters): string[] {
	const action = fields.action && parameters[fields.action.property.name];
	const paths = (assignmentsOf(parameters[extraParameters.name]) ?? [])
		.map(({ name }) => name)
		.filter((name): name is string => typeof name === 'string' && /[.[]/.test(name));
	const isOne = paths.length === 1;
	const isShown = parameters[dryRun.name] === true;
	return [
		...(hasTextBesideField(action)
			? [
					`'${fields.action.property.displayName}' combines text with a field, which gives names such as "purchase paid". If that isn't the conversion's name in Rockerbox, clear it and drop the field again.`,
				]
			: []),
		...(isShown && paths.length > 0
			? [
					`${inWords(paths)} ${isOne ? 'is sent under this name' : 'are sent under these names'}. To change that, rename ${isOne ? 'it' : 'them'} under '${extraParameters.displayName}'.`,
				]
			: []),
	];
}

function hasTextBesideField(raw: unknown): boolean {
	if (!isExpression(raw) || !raw.includes('{{')) return false;
	return (
		raw
			.slice(1)
			.replace(/\{\{.*?\}\}/gs, '')
			.trim() !== ''
	);
}
