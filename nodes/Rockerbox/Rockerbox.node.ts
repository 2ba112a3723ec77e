import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { deliverAll } from './delivery/deliver';
import { loadRetryState } from './delivery/retryState';
import { properties } from './operations';
import { timezones } from './operations/options';
import { stopError, summaryHint, toOutputItems } from './output';
import { prepareRun } from './prepare/prepare';

/**
 * Programmatic, not declarative: payloads are all built before the first is sent, requests are
 * bounded, and what was accepted is remembered for a retry. n8n's declarative routing can do none
 * of these.
 */
export class Rockerbox implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Rockerbox',
		name: 'rockerbox',
		icon: { light: 'file:rockerbox.svg', dark: 'file:rockerbox.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] === "sendMarketingEvent" ? "Send Marketing Event" : "Send Conversion") + ($parameter["options"]?.dryRun ? " (Dry Run)" : "") }}',
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

		const run = await prepareRun(this);
		const retryState = loadRetryState(this, run.items.length);
		const outcomes = await deliverAll(this, run, retryState, stopOnFailure);

		const isIncomplete = outcomes.some(({ status }) => status === 'failed' || status === 'notSent');
		if (isIncomplete && stopOnFailure) throw stopError(this.getNode(), outcomes);
		if (!isIncomplete || !this.getNode().retryOnFail) retryState.forget();

		const hint = summaryHint(outcomes, run.emptyFields, run.remarks);
		if (hint) this.addExecutionHints(hint);
		return [toOutputItems(outcomes)];
	}
}
