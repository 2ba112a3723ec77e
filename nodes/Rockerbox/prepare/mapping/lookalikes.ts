import type { IDataObject } from 'n8n-workflow';
import type { Rules } from '../../operations/field';
import { labelsOf, type Operation } from '../../operations/operation';
import type { Remark } from '../../remark';
import { isDate } from '../../values/describeValue';
import { counted, inWords } from '../../values/inWords';
import { tidyValue } from '../../values/tidy';
import { isNotSet } from '../../values/value';
import { describeName, normalizeName, visibleName } from './fieldNames';

const MAX_LISTED = 3; // fields of the input, and of Rockerbox
const MAX_ITEMS = 1_000; // searched for look-alikes; all items of one source have the same fields
const MAX_NAMES = 10_000; // whose words are remembered

/** A field of the input that was not taken, although it looks like one of Rockerbox's. */
export interface Lookalike {
	/** The key on the wire of the field that it looks like. */
	key: string;
	name: string;
	/** The object that holds it, one level down. */
	inside?: string;
	/** The lower, the more likely: first by the kind of name, then by Rockerbox's field. */
	rank: number;
}

/**
 * A name with a unit (`Revenue (USD)`) is more likely than the right name one level down, or a longer one.
 */
const RANKS = { withUnit: 0, inside: 100, longer: 200 };

/** Units and the like, which add nothing to the meaning of a name. */
const UNITS =
	/^(?:address|amount|cents|field|gmt|hash|hashed|in|md5|ms|no|nr|number|seconds|sha1|sha256|utc|value|\d+)$/;

/** Words that say that a field is somebody else's, or about something else. */
const OTHERS =
	/^(?:account|admin|agent|assigned|assignee|assistant|author|bcc|by|carrier|cc|company|courier|created|creator|deleted|driver|emergency|expected|from|has|headers?|host|is|last|merchant|modified|no|not|old|original|owner|parent|prev|previous|refund|refunded|rep|reply|sales|seller|sender|shop|site|spouse|staff|store|support|team|updated|vendor|vendors)$/;

/** Fields whose names mean too many other things when they are only a part of a name. */
const WHOLE_NAMES = ['action', 'conversion_source', 'in_store', 'salesforce'];

/** Fields of any object about an event, so they prove nothing on their own. */
const OF_ANY_EVENT = ['action', 'timestamp'];

/** The shape of values of fields that would accept almost anything. */
const SHAPES: Record<string, RegExp> = { phone: /(?:\d\D*){6}/, revenue: /\d/ };

/**
 * Returns a function that finds the look-alikes in an item, at its outer level and one below. A field doesn't
 * count if its value isn't valid for Rockerbox's field, or if its name says that it is somebody else's.
 * `given` are the keys on the wire that the node itself sets. No look-alikes are sought of those and of
 * fields that the item `had`.
 */
export function lookalikeFinder(
	operation: Operation,
	rules: Rules,
	keyForName: (name: string) => string | undefined,
	given: string[],
) {
	const fits = valueTester(operation, rules);
	const nearKey = nearKeyFinder(operation);
	const keys = Object.keys(operation.fields);
	const lookalike = (key: string, kind: keyof typeof RANKS, name: string, inside?: string) => ({
		key,
		name,
		inside,
		rank: RANKS[kind] + keys.indexOf(key),
	});
	return (input: IDataObject, had?: ReadonlySet<string>): Lookalike[] => {
		const found: Lookalike[] = [];
		const isWanted = (key: string) => !given.includes(key) && !had?.has(key);
		const take = (
			key: string | undefined,
			value: unknown,
			...rest: [keyof typeof RANKS, string, string?]
		) => {
			if (key === undefined || !isWanted(key) || !fits(key, value)) return;
			found.push(lookalike(key, ...rest));
		};
		for (const [name, value] of Object.entries(input)) {
			if (!isObject(value)) {
				const near = keyForName(name) === undefined ? nearKey(name) : undefined;
				if (near) take(near.key, value, near.kind, name);
			} else if (!wordsOf(name).some((word) => OTHERS.test(word))) {
				const known = Object.keys(value).map(keyForName);
				if (known.every((key) => key === undefined || OF_ANY_EVENT.includes(key))) continue;
				for (const inner of Object.keys(value)) {
					take(keyForName(inner), value[inner], 'inside', inner, name);
				}
			}
		}
		return found;
	};
}

/** What to tell the user about look-alikes, in one sentence; nothing if there are none. */
export function lookalikeSentence(found: Lookalike[]): string[] {
	const best = bestOf(found);
	if (best.length === 0) return [];
	const listed = inWords(reasonsOf(best), String, Infinity);
	const isInside = best.some(({ inside }) => inside !== undefined);
	return best.length === 1
		? [
				`This input field looks like one of Rockerbox's, but was not taken: ${listed}; to send it, ${isInside ? "give it Rockerbox's name at the outer level" : 'rename it'}, or choose Map Each Field Manually.`,
			]
		: [
				`These input fields look like Rockerbox's, but were not taken: ${listed}; to send them, ${isInside ? "give them Rockerbox's names at the outer level" : 'rename them'}, or choose Map Each Field Manually.`,
			];
}

/** Each look-alike with the reason why it was not taken, and those of one object together. */
function reasonsOf(best: Lookalike[]): string[] {
	const shown = best.slice(0, MAX_LISTED);
	const objects = new Set(shown.map(({ inside }) => inside));
	const reasons = [...objects].flatMap((object) => {
		const ofObject = shown.filter(({ inside }) => inside === object);
		const names = ofObject.map(({ name }) => describeName(name));
		return object === undefined
			? ofObject.map(({ key }, index) => `${names[index]} (not named just ${key})`)
			: [`${inWords(names, String)} (one level down, in ${describeName(object)})`];
	});
	const more = best.length - shown.length;
	return more > 0 ? [...reasons, `${more} more`] : reasons;
}

/** Only the names of look-alikes. */
export function lookalikeNames(found: Lookalike[]): string[] {
	return bestOf(found).map(({ name, inside }) =>
		inside === undefined ? describeName(name) : `${describeName(name)} in ${describeName(inside)}`,
	);
}

/** The most likely look-alike of each of Rockerbox's fields. */
function bestOf(found: Lookalike[]): Lookalike[] {
	const best = new Map<string, Lookalike>();
	for (const lookalike of [...found].sort((a, b) => a.rank - b.rank)) {
		if (!best.has(lookalike.key)) best.set(lookalike.key, lookalike);
	}
	return [...best.values()];
}

/**
 * Notes which of Rockerbox's fields the items of a run have, and the look-alikes of those that no item has.
 * `given` are the keys on the wire that the node itself sets.
 */
export function lookalikeCounter(
	operation: Operation,
	find: ReturnType<typeof lookalikeFinder>,
	given: string[],
) {
	const had = new Set<string>();
	const found = new Map<string, Lookalike>();
	let items = 0;
	return {
		count(input: IDataObject, taken: Record<string, unknown>): void {
			for (const [key, value] of Object.entries(taken)) if (!isNotSet(value)) had.add(key);
			if (items++ >= MAX_ITEMS) return;
			for (const lookalike of find(input, had)) {
				const known = found.get(lookalike.key);
				if (!known || lookalike.rank < known.rank) found.set(lookalike.key, lookalike);
			}
		},
		/** What to tell the user, once all items were counted. */
		remarks(): Remark[] {
			const lookalikes = [...found.values()].filter(({ key }) => !had.has(key));
			const missing = Object.entries(labelsOf(operation))
				.filter(([key]) => !had.has(key) && !given.includes(key) && !found.has(key))
				.map(([, label]) => label);
			const remarks = lookalikeSentence(lookalikes).map(
				(sentence): Remark => ({ topic: 'lookalikes', sentence }),
			);
			if (had.size > 0 && missing.length > 0) {
				remarks.push({
					topic: 'missingFields',
					sentence: `${missingInWords(missing)} in no item.`,
				});
			}
			return remarks;
		},
	};
}

function missingInWords(labels: string[]): string {
	if (labels.length === 1) return `${labels[0]} was`;
	const more = labels.length - MAX_LISTED;
	const listed = labels.slice(0, MAX_LISTED);
	return `${inWords(more > 0 ? [...listed, counted(more, 'more field')] : listed, String)} were`;
}

/** Returns a function that says whether a value is valid for a field. */
function valueTester({ fields }: Operation, rules: Rules) {
	const schemas = Object.fromEntries(
		Object.entries(fields).map(([key, { schema }]) => [key, schema(rules)]),
	);
	return (key: string, value: unknown): boolean => {
		const found = tidyValue(value);
		if (typeof found !== 'string' && typeof found !== 'number') return false;
		const { [key]: shape } = SHAPES;
		return shape ? shape.test(String(found)) : schemas[key].safeParse(found).success;
	};
}

/** Returns a function that finds the field whose name is a part of another name. */
function nearKeyFinder(operation: Operation) {
	const names = Object.entries(labelsOf(operation)).flatMap(([key, label]) =>
		[key, label].map((name) => ({ key, plain: normalizeName(name) })),
	);
	const find = (name: string): { key: string; kind: keyof typeof RANKS } | undefined => {
		const words = wordsOf(name);
		while (words.length > 1 && isUnit(words[words.length - 1])) words.pop();
		for (const [start] of words.entries()) {
			const end = words.slice(start).join('');
			const near = names.find(({ plain }) => plain === end);
			if (!near) continue;
			if (start === 0) return { key: near.key, kind: 'withUnit' };
			const isAnothers = words.slice(0, start).some((word) => OTHERS.test(word));
			if (isAnothers || WHOLE_NAMES.includes(near.key)) return undefined;
			return { key: near.key, kind: 'longer' };
		}
		return undefined;
	};
	const known = new Map<string, ReturnType<typeof find>>();
	return (name: string) => {
		if (known.has(name)) return known.get(name);
		const near = find(name);
		if (known.size < MAX_NAMES) known.set(name, near);
		return near;
	};
}

/** `Revenue (USD)`, `contactEmail`: the words of a name in small letters, without what is in brackets. */
function wordsOf(name: string): string[] {
	const plain = visibleName(name)
		.slice(0, 200) // no name of a field is longer
		.replace(/\([^()]*\)|\[[^\][]*\]/g, ' ')
		.replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' ');
	return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

let currencies: ReadonlySet<string> | undefined;

function isUnit(word: string): boolean {
	currencies ??= new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));
	return UNITS.test(word) || currencies.has(word);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value);
}
