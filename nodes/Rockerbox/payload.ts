import { IANAZone } from 'luxon';
import type { ZodIssue } from 'zod';
import type { ExtraParameter, MappedItem } from './mapping';
import type { Operation } from './operations/operation';
import { describe } from './values/describe';
import { typedJson, type Json } from './values/json';
import { isNotSet, messageOf } from './values/value';

/** The JSON object of one request, by key on the wire. */
export type Payload = Record<string, Json>;

/** A payload that may be sent, or every reason why there is none, in sentences for the user. */
export type BuiltPayload = { payload: Payload } | { problems: string[] };

/** What all items of a run share. */
export interface RunFacts {
	/** The workflow's time zone (IANA). */
	timezone: string;
	/** The present, in epoch seconds. */
	now: number;
}

/** Gives the function that turns what was mapped for an item into its payload. */
export function payloadBuilder(operation: Operation, run: RunFacts) {
	const schemaFor = schemasByOptions(operation, run);

	return ({ fields, extraParameters, options }: MappedItem): BuiltPayload => {
		if (options.timezone && !IANAZone.isValidZone(options.timezone)) {
			const found = describe(options.timezone);
			return {
				problems: [`Timezone was ${found}, which isn't a time zone. Choose one from the list.`],
			};
		}
		const extras = readExtras(extraParameters, fields);
		const result = schemaFor(options).safeParse({ ...fields, ...extras.fields });
		const problems = [
			...(result.success ? [] : result.error.issues.map((issue) => explain(issue, operation))),
			...extras.problems,
		];
		if (problems.length > 0 || !result.success) return { problems };
		return { payload: { ...withoutUnset(result.data), ...extras.payload } };
	};
}

/** Options may differ from item to item, yet a run has few combinations: each is compiled once. */
function schemasByOptions(operation: Operation, run: RunFacts) {
	const schemas = new Map<string, ReturnType<Operation['schema']>>();
	return ({ timezone = run.timezone, allowMissingAction = false }: MappedItem['options']) => {
		const key = `${timezone} ${allowMissingAction}`;
		const schema =
			schemas.get(key) ?? operation.schema({ timezone, allowMissingAction, now: run.now });
		schemas.set(key, schema);
		return schema;
	};
}

/**
 * Extra parameters go out under their own names. One that bears the name of a field follows that
 * field's rule, and can't override what was mapped there.
 */
function readExtras(extraParameters: ExtraParameter[], fields: MappedItem['fields']) {
	const payload = new Map<string, Json>();
	const viaField = new Map<string, unknown>();
	const problems: string[] = [];

	for (const { name: givenName, type = 'string', value } of extraParameters) {
		if (isNotSet(value)) continue;
		const name = String(givenName ?? '').trim();
		const label = `Extra parameter ${describe(name)}`;
		if (name === '') {
			problems.push('An extra parameter has a value but no name. Give it a name, or remove it.');
		} else if (payload.has(name) || viaField.has(name) || !isNotSet(ownValue(fields, name))) {
			problems.push(`${label} is already set above. Rename or remove one of the two.`);
		} else if (Object.hasOwn(fields, name)) {
			viaField.set(name, value);
		} else {
			try {
				payload.set(name, typedJson(value, type));
			} catch (error) {
				problems.push(`${label} ${messageOf(error)}`);
			}
		}
	}
	return { payload: Object.fromEntries(payload), fields: Object.fromEntries(viaField), problems };
}

function ownValue(fields: MappedItem['fields'], name: string): unknown {
	return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A zod issue as a sentence that begins with the field's label in the editor. */
function explain({ path, message }: ZodIssue, { fields, collection }: Operation): string {
	const key = String(path[0]);
	const { property } = fields[key] ?? collection.fields[key];
	return `${property.displayName} ${message}`;
}

function withoutUnset(payload: object): Payload {
	return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
}
