/** Where a field is in an item's JSON: names of objects, and indexes of lists as digits. */
export type FieldPath = string[];

/** What stands for a value that only n8n's engine can be trusted to read. */
export const NEEDS_ENGINE = Symbol('needs the engine');

const NAME = String.raw`\.(?<name>[$_\p{ID_Start}][$\p{ID_Continue}]*)`;
const INDEX = String.raw`\[(?<index>0|[1-9]\d{0,14})\]`;
const QUOTED = String.raw`\[(?<quote>["'])(?<quoted>(?:(?!\k<quote>)[^\\\r\n\u2028\u2029]|\\["'\\])*)\k<quote>\]`;
const STEP = String.raw`(?:${NAME}|${INDEX}|${QUOTED})`;
const NEXT_STEP = new RegExp(STEP, 'uy');

/**
 * The path of an expression that is nothing but one field of the item, such as
 * `={{ $json.email }}`, `={{ $json["Order ID"] }}` or `={{ $json.items[0].sku }}`, the ways in which
 * n8n's editor writes a field that is dropped on a parameter. Undefined for all other expressions.
 */
export function pathIn(expression: string): FieldPath | undefined {
	const [, steps] = /^=\{\{\s*\$json([.[].*?)\s*\}\}$/su.exec(expression) ?? [];
	return steps === undefined ? undefined : stepsIn(steps);
}

/** The path that these steps take, `.customer["First Name"]`; undefined if they are anything else. */
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
 * What is at a path, copied; undefined if nothing is. `NEEDS_ENGINE` where JavaScript could find more
 * than JSON holds, such as the length of a text, a date object or what every object inherits.
 */
export function plainValueAt(from: unknown, path: FieldPath): unknown {
	let value = from;
	for (const name of path) {
		if (value === undefined || value === null) return undefined;
		if (!isPlainObject(value)) return NEEDS_ENGINE;
		if (!Object.hasOwn(value, name)) return name in value ? NEEDS_ENGINE : undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return plainCopy(value);
}

function plainCopy(value: unknown): unknown {
	switch (typeof value) {
		case 'string':
		case 'number':
		case 'boolean':
		case 'undefined':
			return value;
		case 'object':
			return value === null ? null : isPlainObject(value) ? copyOf(value) : NEEDS_ENGINE;
		default:
			return NEEDS_ENGINE;
	}
}

function copyOf(value: object): unknown {
	const entries = Object.entries(value).map(([name, entry]: [string, unknown]) => [
		name,
		entry === undefined ? NEEDS_ENGINE : plainCopy(entry),
	]);
	if (entries.some(([, entry]) => entry === NEEDS_ENGINE)) return NEEDS_ENGINE;
	if (!Array.isArray(value)) return Object.fromEntries(entries);
	return entries.length === value.length ? entries.map(([, entry]) => entry) : NEEDS_ENGINE;
}

function isPlainObject(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null || prototype === Array.prototype;
}
