import { z, type ZodIssue } from 'zod';
import type { Mapping, Rules } from '../../operations/field';
import { labelsOf, type Operation } from '../../operations/operation';
import type { Payload } from '../../values/json';
import { tidyText } from '../../values/tidy';
import type { ZonelessDate } from '../../values/timestamp';
import { isNotSet, messageOf, UNREADABLE, type MissingParams } from '../../values/value';
import type { ItemOptions, MappedItem } from '../mapping/mappedItem';
import { translateAction } from './actionMapping';
import { readExtras } from './extras';
import { tidier, type LeftOut } from './leftOut';
import { readValueOptions, type ValueRules } from './valueOptions';
import type { PlacedDate } from './zonelessDates';

/**
 * A payload that may be sent, every reason why there is none, or the reason why the user wants none. Reasons
 * are sentences for the user.
 */
export type BuiltPayload =
	| {
			payload: Payload;
			/** The zone in which dates without one were read. */
			timezone: string;
			isUnmapped?: true;
			zonelessDate?: PlacedDate;
			leftOut?: LeftOut[];
	  }
	| {
			problems: string[];
			/** Empty fields of which at least one is required, by key on the wire. */
			missing?: string[];
	  }
	| { skipped: string; payload?: Payload };

/** What all items of a run share. */
export interface RunFacts extends Mapping {
	/** The workflow's time zone (IANA). */
	timezone: string;
	/** The present, in epoch seconds. */
	now: number;
}

/**
 * Returns a function that turns an item's mapped values into its payload. `onUnexpected` gets each error that
 * occurs, including those that nobody foresaw.
 */
export function payloadBuilder(
	operation: Operation,
	run: RunFacts,
	onUnexpected: (error: unknown) => void = () => {},
) {
	let zonelessDate: ZonelessDate | undefined; // of the current item
	const schemaFor = schemasByOptions(operation, run, (date) => (zonelessDate = date));
	const labels = labelsOf(operation);
	const tidy = tidier(operation);

	return (item: MappedItem): BuiltPayload => {
		const { extraParameters, otherFields, options, problems: notRead } = item;
		const odd = Object.keys(item.fields).filter((key) => !canBeLookedAt(item.fields[key]));
		const unreadable = [...notRead, ...odd.map((key) => `${labels[key]} ${UNREADABLE}`)];
		if (unreadable.length > 0) return { problems: unreadable };
		const { fields, leftOut } = tidy(item.fields);
		const extras = readExtras(extraParameters, fields, otherFields, onUnexpected);
		const others = tidy(extras.fields);
		const values = { ...fields, ...others.fields };
		leftOut.push(...others.leftOut, ...extras.leftOut);
		zonelessDate = undefined;
		const { action, isUnmapped, skipped, problem } = translated(
			// The table may name a value that otherwise stands for an empty field, such as a stage None.
			values.action ?? item.fields.action,
			options,
			onUnexpected,
		);
		const { rules, problems: optionProblems } = readValueOptions(
			options,
			run.timezone,
			onUnexpected,
		);
		const result = schemaFor(rules).safeParse({
			...values,
			action: tidyText(action ?? values.action),
		});
		const issues = result.success ? [] : result.error.issues;
		for (const issue of issues) {
			const params = issue.code === 'custom' ? issue.params : undefined;
			if (params && 'unexpected' in params) onUnexpected(params.unexpected);
		}
		const problems = [
			...(problem === undefined ? [] : [problem]),
			...optionProblems,
			...issues.map((issue) => explain(issue, labels, leftOut)),
			...extras.problems,
		];
		const payload =
			problems.length > 0 || !result.success
				? undefined
				: { ...withoutUnset(result.data), ...extras.payload };
		// An item that isn't meant for Rockerbox needn't be valid.
		if (skipped !== undefined) return { skipped, payload };
		if (!payload) return { problems, missing: issues.flatMap(missingIn) };
		const { timezone } = rules;
		return { payload, timezone, isUnmapped, zonelessDate: placed(zonelessDate, options), leftOut };
	};
}

function placed(date: ZonelessDate | undefined, { timezone }: ItemOptions): PlacedDate | undefined {
	return date && { ...date, isZoneChosen: !isNotSet(timezone) };
}

function translated(
	action: unknown,
	options: ItemOptions,
	onUnexpected: (error: unknown) => void,
): { action?: unknown; isUnmapped?: true; skipped?: string; problem?: string } {
	try {
		return translateAction(action, options);
	} catch (error) {
		onUnexpected(error);
		return { action, problem: messageOf(error) };
	}
}

type PayloadSchema = z.ZodType<object, z.ZodTypeDef, unknown>;

/** Options may differ from item to item, but a run has few combinations, so each is compiled once. */
function schemasByOptions(operation: Operation, run: RunFacts, onZoneless: Rules['onZoneless']) {
	const schemas = new Map<string, PayloadSchema>();
	return (rules: ValueRules) => {
		const key = Object.values(rules).join(' ');
		const schema =
			schemas.get(key) ??
			schemaOf(operation, { ...rules, ...run, timezone: rules.timezone, onZoneless });
		schemas.set(key, schema);
		return schema;
	};
}

/** The payload as the operation's fields describe it, in their order. */
function schemaOf({ fields, refinement }: Operation, rules: Rules): PayloadSchema {
	const schema = z.object(
		Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.schema(rules)])),
	);
	return refinement ? schema.and(refinement(rules)) : schema;
}

/** A zod issue as a sentence that begins with the field's label in the editor. */
function explain(issue: ZodIssue, labels: Record<string, string>, leftOut: LeftOut[]): string {
	const missing = missingIn(issue).map((key) => labels[key]);
	const found = leftOut
		.filter(({ label }) => missing.includes(label))
		.map(({ label, found }) => ` ${label} was ${found}, which stands for an empty field.`);
	return `${labels[String(issue.path[0])]} ${issue.message}${found.join('')}`;
}

/** The fields that are missing by this issue, by key on the wire. */
function missingIn(issue: ZodIssue): string[] {
	const params = issue.code === 'custom' ? (issue.params as MissingParams | undefined) : undefined;
	return params?.isMissing ? (params.fields ?? [String(issue.path[0])]) : [];
}

/** Some objects of n8n's expressions, such as $node, throw when zod or anything else looks at them. */
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
