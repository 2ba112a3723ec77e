import { DateTime } from 'luxon';
import type { Operation } from '../../nodes/Rockerbox/operations/operation';
import type {
	ExtraParameter,
	ItemOptions,
	OtherField,
} from '../../nodes/Rockerbox/prepare/mapping/mappedItem';
import { payloadBuilder, type BuiltPayload } from '../../nodes/Rockerbox/prepare/payload/payload';
import type { Payload } from '../../nodes/Rockerbox/values/json';

/** The present of every test. */
export const NOW = DateTime.utc(2026, 3, 2, 9, 15).toSeconds();

export const WORKFLOW_ZONE = 'America/New_York';

export interface Mapping {
	extras?: ExtraParameter[];
	others?: OtherField[];
	options?: ItemOptions;
}

/** Builds one payload. Fields that `mapped` lacks are read as undefined, as n8n does. */
export function build(
	operation: Operation,
	mapped: Record<string, unknown>,
	{ extras = [], others = [], options = {} }: Mapping = {},
): BuiltPayload {
	const fields = Object.fromEntries(Object.keys(operation.fields).map((key) => [key, mapped[key]]));
	const builder = payloadBuilder(operation, { timezone: WORKFLOW_ZONE, now: NOW });
	return builder({ fields, extraParameters: extras, otherFields: others, options, problems: [] });
}

export function payloadOf(built: BuiltPayload): Payload {
	if (!('payload' in built) || !built.payload)
		throw new Error(`No payload: ${JSON.stringify(built)}`);
	return built.payload;
}

export function problemsOf(built: BuiltPayload): string[] {
	if (!('problems' in built)) throw new Error(`No problem: ${JSON.stringify(built)}`);
	return built.problems;
}
