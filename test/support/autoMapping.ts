import type { IDataObject } from 'n8n-workflow';
import { labelsOf } from '../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import { keysByName, mapAutomatically } from '../../nodes/Rockerbox/prepare/mapping/automatic';
import type { Choice } from '../../nodes/Rockerbox/prepare/mapping/otherFieldsChoice';

export const NONE: Choice = { include: 'none' };
export const ALL: Choice = { include: 'all' };
export const selected = (...names: string[]): Choice => ({ include: 'selected', names });
export const except = (...names: string[]): Choice => ({ include: 'except', names });

export const keyForName = keysByName(labelsOf(sendConversion));

/** A conversion's fields and other fields, taken from the input by their names. */
export function map(input: IDataObject, choice: Choice = NONE, set: string[] = []) {
	return mapAutomatically(input, keyForName, set, choice);
}

/** Names and values of the other fields. */
export function othersOf(input: IDataObject, choice: Choice, set?: string[]) {
	return map(input, choice, set).otherFields.map(({ name, value }) => [name, value]);
}
