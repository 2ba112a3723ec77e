import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { otherFields as otherFieldsOptions } from '../../operations/mappingMode';
import { labelsOf, type Operation } from '../../operations/operation';
import type { Remark } from '../../remark';
import { inDigits, inWords } from '../../values/inWords';
import { isNotSet } from '../../values/value';
import { isBlankParameter } from '../parameters/parameter';
import type { ReaderFor } from '../parameters/parameterReader';
import type { MappedFields, ReadForItem } from './mappedItem';
import { assignmentsOf } from './extraRows';
import { extraParameters } from '../../operations/shared';
import { describeNames, normalizeName } from './fieldNames';
import { lookalikeCounter, lookalikeFinder } from './lookalikes';
import { chosenFields, duplicateNames, exclusionsOf, isExcluded } from './otherFields';
import { choiceReader, type Choice } from './otherFieldsChoice';
import { otherSpellingsCounter, type OtherSpellings } from './otherSpellings';
import { ownFieldsReader } from './ownFields';

const MAX_NAMES = 10_000; // of input fields, whose meaning is remembered
/** The most other fields in one event: n8n is blocked while they are read. */
const MAX_OTHER_FIELDS = 10_000;

/**
 * Returns `mapFields`, which takes an item's fields by their names in the input. Fields that the user set in
 * the node win, even if their expression is empty, because the input's field could mean something else, such
 * as the date when the record was made. `remarks` returns what the user should know about the items mapped so
 * far, and `lookalikesOf` an item's input fields that look like Rockerbox's, but were not taken.
 */
export function automatic(context: IExecuteFunctions, operation: Operation, readerFor: ReaderFor) {
	const { parameters } = context.getNode();
	const labels = labelsOf(operation);
	const keyForName = keysByName(labels);
	const items = context.getInputData();
	const setKeys = setFieldsIn(operation, parameters);
	const readOwn = ownFieldsReader(operation, readerFor, setKeys);
	const unset = Object.fromEntries(Object.keys(labels).map((key) => [key, undefined]));
	const choice = choiceReader(parameters, readerFor);
	const rules = {
		timezone: context.getTimezone(),
		now: Date.now() / 1000,
		allowMissingAction: true,
	};
	const spellings = otherSpellingsCounter(operation, rules, items.length);
	const given = [...setKeys, ...namesOfExtras(parameters).filter((name) => name in labels)];
	const findLookalikes = lookalikeFinder(operation, rules, keyForName, given);
	const lookalikes = lookalikeCounter(operation, findLookalikes, given);

	const mapFields = (read: ReadForItem, itemIndex: number): MappedFields => {
		const chosen: Choice = read(choice) ?? { include: 'none' };
		const { json } = items[itemIndex];
		const { otherSpellings, ...found } = mapAutomatically(json, keyForName, setKeys, chosen);
		spellings.count(json, otherSpellings);
		lookalikes.count(json, found.fields);
		return { ...found, fields: { ...unset, ...found.fields, ...readOwn(read) } };
	};
	return {
		mapFields,
		remarks: (): Remark[] => [...spellings.remarks(), ...lookalikes.remarks()],
		lookalikesOf: (itemIndex: number) => findLookalikes(items[itemIndex].json),
	};
}

/** The names under Extra Parameters, unless they differ by item. */
function namesOfExtras(parameters: INodeParameters): string[] {
	return (assignmentsOf(parameters[extraParameters.name]) ?? [])
		.map(({ name }) => name)
		.filter((name) => typeof name === 'string');
}

/** The keys on the wire of the fields that the user set, where this mode shows them. */
function setFieldsIn({ fields, collection }: Operation, parameters: INodeParameters): string[] {
	const collected = parameters[collection.name] as INodeParameters | undefined;
	return Object.keys(fields).filter((key) => {
		const { inCollection, inAutoMode, property } = fields[key];
		if (!inCollection && !inAutoMode) return false;
		return !isBlankParameter((inCollection ? collected : parameters)?.[property.name]);
	});
}

/** Returns a function that finds the key on the wire for an input field's name or label. */
export function keysByName(labels: Record<string, string>) {
	const keys = new Map<string, string>();
	for (const [key, label] of Object.entries(labels)) {
		keys.set(normalizeName(key), key).set(normalizeName(label), key);
	}
	const known = new Map<string, string | undefined>();
	return (name: string): string | undefined => {
		if (known.has(name)) return known.get(name);
		const key = keys.get(normalizeName(name));
		if (known.size < MAX_NAMES) known.set(name, key);
		return key;
	};
}

/**
 * Takes an item's own fields by their names, whatever their capital letters, spaces, `_` and `-`, and of all
 * others only those that the user chose. `set` are the keys on the wire that the node itself sets. Fields
 * with these names aren't sent.
 */
export function mapAutomatically(
	input: IDataObject,
	keyForName: (name: string) => string | undefined,
	set: string[],
	choice: Choice,
): MappedFields & { otherSpellings: OtherSpellings } {
	const exclusions = exclusionsOf(choice);
	const namesOf = new Map<string, string[]>();
	const rest = new Map<string, unknown>();
	for (const [name, value] of Object.entries(input)) {
		const key = keyForName(name);
		if (key === undefined) rest.set(name, value);
		else if (!set.includes(key) && !isExcluded(name, exclusions) && !isNotSet(value)) {
			const names = namesOf.get(key);
			if (names) names.push(name);
			else namesOf.set(key, [name]);
		}
	}
	const fields: Record<string, unknown> = {};
	const problems: string[] = [];
	const otherSpellings: OtherSpellings = [];
	for (const [key, names] of namesOf) {
		const name = names.includes(key) ? key : names[0];
		fields[key] = input[name];
		const others = names.filter((other) => input[other] !== input[name]);
		if (others.length === 0) continue;
		if (name === key) otherSpellings.push([key, others]);
		else problems.push(inTwoSpellings(names));
	}
	const otherFields = chosenFields(rest, input, choice, exclusions).filter(
		({ name }) => !set.includes(name),
	);
	if (otherFields.length > MAX_OTHER_FIELDS) {
		const tooMany = tooManyFields(otherFields.length);
		return { fields, otherFields: [], problems: [...problems, tooMany], otherSpellings };
	}
	return {
		fields,
		otherFields,
		problems: [...problems, ...duplicateNames(otherFields)],
		otherSpellings,
	};
}

function tooManyFields(count: number): string {
	const { includeOtherFields, include } = otherFieldsOptions;
	return `${includeOtherFields.displayName} found ${inDigits(count)} fields to send, and can send at most ${inDigits(MAX_OTHER_FIELDS)}. Set ${include.displayName} to Selected, and list those that you need.`;
}

function inTwoSpellings(names: string[]): string {
	return `The input has ${inWords(describeNames(names), String)}, which mean the same field but hold different values. Remove ${names.length === 2 ? 'one of them' : 'all but one of them'} before this node, or choose Map Each Field Manually.`;
}
