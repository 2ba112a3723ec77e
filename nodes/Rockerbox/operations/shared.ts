import type { INodeProperties } from 'n8n-workflow';
import { timestamp } from '../values/timestamp';
import { required } from '../values/value';
import type { Field, Rules } from './field';

/** The other way to give a field a value when the input's fields are taken by their names. */
export function orNamed(name: string, isAutomatic = false): string {
	return isAutomatic ? `, or leave it empty and give the input a field named ${name}` : '';
}

/** The time of the event; the words differ by operation, the rule doesn't. */
export function timestampField(event: string): Field {
	return {
		inAutoMode: {
			placeholder: 'e.g. 2024-08-07T14:30:00Z',
			hint: "Leave empty to use the input field 'timestamp'",
			description: `When the ${event} happened. Leave it empty to use the input field 'timestamp', or drag another date here.`,
		},
		property: {
			displayName: 'Timestamp',
			name: 'timestamp',
			type: 'dateTime',
			required: true,
			default: '',
			placeholder: 'e.g. 2024-08-07T14:30:00Z',
			description: `When the ${event} happened. Drag its date here, such as 2024-08-07T14:30:00Z, 2024-08-07 14:30:00 or Unix time. {{ $now }} is the moment of the run: use it only if the ${event} has just happened.`,
		},
		schema: (rules) =>
			required(
				timestamp(rules),
				`${dropOnto(event, rules)}. If its source left it empty, fill it in there.`,
			),
	};
}

/**
 * "Clear", because an empty Timestamp is mapped to something: n8n starts no run without a mapping, except in
 * Map Automatically.
 */
function dropOnto(event: string, { isAutomatic }: Rules): string {
	return isAutomatic
		? `Drag the date of the ${event} onto 'Timestamp'${orNamed('timestamp', isAutomatic)}`
		: `Clear 'Timestamp', and drag the date of the ${event} onto it`;
}

/**
 * n8n tells a model only the names of a tool's fields, and wants a value for each. So everything that a model
 * has to know about values is here.
 */
export function toolDescription(purpose: string, what: string, values: string): string {
	return [
		purpose,
		`Each call records ${what} and can't be undone: make one call for each, and use only values that you were given.`,
		`Pass an empty string for a value that you don't know. ${values}`,
		'Write dates like 2024-08-07T14:30:00-04:00, and leave out the time zone if you were not told it.',
		'The answer has the status "accepted" if it was sent. If it is an error, correct what it names and call again; but never repeat a call whose error says that Rockerbox may have recorded it.',
	].join(' ');
}

/** Rockerbox drops what it can't match to a person, so this is shown where the user maps. */
export function identifyNotice(identifier: string): INodeProperties {
	return {
		displayName: `Rockerbox can only credit people it recognizes. The <a href="https://help.rockerbox.com/docs/identify-calls" target="_blank">Identify pixel</a> on your website must collect the same ${identifier} that you map here.`,
		name: 'identifyNotice',
		type: 'notice',
		default: '',
	};
}

export const extraParameters: INodeProperties = {
	displayName: 'Extra Parameters',
	name: 'extraParameters',
	type: 'assignmentCollection',
	default: {},
	description:
		"Anything else that Rockerbox should receive, such as a coupon code or products. Drag fields here. Each is sent under the name you give it. For a subscription, Rockerbox's own sample sends order_type with the value subscription_start.",
};
