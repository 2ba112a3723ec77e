import type { INode, INodeParameters } from 'n8n-workflow';
import { isAgentTool } from '../agentTool';
import { findOperation } from '../operations';
import type { Operation } from '../operations/operation';
import type { Readable } from '../outcome';
import type { Payload } from '../values/json';
import { readableTwin } from './readable';
import type { RunFacts } from './summary';
import { suspicionsOf } from './suspicions';

/** What the check of a batch found before anything was sent. */
export interface Preflight extends RunFacts {
	/** What is likely to be wrong, in sentences for the user. */
	suspicions: string[];
	/** Whether items that fail leave through an output of their own. */
	hasErrorOutput?: boolean;
}

/** For a run that couldn't be prepared at all. Parameters with expressions stay unknown. */
export function noPreflight(node: INode): Preflight {
	const { operation, dryRun } = node.parameters;
	return {
		noun: findOperation(operation)?.outputKey ?? 'conversion',
		timezone: 'UTC',
		isDryRun: dryRun === true,
		isAgentTool: isAgentTool(node),
		suspicions: [],
		hasErrorOutput: hasErrorOutput(node),
	};
}

/** An item that can be sent, and the values and options that it came from. */
interface Ready {
	payload: Payload;
	timezone: string;
	fields: Record<string, unknown>;
	options: { revenueInCents?: unknown };
	itemIndex: number;
}

/**
 * Starts to check a batch, item by item. `timezone` is the workflow's, and `now` the present, in epoch
 * seconds.
 */
export function beginPreflight(
	operation: Operation,
	node: INode,
	{ timezone, now }: { timezone: string; now: number },
) {
	const noun = operation.outputKey;
	const suspicions = suspicionsOf({
		noun,
		startedAt: now,
		revenueExpression: revenueExpressionOf(operation, node.parameters),
	});
	const timezones = new Set<string>();
	let isDryRun = false;
	return {
		/** Notes whether an item is only to be shown, even if it turns out that it can't be sent. */
		see({ dryRun }: { dryRun?: unknown }): void {
			if (dryRun === true) isDryRun = true;
		},
		/** Checks an item, and returns its readable twin if it is only to be shown. */
		check(
			{ payload, timezone: zone, fields: found, options, itemIndex }: Ready,
			isShown: boolean,
		): { readable?: Readable } {
			if (timezones.size < 2) timezones.add(zone);
			const revenueInCents = options.revenueInCents === true;
			const candidate = { payload, found, timezone: zone, revenueInCents, itemIndex };
			suspicions.count(candidate);
			return isShown ? { readable: readableTwin(candidate) } : {};
		},
		result(): Preflight {
			const [only = timezone, other] = timezones;
			return {
				noun,
				timezone: other === undefined ? only : timezone,
				isDryRun,
				isAgentTool: isAgentTool(node),
				suspicions: suspicions.sentences(),
				hasErrorOutput: hasErrorOutput(node),
			};
		},
	};
}

/** Whether On Error is Continue (using error output). */
export function hasErrorOutput({ onError }: INode): boolean {
	return onError === 'continueErrorOutput';
}

/** What Revenue is mapped from; undefined if it isn't an expression, or is taken by its name. */
function revenueExpressionOf(
	{ fields, collection }: Operation,
	parameters: INodeParameters,
): string | undefined {
	if (!('revenue' in fields)) return undefined;
	const { property, inCollection } = fields.revenue;
	const place = inCollection ? parameters[collection.name] : parameters;
	const mapped = (place as INodeParameters | undefined)?.[property.name];
	return typeof mapped === 'string' && mapped.startsWith('=') ? mapped : undefined;
}
