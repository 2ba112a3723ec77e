import { DateTime } from 'luxon';
import type { OtherField } from '../../nodes/Rockerbox/prepare/mapping/otherFields';
import type { ExtraParameter, MappedItem } from '../../nodes/Rockerbox/prepare/mapping/mapping';
import type { Operation } from '../../nodes/Rockerbox/operations/operation';
import {
	payloadBuilder,
	type BuiltPayload,
	type Payload,
} from '../../nodes/Rockerbox/prepare/payload/payload';

/** The present of every test. */
export const NOW = DateTime.utc(2026, 3, 2, 9, 15).toSeconds();

export const WORKFLOW_ZONE = 'America/New_York';

export interface Mapping {
	extras?: ExtraParameter[];
	others?: OtherField[];
	options?: MappedItem['options'];
}

/** Builds one payload. Fields that `mapped` lacks are read as undefined, as n8n does. */
export function build(
	operation: Operation,
	mapped: Record<string, unknown>,
	{ extras = [], others = [], options = {} }: Mapping = {},
): BuiltPayload {
	const fields = Object.fromEntries(fieldKeys(operation).map((key) => [key, mapped[key]]));
	const builder = payloadBuilder(operation, { timezone: WORKFLOW_ZONE, now: NOW });
	return builder({ fields, extraParameters: extras, otherFields: others, options, problems: [] });
}

export function fieldKeys({ fields, collection }: Operation): string[] {
	return Object.keys({ ...fields, ...collection.fields });
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
