import type { IDataObject, INode } from 'n8n-workflow';
import type { Operation } from '../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import type { Candidate, Run, Suspicion } from '../../nodes/Rockerbox/preflight/candidate';
import { beginPreflight } from '../../nodes/Rockerbox/preflight/preflight';
import { payloadBuilder } from '../../nodes/Rockerbox/prepare/payload/payload';

/** A source's batch: the values of the documented fields, by key on the wire. */
export interface Batch {
	items: Array<Record<string, unknown>>;
	operation?: Operation;
	options?: IDataObject;
	timezone?: string;
	/** The expression of Revenue. */
	revenue?: string;
}

/** When the runs of these tests begin, in epoch seconds: November 28, 2026, at noon in UTC. */
export const NOW = Date.UTC(2026, 10, 28, 12) / 1000;

const NEW_YORK = 'America/New_York';

/** The time this many seconds ago, as most shops write it. */
export function ago(seconds: number): string {
	return new Date((NOW - seconds) * 1000).toISOString();
}

export const HOUR = 3_600;
export const DAY = 24 * HOUR;

/** Unsuspicious orders of one day. `more` changes the values that a test is about. */
export function orders(
	count: number,
	more: (index: number) => Record<string, unknown> = () => ({}),
): Batch['items'] {
	return Array.from({ length: count }, (_, index) => ({
		email: `person-${index}@example.com`,
		customer_id: `C-${1000 + index}`,
		action: 'purchase',
		timestamp: ago(DAY + index * 617.3),
		order_id: `O-${5000 + index}`,
		revenue: (12.5 + ((index * 37.17) % 180)).toFixed(2),
		...more(index),
	}));
}

/** Unsuspicious ad clicks. */
export function clicks(
	count: number,
	more: (index: number) => Record<string, unknown> = () => ({}),
): Batch['items'] {
	return Array.from({ length: count }, (_, index) => ({
		user_id: `U-${100 + index}`,
		timestamp: ago(DAY + index * 91.7),
		ad_campaignid: `10359872${index % 3}`,
		...more(index),
	}));
}

/** The sentence of one kind of suspicion about a batch. */
export function sentenceOf(
	begin: (run: Run) => Suspicion,
	batch: Batch['items'] | Batch,
): string | undefined {
	const { operation = sendConversion, revenue } = batchOf(batch);
	const kind = begin({
		noun: operation.outputKey,
		startedAt: NOW,
		revenueExpression: revenue,
	});
	for (const candidate of candidatesOf(batch)) kind.count(candidate);
	return kind.sentence();
}

/** The sentences of all kinds about a batch, through the function that a run uses. */
export function suspicionsIn(batch: Batch['items'] | Batch): string[] {
	const { operation = sendConversion, revenue, options = {}, timezone = NEW_YORK } = batchOf(batch);
	const node = {
		type: 'n8n-nodes-rockerbox.rockerbox',
		parameters: { additionalFields: { revenue } },
	} as unknown as INode;
	const preflight = beginPreflight(operation, node, { timezone, now: NOW });
	for (const { found, ...candidate } of candidatesOf(batch)) {
		preflight.check({ ...candidate, fields: found, options }, false);
	}
	return preflight.result().suspicions;
}

/** The events of a batch, built as in a run. Each item must be valid. */
export function candidatesOf(batch: Batch['items'] | Batch): Candidate[] {
	const { items, operation = sendConversion, options = {}, timezone = NEW_YORK } = batchOf(batch);
	const build = payloadBuilder(operation, { timezone, now: NOW });
	return items.map((fields, itemIndex) => {
		const built = build({ fields, extraParameters: [], otherFields: [], options, problems: [] });
		if (!('timezone' in built)) throw new Error(JSON.stringify(built));
		return {
			payload: built.payload,
			found: fields,
			timezone: built.timezone,
			revenueInCents: options.revenueInCents === true,
			itemIndex,
		};
	});
}

function batchOf(batch: Batch['items'] | Batch): Batch {
	return Array.isArray(batch) ? { items: batch } : batch;
}
