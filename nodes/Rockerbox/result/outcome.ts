import type { Sendable } from '../prepare/prepare';
import type { Answer } from './answer';

/** An event that Rockerbox's server took. That is what an HTTP 2xx proves; counted isn't ours to say. */
export interface Accepted extends Answer, Event {
	status: 'accepted';
	attempts: number;
	/** What the user should know all the same. */
	warning?: string;
}

/** An event that would be sent, if this were no dry run. */
export interface DryRun extends Pick<Event, 'conversionKey'> {
	status: 'dryRun';
	/** As it would go out, with the advertiser ID masked. */
	request: { method: string; url: string; body: Event['payload'] };
}

/**
 * An event that wasn't sent, as the user wants it: one with its conversion key was accepted in the
 * same run, or it has an action that isn't meant for Rockerbox. Then it has the event only if it can be built all the same.
 */
export interface Skipped extends Partial<Event> {
	status: 'skipped';
	reason: string;
}

/** An item that wasn't accepted. */
export interface Failed {
	status: 'failed';
	reason: string;
	/** Whether Rockerbox may have recorded it all the same: its answer was lost. */
	isUnknown?: boolean;
}

/** An item whose turn didn't come. */
export interface NotSent {
	status: 'notSent';
	reason: string;
}

/** How an item ended. */
export type Outcome = Accepted | DryRun | Skipped | Failed | NotSent;

/** What the output shows of an event, and what n8n keeps of it for a retry. */
interface Event extends Pick<Sendable, 'payload' | 'conversionKey'> {
	outputKey: Sendable['operation']['outputKey'];
}

export function eventOf({
	operation,
	payload,
	conversionKey,
}: Pick<Sendable, 'operation' | 'payload' | 'conversionKey'>): Event {
	const key = conversionKey === undefined ? {} : { conversionKey };
	return { outputKey: operation.outputKey, payload, ...key };
}
