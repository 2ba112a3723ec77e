import type { N8n } from '../n8n/n8n.mjs';
import type { Tally } from '../rockerbox/tally.mjs';

/** One line of the table. */
export interface ScenarioResult {
	scenario: string;
	tally: Tally;
	/** In a few words, what n8n shows the user. */
	seen: string;
	/** Broken promises, in words. */
	deviations: string[];
}

/** Something that goes wrong in a real n8n, and the conversions that then reached Rockerbox. */
export type Scenario = (n8n: N8n) => Promise<ScenarioResult[]>;

/** Checks that an execution ended as it should. */
export function endedAs(wanted: string, status: string): string[] {
	return status === wanted ? [] : [`the execution ended as "${status}", not "${wanted}"`];
}
