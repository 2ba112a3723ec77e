import { inWords } from './values/inWords';

/**
 * The topics of remarks above the output, the most important first, and the words for a topic whose sentence
 * is cut. Topics about wrong data come before those about missing data.
 */
const TOPICS = {
	answers: 'answers that need a look',
	suspicions: 'more that looks wrong',
	unmappedActions: 'actions that are not in Action Mapping',
	assumedZone: 'dates without a time zone',
	otherSpellings: 'fields with a second value under another spelling',
	lookalikes: "input fields that look like Rockerbox's but were not taken",
	emptyFields: 'mapped fields that were empty',
	leftOut: 'values that stand for an empty field',
	textBesideField: 'an action of text and a field',
};

/** For information only: nothing needs to be done about it, so it is always last. */
const MILD = ['chosenZone', 'missingFields', 'pathNames'] as const;

export type Topic = keyof typeof TOPICS | (typeof MILD)[number];

const RANKS: Topic[] = [...(Object.keys(TOPICS) as Array<keyof typeof TOPICS>), ...MILD];

/** One sentence about a whole run that the user should read. */
export interface Remark {
	topic: Topic;
	sentence: string;
}

/** Whether the user should do something about it, or at least look. */
export function isWarning(remark: Remark): remark is Remark & { topic: keyof typeof TOPICS } {
	return remark.topic in TOPICS;
}

/**
 * The sentences of the most important remarks, at most `max`. If warnings don't fit, the last sentence names
 * their topics, so that nobody thinks that there is nothing else. Other remarks are just left out, because
 * the output of the items shows the same.
 */
export function mostImportant(remarks: Remark[], max: number): string[] {
	const ranked = [...remarks].sort((a, b) => RANKS.indexOf(a.topic) - RANKS.indexOf(b.topic));
	const sentences = ranked.map(({ sentence }) => sentence);
	const warnings = ranked.filter(isWarning);
	if (warnings.length <= max) return sentences.slice(0, max);
	const cut = new Set(warnings.slice(max - 1).map(({ topic }) => TOPICS[topic]));
	return [
		...sentences.slice(0, max - 1),
		`There were also ${inWords([...cut], String, cut.size)}.`,
	];
}
