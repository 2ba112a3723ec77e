import { describeValue } from './values/describeValue';
import type { Json, Payload } from './values/json';

/** One event, as the output shows it. */
export interface Event {
	/** The key under which the output holds the payload. */
	outputKey: 'conversion' | 'event';
	payload: Payload;
	/** The values by which Rockerbox recognizes a duplicate, if the user named its conversion key. */
	conversionKey?: string;
}

/** What Rockerbox answered; `response` is missing if the answer had no body. */
export interface Answer {
	statusCode: number;
	response?: Json;
	/** What the user should know all the same: one or more of `warnings`. */
	warning?: string;
}

/** What an accepted item can warn of. */
export const warnings = {
	twice:
		'The answer to an earlier attempt was lost, so Rockerbox may have received this event twice. It counts it once if your conversion key there covers it.',
	error:
		"The server accepted the event, but its answer speaks of an error. Look for the event on Rockerbox's Webhooks page.",
	webPage:
		"The server accepted the event, but answered with a web page, as a proxy or a sign-in page does. Check the Base URL in the credential, and look for the event on Rockerbox's Webhooks page.",
	changed:
		'This item was accepted in an earlier try. Its mapping or its data has changed since, so the event that was sent is not shown, and the change was not sent.',
};

/**
 * A 2xx proves that Rockerbox's server took the event, not that Rockerbox counts it. The event is
 * missing if an earlier try sent it, and it can't be told any more what it was.
 */
export interface Accepted extends Answer, Partial<Event> {
	status: 'accepted';
	attempts: number;
}

/** An event that is shown instead of sent. */
export interface DryRun extends Pick<Event, 'conversionKey'> {
	status: 'dryRun';
	readable?: Readable;
	/** As it would go out, with the advertiser ID masked. */
	request: { method: string; url: string; body: Payload };
}

/** What can't be read in a payload, as a person writes it; by key on the wire. */
export interface Readable {
	/** `Aug 7, 2024, 2:30:00 PM (America/New_York)`, in the zone in which the run reads dates. */
	timestamp: string;
	/** `$1,234.50`, with the currency that stood beside it in the data. */
	revenue?: string;
	[key: string]: string | undefined;
}

/**
 * An item that the user wants left out: one with its conversion key was accepted in the same run, or
 * its action isn't meant for Rockerbox. It then has the event only if the event can be built all the same.
 */
export interface Skipped extends Partial<Event> {
	status: 'skipped';
	reason: string;
}

/** An item that wasn't accepted. */
export interface Failed {
	status: 'failed';
	reason: string;
	/** Whether Rockerbox may have recorded the event all the same, because its answer was lost. */
	mayBeRecorded?: boolean;
	/** Of the answer to the last attempt, if there was one. */
	statusCode?: number;
}

/** An item whose turn didn't come. */
export interface NotSent {
	status: 'notSent';
	reason: string;
}

/** How an item ended. */
export type Outcome = Accepted | DryRun | Skipped | Failed | NotSent;

/** Whether an item didn't end as the user wants, so that a retry makes sense. */
export function isIncomplete({ status }: Outcome): boolean {
	return status === 'failed' || status === 'notSent';
}

/** A field that the user mapped, but that was empty in so many items. */
export interface EmptyField {
	label: string;
	items: number;
}

/** The event alone, of whatever carries one. */
export function eventOf({ outputKey, payload, conversionKey }: Event): Event {
	return { outputKey, payload, ...(conversionKey === undefined ? {} : { conversionKey }) };
}

/** Why an item is left out, or refused, if an item before it has its conversion key. */
export function duplicateReason(keyNames: string[], firstItem: number): string {
	return `Item ${firstItem} of this run has the same conversion key (${describeValue(keyNames.join(','))}), and Rockerbox counts only the first.`;
}
