import type { IDataObject } from 'n8n-workflow';
import { describe } from '../values/describe';
import { isNotSet } from '../values/value';
import {
	chosen,
	clashes,
	excluding,
	inOneSpelling,
	type Choice,
	type OtherField,
} from './chosenFields';

/** What Map Automatically takes from one input item. */
export interface AutoMapped {
	/** By key on the wire. */
	fields: Record<string, unknown>;
	/** Those that the user chose to send besides, under the names under which they are sent. */
	others: OtherField[];
	/** Sentences for the user. */
	problems: string[];
}

/** Gives the key on the wire that an input field's name means, if it means one. */
export type KeyOf = (name: string) => string | undefined;

/** Knows fields by their key on the wire and by their label in the editor. */
export function keysByName(labels: Record<string, string>): KeyOf {
	const keys = new Map<string, string>();
	for (const [key, label] of Object.entries(labels)) {
		keys.set(inOneSpelling(key), key).set(inOneSpelling(label), key);
	}
	return (name) => keys.get(inOneSpelling(name));
}

/**
 * Takes an item's own fields by their names, whatever their capital letters, spaces, `_` and `-`;
 * and of all others what the user chose, nothing else. `set` are the keys on the wire that the node
 * itself sets: fields of these names stay behind.
 */
export function mapAutomatically(
	input: IDataObject,
	keyOf: KeyOf,
	set: string[],
	choice: Choice,
): AutoMapped {
	const isExcluded = excluding(choice);
	const fields: Record<string, unknown> = {};
	const namesOf = new Map<string, string[]>();
	const unknown: Array<[string, IDataObject[string]]> = [];
	for (const [name, value] of Object.entries(input)) {
		const key = keyOf(name);
		if (key === undefined) unknown.push([name, value]);
		else if (!set.includes(key) && !isExcluded(name) && !isNotSet(value)) {
			namesOf.set(key, [...(namesOf.get(key) ?? []), name]);
		}
	}
	const rest = Object.fromEntries(unknown);
	const problems: string[] = [];
	for (const [key, names] of namesOf) {
		const name = names.includes(key) ? key : names[0];
		fields[key] = input[name];
		const differs = names.some((other) => input[other] !== input[name]);
		if (name !== key && differs) problems.push(inTwoSpellings(names));
	}
	const others = chosen(rest, input, choice, isExcluded).filter(({ name }) => !set.includes(name));
	return { fields, others, problems: [...problems, ...clashes(others)] };
}

function inTwoSpellings(names: string[]): string {
	const listed = names.map((name) => describe(name)).join(' and ');
	return `The input has ${listed}, which mean the same field but hold different values. Remove one of them before this node, or choose Map Each Field Manually.`;
}
