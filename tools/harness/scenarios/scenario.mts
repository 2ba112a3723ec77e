import type { N8n } from '../n8n/n8n.mjs';
import type { Tally } from '../rockerbox/fakeRockerbox.mjs';

/** One line of the table. */
export interface Finding {
	scenario: string;
	tally: Tally;
	/** What n8n shows the user, in few words. */
	seen: string;
	/** Broken promises, in words. */
	deviations: string[];
}

/** Something that goes wrong in a real n8n, and what then reached Rockerbox. */
export type Scenario = (n8n: N8n) => Promise<Finding[]>;

/** The promise wherever n8n itself keeps running. */
export function exactlyOnce(tally: Tally): string[] {
	return nothingLost(tally, 0);
}

/** The promise where n8n itself forgets: nothing is lost, and no more than this comes twice. */
export function nothingLost({ never, twice }: Tally, mostTwice: number): string[] {
	const deviations: string[] = [];
	if (never > 0) deviations.push(`${never} never reached Rockerbox`);
	if (twice > mostTwice) deviations.push(`${twice} came twice or more, not at most ${mostTwice}`);
	return deviations;
}

/** That an execution ended as it should. */
export function endedAs(wanted: string, status: string): string[] {
	return status === wanted ? [] : [`the execution ended as "${status}", not "${wanted}"`];
}
