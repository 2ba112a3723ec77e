import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { deliverAll } from './delivery/deliver';
import { UNEXPECTED } from './delivery/reply/reasons';
import { beginTry } from './delivery/retryState';
import { summaryHint } from './hint';
import { properties } from './operations';
import { timezones } from './operations/options';
import { isIncomplete, type Outcome } from './outcome';
import { toOutputItems } from './output';
import { hasErrorOutput } from './preflight/preflight';
import { prepareRun } from './prepare/prepare';
import { stopError } from './stopError';
import { unexpectedLogger } from './unexpectedLogger';

/**
 * Programmatic, not declarative: it builds all payloads before it sends the first, limits requests, and
 * remembers accepted items for a retry. n8n's declarative routing can do none of these.
 */
export class Rockerbox implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Rockerbox',
		name: 'rockerbox',
		icon: { light: 'file:rockerbox.svg', dark: 'file:rockerbox.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] === "sendMarketingEvent" ? "Send Marketing Event" : "Send Conversion") + ($parameter["dryRun"] ? " (Dry Run)" : "") }}',
		description: 'Send offline conversions and marketing events to Rockerbox',
		defaults: { name: 'Rockerbox' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'rockerboxApi', required: true }],
		properties,
	};

	methods = {
		loadOptions: {
			getTimezones: () => Promise.resolve(timezones),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const stopOnFailure = !this.continueOnFail();
		const { outcomes, isDryRun } = await sendAll(this, stopOnFailure).catch((error: unknown) => {
			// In the continue modes, n8n treats a node that throws as if all of its items had succeeded.
			unexpectedLogger(this)(error);
			return { outcomes: this.getInputData().map(() => UNEXPECTED), isDryRun: false };
		});
		const node = this.getNode();
		if (stopOnFailure && outcomes.some(isIncomplete)) throw stopError(node, outcomes, isDryRun);
		return [toOutputItems(outcomes, hasErrorOutput(node))];
	}
}

/** How every item ended. Anything else that the user should know is shown above the output. */
async function sendAll(
	context: IExecuteFunctions,
	stopOnFailure: boolean,
): Promise<{ outcomes: Outcome[]; isDryRun: boolean }> {
	const run = await prepareRun(context);
	const { state, waiting, end } = beginTry(context, run.items.length);
	const result = waiting ?? (await deliverAll(context, run, state, stopOnFailure));
	end(result, stopOnFailure);
	const hint = summaryHint(result.outcomes, run.preflight, run.remarks);
	if (hint) context.addExecutionHints(hint);
	return { outcomes: result.outcomes, isDryRun: run.preflight.isDryRun };
}
