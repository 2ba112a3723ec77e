/** How many of a list of conversions were recorded. */
export interface Tally {
	items: number;
	/** Recorded at least once. */
	reached: number;
	never: number;
	/** Recorded twice or more. */
	twice: number;
}

/** The promise wherever n8n itself keeps running. */
export function exactlyOnce(tally: Tally): string[] {
	return nothingLost(tally, 0);
}

/** The promise where n8n itself forgets: nothing is lost, and at most this many arrive twice. */
export function nothingLost({ never, twice }: Tally, mostTwice: number): string[] {
	const deviations: string[] = [];
	if (never > 0) deviations.push(`${never} never reached Rockerbox`);
	if (twice > mostTwice) deviations.push(`${twice} came twice or more, not at most ${mostTwice}`);
	return deviations;
}
