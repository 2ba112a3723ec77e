import type { Payload } from '../values/json';

/** An event that can be sent, and its sources. */
export interface Candidate {
	payload: Payload;
	/** The values of the documented fields in the data, by key on the wire. */
	found: Record<string, unknown>;
	/** The zone in which dates without one were read. */
	timezone: string;
	/** Whether the option Revenue in Cents is on for it. */
	revenueInCents: boolean;
	itemIndex: number;
}

/** What all events of a run share. */
export interface Run {
	/** What one event is called. */
	noun: 'conversion' | 'event';
	/** When the run began, in epoch seconds. */
	startedAt: number;
	/** What Revenue is mapped from, as n8n's expression. */
	revenueExpression?: string;
}

/**
 * Looks at the events of a run one after the other, and keeps little of them. It reports only what is likely
 * to be wrong, because false alarms teach people not to read.
 */
export interface Suspicion {
	count(candidate: Candidate): void;
	/** What to tell the user, if the batch is suspicious: what was found, how often, and what to do. */
	sentence(): string | undefined;
}
