import { describeValue } from '../../values/describeValue';
import { visible } from '../../values/text';
import { InvalidValue, isList, isNotSet } from '../../values/value';
import type { ItemOptions } from '../mapping/mappedItem';

/**
 * The action to send, and whether it is unmapped and no option says what to do; or the reason to skip the
 * item.
 */
export type TranslatedAction = { action: unknown; isUnmapped?: true } | { skipped: string };

/**
 * Looks an action up in the user's table, and returns its name in Rockerbox. Capital letters, blanks around
 * it and invisible characters make no difference, unless rows differ only in these. Without a table or an
 * action, nothing changes.
 * @throws {InvalidValue} with a whole sentence
 */
export function translateAction(
	action: unknown,
	{ actionMapping, onUnmappedAction }: Pick<ItemOptions, 'actionMapping' | 'onUnmappedAction'>,
): TranslatedAction {
	const rows = rowsOf(actionMapping);
	if (rows.length === 0 || !isPlain(action)) return { action };
	const found = plain(action);
	const to = lookUp(found, rows);
	if (to !== undefined) return { action: to };

	if (isNotSet(onUnmappedAction)) return { action, isUnmapped: true };
	const reason = `Action was ${describeValue(found)}, which is not in Action Mapping.`;
	switch (onUnmappedAction) {
		case 'send':
			return { action };
		case 'skip':
			return { skipped: reason };
		case 'error':
			throw new InvalidValue(
				`${reason} Add it there, or choose another value for the option On Unmapped Action.`,
			);
		default:
			throw new InvalidValue(
				`On Unmapped Action was ${describeValue(onUnmappedAction)}, and must be send, skip or error. Correct it in the node's options.`,
			);
	}
}

interface Row {
	from: string;
	to: unknown;
}

function lookUp(found: string, rows: Row[]): string | undefined {
	const exact = rows.filter(({ from }) => from === found);
	const lowerCase = found.toLowerCase();
	const alike = rows.filter(({ from }) => from.toLowerCase() === lowerCase);
	const [row, other] = exact.length > 0 ? exact : alike;
	if (row === undefined) return undefined;
	if (other !== undefined && other.to !== row.to) {
		throw new InvalidValue(
			`Action Mapping has ${describeValue(found)} twice. Remove one of the two rows.`,
		);
	}
	if (!isPlain(row.to)) {
		throw new InvalidValue(
			`Action Mapping has no name in Rockerbox for ${describeValue(found)}. Enter one in its row.`,
		);
	}
	return plain(row.to);
}

/** Rows without a left side, as the editor adds them, don't count. */
function rowsOf(table: unknown): Row[] {
	if (isNotSet(table)) return [];
	const { values = [] } = table as { values?: unknown };
	if (typeof table !== 'object' || !isList(values)) {
		throw new InvalidValue(
			"Action Mapping can't be read. Open it in the node's options and correct it.",
		);
	}
	return values.flatMap((row: unknown) => {
		const { from, to } = (row ?? {}) as { from?: unknown; to?: unknown };
		return isPlain(from) ? [{ from: plain(from), to }] : [];
	});
}

function isPlain(value: unknown): value is string | number {
	return (typeof value === 'string' || typeof value === 'number') && !isNotSet(value);
}

function plain(value: string | number): string {
	return visible(String(value)).trim();
}
