import { describeValue } from './values/describeValue';
import { visible } from './values/text';
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
	/** What the user should know although the item was accepted: one or more of `warnings`. */
	warning?: string;
}

/** The warnings that an accepted item can have. */
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
 * A 2xx proves that Rockerbox's server took the event, not that Rockerbox counts it. The event is missing if
 * an earlier try sent it and its content is no longer known.
 */
export interface Accepted extends Answer, Partial<Event> {
	status: 'accepted';
	attempts: number;
}

/** An event that is shown instead of sent. */
export interface DryRun extends Pick<Event, 'conversionKey'> {
	status: 'dryRun';
	readable?: Readable;
	/** As it would be sent, with the advertiser ID masked. */
	request: { method: string; url: string; body: Payload };
}

/** The values of a payload that people can't read, as a person writes them, by key on the wire. */
export interface Readable {
	/** `Aug 7, 2024, 2:30:00 PM (America/New_York)`, in the zone in which the run reads dates. */
	timestamp: string;
	/** `$1,234.50`, with the currency that was beside it in the data. */
	revenue?: string;
	[key: string]: string | undefined;
}

/**
 * An item that is left out on purpose: another one with its conversion key was accepted in the same run, its
 * action isn't meant for Rockerbox, or the item is empty. It has its event only if that can be built
 * nevertheless.
 */
export interface Skipped extends Partial<Event> {
	status: 'skipped';
	reason: string;
	/** The kind of reason, for the summary. */
	cause: 'duplicate' | 'unmappedAction' | 'emptyItem';
}

/** An item that wasn't accepted; it has its event if that could be built. */
export interface Failed extends Partial<Event> {
	status: 'failed';
	reason: string;
	/** Whether Rockerbox may have recorded the event nevertheless, because its answer was lost. */
	mayBeRecorded?: boolean;
	/** Of the answer to the last attempt, if there was one. */
	statusCode?: number;
	/** How many attempts were made to send the event; undefined if none was. */
	attempts?: number;
	/** The order's ID, as a message names it. */
	order?: string;
}

/** An item whose turn didn't come. */
export interface NotSent {
	status: 'notSent';
	reason: string;
	/** The order's ID, as a message names it. */
	order?: string;
}

/** How an item ended. */
export type Outcome = Accepted | DryRun | Skipped | Failed | NotSent;

/** Whether an item didn't end as the user wants, so that a retry makes sense. */
export function isIncomplete({ status }: Outcome): boolean {
	return status === 'failed' || status === 'notSent';
}

/** How many of a run's items ended in each way. */
export function countByStatus(outcomes: Outcome[]): Record<Outcome['status'], number> {
	const counts = { accepted: 0, dryRun: 0, skipped: 0, failed: 0, notSent: 0 };
	for (const { status } of outcomes) counts[status]++;
	return counts;
}

/**
 * Which item a message is about. n8n counts items from 0, both in its own messages and in its table of the
 * input.
 */
export function whichItem(itemIndex: number, order: string | undefined): string {
	return order === undefined ? `[item ${itemIndex}]` : `[item ${itemIndex}, order ${order}]`;
}

/** How often these items were tried, if any was tried more than once. */
export function howOftenTried(attempts: number[]): string[] {
	// Not with Math.min and Math.max, because a function can't take a hundred thousand arguments.
	const sorted = [...attempts].sort((a, b) => a - b);
	const [least, most] = [sorted[0], sorted[sorted.length - 1]];
	if (most <= 1) return [];
	return [`It was tried ${least === most ? most : `${least} to ${most}`} times.`];
}

/** An order's ID as a message names it: only a short one, and never an email that was mapped by mistake. */
export function orderNamed(id: unknown): { order?: string } {
	if (typeof id !== 'string' && typeof id !== 'number') return {};
	const order = visible(String(id)).trim();
	return /^[^@\s\p{C}]{1,40}$/u.test(order) ? { order } : {};
}

/** Only the event of anything that carries one. */
export function eventOf({ outputKey, payload, conversionKey }: Event): Event {
	return { outputKey, payload, ...(conversionKey === undefined ? {} : { conversionKey }) };
}

/** Why an item is left out, or refused, if an earlier item has its conversion key. */
export function duplicateReason(keyNames: string[], firstItem: number): string {
	return `Item ${firstItem} of this run has the same conversion key (${describeValue(keyNames.join(','))}), and Rockerbox counts only the first.`;
}
