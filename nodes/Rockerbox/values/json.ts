import type { DateTime } from 'luxon';
import { validateFieldType, type FieldType } from 'n8n-workflow';
import { describeValue, isDate } from './describeValue';
import { inDigits } from './inWords';
import { hasLostDigits, lostDigits, refuseLeftover } from './text';
import { BrokenValue, InvalidValue, isNotSet, MAX_VALUES } from './value';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The JSON object of one request, by key on the wire. */
export type Payload = Record<string, Json>;

const MAX_DEPTH = 100;
const MAX_JAVASCRIPT_CHARS = 100_000; // n8n's time for an object like {a: 1} grows faster than the text
const PLAIN: PropertyDescriptor = { configurable: true, enumerable: true, writable: true };

/**
 * An extra parameter as typed JSON: converted to the type the user chose (as Edit Fields does),
 * dates as ISO 8601, lists and objects kept as such.
 * @throws {InvalidValue} if it doesn't fit the type, or holds something that JSON can't
 */
export function typedJson(value: unknown, type: string): Json {
	const json = toJson(value);
	const readable = type === 'object' ? parseIfLong(json) : json;
	const converted = validateFieldType('', readable, type as FieldType, { parseStrings: true });
	const fits = converted.valid && !isNotSet(converted.newValue);
	if (!fits || (type === 'number' && typeof json === 'object')) {
		throw new InvalidValue(
			`was ${describeValue(value)}, which isn't of the chosen type (${type}). Choose another type for it, or map another field.`,
		);
	}
	if (type === 'number' && Math.abs(converted.newValue as number) > Number.MAX_SAFE_INTEGER) {
		throw new InvalidValue(
			`was ${describeValue(value)}, which has more digits than a number can hold. Choose the type String for it.`,
		);
	}
	// A converted value can be one that JSON can't hold.
	return converted.newValue === json ? json : toJson(converted.newValue);
}

/** The JSON in text that n8n would take long to read; undefined if there is none. */
function parseIfLong(json: Json): unknown {
	if (typeof json !== 'string' || json.length <= MAX_JAVASCRIPT_CHARS) return json;
	try {
		return JSON.parse(json);
	} catch {
		return undefined; // it throws for anything that isn't JSON
	}
}

/** The state of a copy. */
interface Progress {
	/** The objects around the current value. */
	above: object[];
	values: number;
}

function toJson(value: unknown, progress: Progress = { above: [], values: 0 }): Json {
	switch (typeof value) {
		case 'string':
			return refuseLeftover(value);
		case 'boolean':
			return value;
		case 'number':
			if (!Number.isFinite(value)) {
				throw new BrokenValue(
					`contains ${value}, which isn't a number. Check its mapping.`,
					String(value),
				);
			}
			if (hasLostDigits(value)) throw lostDigits('contains', value);
			return value;
		case 'object':
			if (value === null) return null;
			return isDate(value) ? isoDate(value) : nested(value, progress);
		case 'undefined':
			return null;
		default:
			throw new InvalidValue(
				`contains ${describeValue(value)}, which can't be sent. Map a plain value.`,
			);
	}
}

function isoDate(date: Date | DateTime): string {
	if (Number.isNaN(date.valueOf())) {
		throw new BrokenValue('contains an invalid date. Check its mapping.', 'an invalid date');
	}
	return 'toISO' in date ? date.toISO()! : date.toISOString();
}

function nested(value: object, progress: Progress): Json {
	const { above } = progress;
	if (above.includes(value) || above.length === MAX_DEPTH) {
		throw new InvalidValue(
			`contains itself, or is nested more than ${MAX_DEPTH} levels deep. Map a part of it.`,
		);
	}
	above.push(value);
	const copy = Array.isArray(value) ? list(value, progress) : object(value, progress);
	above.pop();
	return copy;
}

function list(value: unknown[], progress: Progress): Json[] {
	count(value.length, progress);
	return Array.from(value, (entry) => toJson(entry, progress)); // fills holes
}

function object(value: object, progress: Progress): Json {
	if (Object.prototype.toString.call(value) !== '[object Object]') {
		throw new InvalidValue("contains something that can't be sent as JSON. Map a plain value.");
	}
	const keys = Object.keys(value);
	count(keys.length, progress);
	const copy: { [key: string]: Json } = {};
	for (const key of keys) {
		const entry = (value as Record<string, unknown>)[key];
		if (entry === undefined) continue;
		const json = toJson(entry, progress);
		// An assignment wouldn't make a key named __proto__ a key.
		if (key === '__proto__') Object.defineProperty(copy, key, { value: json, ...PLAIN });
		else copy[key] = json;
	}
	return copy;
}

/** Counts values before they are copied, because a sparse list can have billions and would block n8n. */
function count(values: number, progress: Progress): void {
	progress.values += values;
	if (progress.values > MAX_VALUES) {
		throw new InvalidValue(`contains more than ${inDigits(MAX_VALUES)} values. Map a part of it.`);
	}
}
