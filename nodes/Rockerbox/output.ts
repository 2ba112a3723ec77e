import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
	howOftenTried,
	whichItem,
	type Accepted,
	type DryRun,
	type Failed,
	type NotSent,
	type Outcome,
	type Skipped,
} from './outcome';
import { asText } from './values/markup';

/**
 * One output item for each input item, in the same order. n8n sends an item to the error output, with its
 * input's fields, only if it has nothing but an error. Without an error output (`hasErrorOutput`), a failed
 * item has as many details as the others.
 */
export function toOutputItems(outcomes: Outcome[], hasErrorOutput: boolean): INodeExecutionData[] {
	return outcomes.map((outcome, itemIndex) => ({
		json: toJson(outcome, itemIndex, hasErrorOutput),
		pairedItem: { item: itemIndex },
	}));
}

function toJson(outcome: Outcome, itemIndex: number, hasErrorOutput: boolean): IDataObject {
	switch (outcome.status) {
		case 'accepted':
			return accepted(outcome);
		case 'dryRun':
			return dryRun(outcome);
		case 'skipped':
			return skipped(outcome);
		default: {
			const { error, ...others } = failed(outcome, itemIndex);
			return hasErrorOutput ? { error } : { status: 'failed', error, ...others };
		}
	}
}

function accepted({ outputKey, payload, status, ...rest }: Accepted): IDataObject {
	const { response, conversionKey, statusCode, attempts, warning } = rest;
	return withoutUndefined({
		status,
		...eventUnder(outputKey, payload),
		response,
		conversionKey,
		statusCode,
		attempts,
		warning,
	});
}

function dryRun({ status, readable, request, ...rest }: DryRun): IDataObject {
	return withoutUndefined({ status, readable, request, ...rest });
}

function skipped({ outputKey, payload, status, reason, conversionKey }: Skipped): IDataObject {
	return withoutUndefined({
		status,
		reason: asText(reason),
		...eventUnder(outputKey, payload),
		conversionKey,
	});
}

function failed(outcome: Failed | NotSent, itemIndex: number): IDataObject {
	const { reason, order } = outcome;
	const { outputKey, payload, statusCode, attempts } = outcome as Partial<Failed>;
	return withoutUndefined({
		error: asText(
			[reason, ...howOftenTried([attempts ?? 0]), whichItem(itemIndex, order)].join(' '),
		),
		...eventUnder(outputKey, payload),
		statusCode,
		attempts,
	});
}

function eventUnder(outputKey: string | undefined, payload: IDataObject | undefined): IDataObject {
	return outputKey === undefined ? {} : { [outputKey]: payload };
}

function withoutUndefined(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
