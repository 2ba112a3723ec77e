import type { FieldPath } from '../parameters/fieldPath';

const INDEX = String.raw`-?\d+(?:\.\d+)?`;
const QUOTED = String.raw`(?<quote>["'])(?<quoted>(?:(?!\k<quote>)[^\\]|\\.)*)\k<quote>`;
const BRACKETED = String.raw`\[(?:(?<index>${INDEX})|${QUOTED})\]`;
const NAME = String.raw`(?<name>[^.[\]]+)`;
/** An empty name between two dots, or after one at the end. `[]` counts as a dot there. */
const EMPTY = String.raw`(?=(?:\.|\[\])(?:\.|\[\]|$))`;
const STEP = new RegExp(`${BRACKETED}|${NAME}|${EMPTY}`, 'g');

/**
 * The steps of a path as n8n's editor writes a field that is dropped on a list of names, and as users type
 * it: `customer.id`, `['Order ID']`, `items[0].sku`. All text is read as n8n's own nodes, such as Edit
 * Fields, read it with lodash's `toPath`, even if it was never meant as a path. Brackets alone have no steps.
 */
export function readDataPath(dataPath: string): FieldPath {
	const steps = Array.from(dataPath.matchAll(STEP), ({ groups = {} }) => {
		const { index, name, quoted } = groups;
		return quoted?.replace(/\\(.)/g, '$1') ?? index ?? name ?? '';
	});
	return dataPath.startsWith('.') ? ['', ...steps] : steps;
}
