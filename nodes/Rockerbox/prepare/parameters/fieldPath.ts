import { MAX_VALUES } from '../../values/value';

/** Where a field is in an item's JSON: names of objects, and indexes of lists as digits. */
export type FieldPath = string[];

/** Stands for a value that only n8n's engine can be trusted to read. */
export const NEEDS_ENGINE = Symbol('needs the engine');

/** Stands for a value so large that it would block the engine. */
export const TOO_LARGE = Symbol('too large');

const NAME = String.raw`\.(?<name>[$_\p{ID_Start}][$\p{ID_Continue}]*)`;
const INDEX = String.raw`\[(?<index>0|[1-9]\d{0,14})\]`;
const QUOTED = String.raw`\[(?<quote>["'])(?<quoted>(?:(?!\k<quote>)[^\\\r\n\u2028\u2029]|\\["'\\])*)\k<quote>\]`;
const STEP = String.raw`(?:${NAME}|${INDEX}|${QUOTED})`;
const NEXT_STEP = new RegExp(STEP, 'uy');

/**
 * The path of an expression that is only one field of the item, such as `={{ $json.email }}`,
 * `={{ $json["Order ID"] }}` or `={{ $json.items[0].sku }}`. These are the ways in which n8n's editor writes
 * a dropped field. Undefined for all other expressions.
 */
export function pathIn(expression: string): FieldPath | undefined {
	const code = expression.startsWith('=') ? inBraces(expression.slice(1)) : undefined;
	const [, steps] = /^\$json(.+)$/s.exec(code ?? '') ?? [];
	return steps === undefined ? undefined : stepsIn(steps);
}

/** The content of the braces if the expression is a single pair of them. */
function inBraces(expression: string): string | undefined {
	const isWrapped = expression.startsWith('{{') && expression.endsWith('}}');
	return isWrapped ? expression.slice(2, -2).trim() : undefined;
}

/** The path of steps such as `.customer["First Name"]`; undefined if they are anything else. */
export function stepsIn(steps: string): FieldPath | undefined {
	const path: FieldPath = [];
	NEXT_STEP.lastIndex = 0;
	while (NEXT_STEP.lastIndex < steps.length) {
		const step = NEXT_STEP.exec(steps)?.groups;
		if (!step) return undefined;
		path.push(step.name ?? step.index ?? step.quoted.replace(/\\(.)/g, '$1'));
	}
	return path;
}

/**
 * The value at a path; undefined if there is none. `NEEDS_ENGINE` if JavaScript could find more than JSON
 * holds, such as the length of text, a date object or a property that every object inherits. `TOO_LARGE` if
 * the value is larger than any parameter takes.
 */
export function plainValueAt(from: unknown, path: FieldPath): unknown {
	const value = valueAt(from, path);
	return value === undefined ? undefined : (oddityOf(value) ?? value);
}

/** The same, even if it isn't plain. */
export function valueAt(from: unknown, path: FieldPath): unknown {
	let value = from;
	for (const name of path) {
		if (value === undefined || value === null) return undefined;
		if (!isPlainObject(value)) return NEEDS_ENGINE;
		if (!Object.hasOwn(value, name)) return name in value ? NEEDS_ENGINE : undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return value;
}

/** Why a value can't be taken as it is, if it can't. A value that is too large may be odd as well. */
function oddityOf(value: unknown, seen = { values: 0 }): symbol | undefined {
	switch (typeof value) {
		case 'string':
		case 'number':
		case 'boolean':
			return undefined;
	}
	if (value === null) return undefined;
	if (!isPlainObject(value)) return NEEDS_ENGINE;
	const keys = Object.keys(value);
	const length = Array.isArray(value) ? value.length : keys.length; // a sparse list has fewer keys
	seen.values += length;
	if (seen.values > MAX_VALUES) return TOO_LARGE;

	let oddity: symbol | undefined = keys.length === length ? undefined : NEEDS_ENGINE;
	for (const key of keys) {
		const found = oddityOf((value as Record<string, unknown>)[key], seen);
		if (found === TOO_LARGE) return found;
		oddity ??= found;
	}
	return oddity;
}

function isPlainObject(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null || prototype === Array.prototype;
}
