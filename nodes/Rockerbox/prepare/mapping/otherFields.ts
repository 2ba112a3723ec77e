import type { IDataObject } from 'n8n-workflow';
import { describeValue, isDate } from '../../values/describeValue';
import { readDataPath } from './dataPath';
import { normalizeName, visibleName } from './fieldNames';
import type { OtherField } from './mappedItem';
import type { Choice } from './otherFieldsChoice';

type Entry = [name: string, value: unknown];

/** What isn't sent, by normalized name: a whole field (null), or something inside it. */
export type Exclusions = Map<string, Exclusions | null>;

/** The fields that the user excludes. They aren't sent as fields of Rockerbox either. */
export function exclusionsOf(choice: Choice): Exclusions {
	const exclusions: Exclusions = new Map();
	if (choice.include !== 'except') return exclusions;
	for (const name of choice.names) {
		exclude(exclusions, [name]);
		exclude(exclusions, readDataPath(name));
	}
	return exclusions;
}

function exclude(exclusions: Exclusions, path: string[]): void {
	let level = exclusions;
	for (const [depth, step] of path.entries()) {
		const name = normalizeName(step);
		const known = level.get(name);
		const isWhole = known === null || depth === path.length - 1;
		const inside = isWhole ? null : (known ?? new Map<string, Exclusions | null>());
		level.set(name, inside);
		if (inside === null) return;
		level = inside;
	}
}

/** Whether a whole field is excluded. */
export function isExcluded(name: string, exclusions: Exclusions): boolean {
	return exclusions.size > 0 && exclusions.get(normalizeName(name)) === null;
}

/** The fields that the user chose to send, among those that aren't Rockerbox's (`rest`). */
export function chosenFields(
	rest: ReadonlyMap<string, unknown>,
	input: IDataObject,
	choice: Choice,
	exclusions: Exclusions,
): OtherField[] {
	switch (choice.include) {
		case 'none':
			return [];
		case 'all':
			return Array.from(rest, rowIn(rest));
		case 'selected': {
			const twins = twinsIn(rest);
			return [...new Set(choice.names)].flatMap((name) => namedField(rest, twins, input, name));
		}
		case 'except':
			return without([...rest], exclusions).map(rowIn(rest));
	}
}

/** The field with this name, or at this path. The value at a path is sent under the path's last part. */
function namedField(
	rest: ReadonlyMap<string, unknown>,
	twins: ReadonlyMap<string, string>,
	input: IDataObject,
	name: string,
): OtherField[] {
	const named = (...entry: Entry): OtherField[] => [{ ...row(entry), isNamed: true }];
	const own = rest.has(name) ? name : twins.get(visibleName(name));
	if (own !== undefined) return named(name, rest.get(own));
	const path = readDataPath(name);
	if (path.length === 0) return named(name, undefined); // such as "["
	const [first] = path;
	// A field of Rockerbox is sent anyway. Only something inside it can be wanted in addition.
	if (path.length === 1 && Object.hasOwn(input, first) && !rest.has(first)) return [];
	return named(path[path.length - 1], valueAt(input, path));
}

/** The input's names with invisible characters, by their visible part. */
function twinsIn(rest: ReadonlyMap<string, unknown>): Map<string, string> {
	return new Map(
		[...rest.keys()].flatMap((name): Array<[string, string]> => {
			const plain = visibleName(name);
			return plain === name ? [] : [[plain, name]];
		}),
	);
}

/**
 * The row of a field. Invisible characters are left out of its name, unless only they tell it from another.
 */
function rowIn(rest: ReadonlyMap<string, unknown>) {
	return ([name, value]: Entry): OtherField => {
		const plain = visibleName(name);
		return row([rest.has(plain) ? name : plain, value]);
	};
}

function valueAt(from: unknown, path: string[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, key)
				? (value as IDataObject)[key]
				: undefined,
		from,
	);
}

/** The entries without the excluded parts. The objects themselves aren't changed. */
function without(entries: Entry[], exclusions: Exclusions): Entry[] {
	return entries.flatMap(([name, value]): Entry[] => {
		const inside = exclusions.get(normalizeName(name));
		if (inside === null) return [];
		return [[name, inside === undefined ? value : withoutInside(value, inside)]];
	});
}

function withoutInside(from: unknown, exclusions: Exclusions): unknown {
	if (typeof from !== 'object' || from === null || isDate(from)) return from;
	// fromEntries defines keys, so that one named __proto__ stays a key.
	const left = Object.fromEntries(without(Object.entries(from), exclusions));
	return Array.isArray(from) ? Object.assign(new Array<unknown>(from.length), left) : left;
}

/** With the value's own type, so that it is sent unchanged. */
function row([name, value]: Entry): OtherField {
	return { name, value, type: typeOf(value) };
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'object' && value !== null && !isDate(value)) return 'object';
	return typeof value === 'number' || typeof value === 'boolean' ? typeof value : 'string';
}

/** What the user must know about fields that would be sent under the same name. */
export function duplicateNames(others: OtherField[]): string[] {
	const seen = new Set<string>();
	const twice = new Set<string>();
	for (const { name } of others) (seen.has(name) ? twice : seen).add(name);
	return [...twice].map(
		(name) =>
			`Fields to Include names two fields that would both be sent as ${describeValue(name)}. Leave one of them out, and add it under Extra Parameters with another name.`,
	);
}
