import toPath from 'lodash/toPath';
import type { IDataObject } from 'n8n-workflow';
import { describeValue, isDate } from '../../values/describeValue';
import type { OtherField } from './mappedItem';
import type { Choice } from './otherFieldsChoice';

/** `Customer ID`, `customerId` and `customer_id` are one name. */
export function normalizeName(name: string): string {
	return name.replace(/[\s_-]+/g, '').toLowerCase();
}

/** Fields that the user excludes don't go out as fields of Rockerbox either. */
export function excluding(choice: Choice): (name: string) => boolean {
	if (choice.include !== 'except') return () => false;
	const whole = choice.names.map((name) => toPath(name)).filter((path) => path.length === 1);
	const excluded = new Set([...choice.names, ...whole.flat()].map(normalizeName));
	return (name) => excluded.has(normalizeName(name));
}

/** Of the fields that are none of Rockerbox's, `rest`, those that the user chose to send. */
export function chosenFields(
	rest: IDataObject,
	input: IDataObject,
	choice: Choice,
	isExcluded: (name: string) => boolean,
): OtherField[] {
	switch (choice.include) {
		case 'none':
			return [];
		case 'all':
			return rowsOf(rest);
		case 'selected':
			return [...new Set(choice.names)].flatMap((name) => namedField(rest, input, name));
		case 'except': {
			const nested = choice.names.map((name) => toPath(name)).filter(({ length }) => length > 1);
			return rowsOf(nested.reduce(without, rest)).filter(({ name }) => !isExcluded(name));
		}
	}
}

/** A name of the input, or a path into it; what a path leads to is sent under its last part. */
function namedField(rest: IDataObject, input: IDataObject, name: string): OtherField[] {
	if (Object.hasOwn(rest, name)) return [{ ...row(name, rest[name]), isNamed: true }];
	const path = toPath(name);
	if (path.length === 0) return [{ ...row(name, undefined), isNamed: true }]; // lodash reads "[" as no path
	const [first] = path;
	// A field of Rockerbox is sent anyway; only something inside it can be wanted besides.
	if (path.length === 1 && Object.hasOwn(input, first) && !Object.hasOwn(rest, first)) return [];
	return [{ ...row(path[path.length - 1], valueAt(input, path)), isNamed: true }];
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

/** The same without what a path leads to; the input itself stays as it is. */
function without<T>(from: T, [first, ...deeper]: string[]): T {
	if (typeof from !== 'object' || from === null || isDate(from)) return from;
	const left = Object.entries(from).flatMap(([key, value]: [string, unknown]) => {
		if (normalizeName(key) !== normalizeName(first)) return [[key, value]];
		return deeper.length > 0 ? [[key, without(value, deeper)]] : [];
	});
	const copy: unknown = Array.isArray(from)
		? Object.assign(new Array<unknown>(from.length), Object.fromEntries(left))
		: Object.fromEntries(left); // defines keys, so that one named __proto__ stays a key
	return copy as T;
}

function rowsOf(fields: IDataObject): OtherField[] {
	return Object.entries(fields).map(([name, value]) => row(name, value));
}

/** With the type that the value has, so that it is sent as it is. */
function row(name: string, value: unknown): OtherField {
	return { name, value, type: typeOf(value) };
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'object' && value !== null && !isDate(value)) return 'object';
	return typeof value === 'number' || typeof value === 'boolean' ? typeof value : 'string';
}

/** What the user must know about fields that would go out under the same name. */
export function duplicateNames(others: OtherField[]): string[] {
	const seen = new Set<string>();
	const twice = new Set<string>();
	for (const { name } of others) (seen.has(name) ? twice : seen).add(name);
	return [...twice].map(
		(name) =>
			`Fields to Include names two fields that would both be sent as ${describeValue(name)}. Leave one of them out, and add it under Extra Parameters with another name.`,
	);
}
