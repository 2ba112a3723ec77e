import type { INodeParameters } from 'n8n-workflow';
import { dryRun } from '../../operations/dryRun';
import type { Operation } from '../../operations/operation';
import { extraParameters } from '../../operations/shared';
import type { Remark } from '../../remark';
import { inWords } from '../../values/inWords';
import { isExpression } from '../parameters/parameter';
import { assignmentsOf } from './extraRows';

/**
 * Effects of drag and drop that the panel doesn't show. n8n's editor inserts a dropped field into the text
 * that is there, and names an extra parameter by the field's whole path. `parameters` are the node's,
 * unevaluated.
 */
export function mappingRemarks(operation: Operation, parameters: INodeParameters): Remark[] {
	return [...actionRemarks(operation, parameters), ...pathNameRemarks(parameters)];
}

function actionRemarks({ fields }: Operation, parameters: INodeParameters): Remark[] {
	const { property } = fields.action ?? {};
	if (!property || !hasTextBesideField(parameters[property.name])) return [];
	const sentence = `'${property.displayName}' combines text with a field, which gives names such as "purchase paid"; if that isn't the conversion's name in Rockerbox, clear it and drop the field again.`;
	return [{ topic: 'textBesideField', sentence }];
}

function pathNameRemarks(parameters: INodeParameters): Remark[] {
	if (parameters[dryRun.name] !== true) return [];
	const paths = (assignmentsOf(parameters[extraParameters.name]) ?? [])
		.map(({ name }) => name)
		.filter((name): name is string => typeof name === 'string' && /[.[]/.test(name));
	if (paths.length === 0) return [];
	const isOne = paths.length === 1;
	const what = isOne ? 'is sent under this name' : 'are sent under these names';
	const sentence = `${inWords(paths)} ${what}; to change that, rename ${isOne ? 'it' : 'them'} under '${extraParameters.displayName}'.`;
	return [{ topic: 'pathNames', sentence }];
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
