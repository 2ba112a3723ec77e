import { z, type ZodIssue } from 'zod';
import type { Rules } from '../../operations/field';
import { labelsOf, type Operation } from '../../operations/operation';
import type { Payload } from '../../values/json';
import type { ZonelessDate } from '../../values/timestamp';
import { messageOf, UNREADABLE } from '../../values/value';
import type { ItemOptions, MappedItem } from '../mapping/mappedItem';
import { translateAction } from './actionMapping';
import { readExtras } from './extras';
import { readValueOptions, type ValueRules } from './valueOptions';

/**
 * A payload that may be sent, every reason why there is none, or the reason why the user wants none;
 * in sentences for the user.
 */
export type BuiltPayload =
	| { payload: Payload; isUnmapped?: true; zonelessDate?: ZonelessDate }
	| { problems: string[] }
	| { skipped: string; payload?: Payload };

/** What all items of a run share. */
export interface RunFacts {
	/** The workflow's time zone (IANA). */
	timezone: string;
	/** The present, in epoch seconds. */
	now: number;
}

/** Gives the function that turns what was mapped for an item into its payload. */
export function payloadBuilder(operation: Operation, run: RunFacts) {
	let zonelessDate: ZonelessDate | undefined; // of the item at hand
	const schemaFor = schemasByOptions(operation, run, (date) => (zonelessDate = date));
	const labels = labelsOf(operation);

	return (item: MappedItem): BuiltPayload => {
		const { fields, extraParameters, otherFields, options, problems: notRead } = item;
		const odd = Object.keys(fields).filter((key) => !canBeLookedAt(fields[key]));
		const unreadable = [...notRead, ...odd.map((key) => `${labels[key]} ${UNREADABLE}`)];
		if (unreadable.length > 0) return { problems: unreadable };
		const extras = readExtras(extraParameters, fields, otherFields);
		const values = { ...fields, ...extras.fields };
		zonelessDate = undefined;
		const { action, isUnmapped, skipped, problem } = translated(values.action, options);
		const { rules, problems: optionProblems } = readValueOptions(options, run.timezone);
		const result = schemaFor(rules).safeParse({
			...values,
			action: action ?? values.action,
		});
		const problems = [
			...(problem === undefined ? [] : [problem]),
			...optionProblems,
			...(result.success ? [] : result.error.issues.map((issue) => explain(issue, labels))),
			...extras.problems,
		];
		const payload =
			problems.length > 0 || !result.success
				? undefined
				: { ...withoutUnset(result.data), ...extras.payload };
		// An item that isn't meant for Rockerbox need not be fit for it.
		if (skipped !== undefined) return { skipped, payload };
		return payload ? { payload, isUnmapped, zonelessDate } : { problems };
	};
}

function translated(
	action: unknown,
	options: ItemOptions,
): { action?: unknown; isUnmapped?: true; skipped?: string; problem?: string } {
	try {
		return translateAction(action, options);
	} catch (error) {
		return { action, problem: messageOf(error) };
	}
}

type PayloadSchema = z.ZodType<object, z.ZodTypeDef, unknown>;

/** Options may differ from item to item, yet a run has few combinations: each is compiled once. */
function schemasByOptions(operation: Operation, run: RunFacts, onZoneless: Rules['onZoneless']) {
	const schemas = new Map<string, PayloadSchema>();
	return (rules: ValueRules) => {
		const key = Object.values(rules).join(' ');
		const schema = schemas.get(key) ?? schemaOf(operation, { ...rules, now: run.now, onZoneless });
		schemas.set(key, schema);
		return schema;
	};
}

/** The payload as the operation's fields describe it, in their order. */
function schemaOf({ fields, refinement }: Operation, rules: Rules): PayloadSchema {
	const schema = z.object(
		Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.schema(rules)])),
	);
	return refinement ? schema.and(refinement) : schema;
}

/** A zod issue as a sentence that begins with the field's label in the editor. */
function explain({ path, message }: ZodIssue, labels: Record<string, string>): string {
	return `${labels[String(path[0])]} ${message}`;
}

/** Some objects of n8n's expressions, such as $node, throw when anything looks at them, as zod does. */
function canBeLookedAt(value: unknown): boolean {
	try {
		void (value as { then?: unknown } | null | undefined)?.then;
		return true;
	} catch {
		return false;
	}
}

function withoutUnset(payload: object): Payload {
	return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
}
