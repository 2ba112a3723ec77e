import { isList, isNotSet } from '../../values/value';
import type { ExtraParameter } from './mappedItem';

/** The rows of an assignment collection; undefined if it isn't one, which only an expression can cause. */
export function assignmentsOf(value: unknown): ExtraParameter[] | undefined {
	if (isNotSet(value)) return [];
	const { assignments = [] } = value as { assignments?: unknown };
	const isRow = (row: unknown) => typeof row === 'object' && row !== null;
	return isList(assignments) && assignments.every(isRow) ? assignments : undefined;
}
