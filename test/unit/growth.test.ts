import fc from 'fast-check';
import { memoize, range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Outcome } from '../../nodes/Rockerbox/outcome';
import { labelsOf } from '../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import type { Candidate } from '../../nodes/Rockerbox/preflight/candidate';
import { beginPreflight } from '../../nodes/Rockerbox/preflight/preflight';
import { summaryLines } from '../../nodes/Rockerbox/preflight/summary';
import { readAccount } from '../../nodes/Rockerbox/prepare/account';
import { readDataPath } from '../../nodes/Rockerbox/prepare/mapping/dataPath';
import { emptyFieldCounter } from '../../nodes/Rockerbox/prepare/mapping/emptyFields';
import { itemMapper } from '../../nodes/Rockerbox/prepare/mapping/mapping';
import { readNames } from '../../nodes/Rockerbox/prepare/mapping/otherFieldsChoice';
import { pathIn, plainValueAt, stepsIn } from '../../nodes/Rockerbox/prepare/parameters/fieldPath';
import { isBlankParameter, unreadable } from '../../nodes/Rockerbox/prepare/parameters/parameter';
import { parameterReaders } from '../../nodes/Rockerbox/prepare/parameters/parameterReader';
import { translateAction } from '../../nodes/Rockerbox/prepare/payload/actionMapping';
import { conversionKeyOf, keyReader } from '../../nodes/Rockerbox/prepare/payload/conversionKey';
import { readExtras } from '../../nodes/Rockerbox/prepare/payload/extras';
import { payloadBuilder } from '../../nodes/Rockerbox/prepare/payload/payload';
import { isSameForAllItems } from '../../nodes/Rockerbox/prepare/rawFields';
import { readDryRun, readKeyNames, readSettings } from '../../nodes/Rockerbox/prepare/settings';
import { readBoolean } from '../../nodes/Rockerbox/values/boolean';
import { describeValue } from '../../nodes/Rockerbox/values/describeValue';
import { email } from '../../nodes/Rockerbox/values/email';
import { typedJson } from '../../nodes/Rockerbox/values/json';
import { revenue } from '../../nodes/Rockerbox/values/revenue';
import { plainValue, text, tidyNames } from '../../nodes/Rockerbox/values/text';
import { timestamp } from '../../nodes/Rockerbox/values/timestamp';
import { InvalidValue, isNotSet } from '../../nodes/Rockerbox/values/value';
import { ALL, except, map, NONE, selected } from '../support/autoMapping';
import { candidatesOf, orders } from '../support/batches';
import { contextOf } from '../support/context';
import { growth, isLinear, MAX_LINEAR_GROWTH } from '../support/growth';
import { hostileText, RUNS, textOf } from '../support/hostileText';

const RUN = { timezone: 'UTC', now: 1.6e9 };
const LABELS = labelsOf(sendConversion);
const ACCOUNT = { advertiserId: 'MOx2ZmMw', baseUrl: 'https://webhooks.getrockerbox.com' };
const build = payloadBuilder(sendConversion, RUN);

/** Everything that the node does with text: values, names, parameters and n8n's messages. */
const READERS: Record<string, (found: string) => unknown> = {
	'a value in a message': describeValue,
	'a value that may be empty': isNotSet,
	'a switch': (found) => readBoolean('Switch', found),
	'a text': text,
	'a plain value': plainValue,
	'an email': email,
	'an amount': revenue(),
	'a date': timestamp(RUN),
	...Object.fromEntries(
		['string', 'number', 'boolean', 'array', 'object', 'dateTime', 'time', 'url', 'jwt'].map(
			(type) => [`an extra parameter (${type})`, (found: string) => typedJson(found, type)],
		),
	),
	'the type of an extra parameter': (found) => typedJson({ a: [1] }, found),
	'the name of an extra parameter': (found) => readExtras([{ name: found, value: 'x' }], {}),
	'an action in a table': (found) =>
		translateAction(found, { actionMapping: { values: [{ from: `${found} `, to: found }] } }),
	'a time zone': (timezone) => build(mappedItem({ options: { timezone } })),
	'a field of the conversion key': (found) =>
		conversionKeyOf({ a: found, b: 1 }, ['a', 'b'], LABELS),
	'the conversion key': (found) => conversionKeyOf({}, readKeyNames(found), LABELS),
	'a list of names': (found) => readNames(found, 'Names'),
	'names in a list': (found) => tidyNames([found]),
	'the name of a field': (found) => map({ [found]: 'x' }, ALL),
	'the name of a field to include': (found) => map({ a: { b: 'x' } }, selected(found)),
	'the name of a field to exclude': (found) => map({ a: { b: 'x' } }, except(found)),
	'the advertiser ID': (advertiserId) => readAccount({ ...ACCOUNT, advertiserId }),
	'the base URL': (found) => readAccount({ ...ACCOUNT, baseUrl: `${ACCOUNT.baseUrl}/${found}` }),
	'the fields of a credential as they were entered': (rawFields) =>
		isSameForAllItems({ ...ACCOUNT, rawFields }),
	'an option of the run': (timeout) => readSettings({ timeout }),
	'the switch Dry Run': readDryRun,
	'an expression': (found) => pathIn(`={{ $json.a${found} }}`),
	'an expression with blanks': (found) => pathIn(`={{${found}}}`),
	'the steps of a path': stepsIn,
	'the path of a field in a list of names': readDataPath,
	'a name within a path': (found) => stepsIn(`["${found}"]`),
	'a parameter that may be blank': isBlankParameter,
	'a parameter': (found) => readersOf({ field: `=${found}` }),
	'a part of a parameter': (found) => readersOf({ field: { a: `=${found}` } }),
	'the words of n8n': (found) => unreadable('Field', new Error(found), 'Correct it.'),
};

function mappedItem(given: object) {
	return { fields: {}, extraParameters: [], otherFields: [], options: {}, problems: [], ...given };
}

function readersOf(parameters: INodeParameters) {
	const { context } = contextOf({ parameters, evaluate: () => 'x' });
	return parameterReaders(context)({ name: 'field', displayName: 'Field' }).read(0);
}

const crashes: unknown[] = [];

/** Does the work. A refusal is fine. */
function attempt(work: () => unknown): void {
	try {
		work();
	} catch (error) {
		if (!(error instanceof InvalidValue)) crashes.push(error);
	}
}

afterEach(() => {
	expect(crashes).toEqual([]);
});

describe('The time for text grows with its length, not faster', () => {
	test.each(Object.entries(READERS))('as %s', (_, read) => {
		fc.assert(
			fc.property(hostileText, (shape) => {
				const ofSize = memoize((repetitions: number) => textOf(shape, repetitions));
				expect(isLinear((size) => attempt(() => read(ofSize(size))), 3_000)).toBe(true);
			}),
			{ numRuns: RUNS.length + 15, examples: RUNS.map((shape) => [shape]), endOnFailure: true },
		);
	});
});

/** Names that all mean the email. */
function spellings(count: number): string[] {
	return range(count).map((index) => {
		const gaps = index.toString(3).replace(/./g, (digit) => ' _-'[Number(digit)]);
		return `e${gaps}mail`;
	});
}

const names = (count: number) => range(count).map((index) => `field ${index}`);
const paths = (count: number) => range(count).map((index) => `field ${index}.inner.${index}`);
const valuesOf = (keys: string[], value: (index: number) => unknown = (index) => index) =>
	Object.fromEntries(keys.map((key, index) => [key, value(index)])) as IDataObject;
const tableOf = (count: number) => ({
	actionMapping: { values: range(count).map((index) => ({ from: `X ${index}`, to: 'y' })) },
});
const repeated = (count: number) => 'Ab'.repeat(count);

/** The work of a run's checks for each item that can be sent. */
function lookAt(candidates: Candidate[]): void {
	const { context } = contextOf({});
	const preflight = beginPreflight(sendConversion, context.getNode(), RUN);
	for (const { found, ...candidate } of candidates) {
		preflight.check({ ...candidate, fields: found, options: {} }, false);
	}
	preflight.result();
}

/** Work on data of a given size. */
function work<T>(make: (size: number) => T, doIt: (made: T) => unknown): (size: number) => void {
	const made = memoize(make);
	return (size) => attempt(() => doIt(made(size)));
}

const rows = (count: number, row: (index: number) => object) => range(count).map(row);

const WORK: Record<string, [(size: number) => void, number]> = {
	'spellings of one field, all the same': [
		work(
			(size) => valuesOf(spellings(size), () => 'x'),
			(item) => map(item),
		),
		3_000,
	],
	'spellings of one field that differ': [
		work(
			(size) => valuesOf(spellings(size)),
			(item) => map(item),
		),
		3_000,
	],
	'spellings of one field, and its exact name': [
		work(
			(size) => valuesOf([...spellings(size), 'email']),
			(item) => map(item),
		),
		3_000,
	],
	'spellings of one field that is excluded': [
		work(
			(size) => valuesOf(spellings(size)),
			(item) => map(item, except('email')),
		),
		3_000,
	],
	'fields, of which none is included': [
		work(
			(size) => valuesOf(names(size)),
			(item) => map(item, NONE),
		),
		5_000,
	],
	'fields that are all included': [
		work(
			(size) => valuesOf(names(size)),
			(item) => map(item, ALL),
		),
		5_000,
	],
	'fields that are all selected': [
		work(
			(size) => ({ item: valuesOf(names(size)), choice: selected(...names(size)) }),
			({ item, choice }) => map(item, choice),
		),
		2_000,
	],
	'fields that are selected by their paths': [
		work(
			(size) => ({
				item: valuesOf(names(size), (index) => ({ inner: [index] })),
				choice: selected(...paths(size)),
			}),
			({ item, choice }) => map(item, choice),
		),
		2_000,
	],
	'names that are selected and lead to one name': [
		work(
			(size) => selected(...names(size).map((name) => `${name}.id`)),
			(choice) => map({}, choice),
		),
		2_000,
	],
	'fields that are all excluded': [
		work(
			(size) => ({ item: valuesOf(names(size)), choice: except(...names(size)) }),
			({ item, choice }) => map(item, choice),
		),
		2_000,
	],
	'fields, with parts excluded inside each': [
		work(
			(size) => ({
				item: valuesOf(names(size), () => ({ inner: { a: 1 } })),
				choice: except(...paths(size)),
			}),
			({ item, choice }) => map(item, choice),
		),
		500,
	],
	'one object, with all its parts excluded': [
		work(
			(size) => ({
				item: { a: valuesOf(names(size)) },
				choice: except(...names(size).map((name) => `a.${name}`)),
			}),
			({ item, choice }) => map(item, choice),
		),
		500,
	],
	'one list, with all its places excluded': [
		work(
			(size) => ({
				item: { a: range(size) },
				choice: except(...range(size).map((index) => `a[${index}]`)),
			}),
			({ item, choice }) => map(item, choice),
		),
		500,
	],
	'a long path that is excluded': [
		work(
			(size) => except(Array(size).fill('a').join('.')),
			(choice) => map({ a: { a: { a: 1 } } }, choice),
		),
		5_000,
	],
	'entries of an object': [
		work(
			(size) => valuesOf(names(size)),
			(value) => typedJson(value, 'object'),
		),
		5_000,
	],
	'entries of a list': [
		work(
			(size) => range(size),
			(value) => typedJson(value, 'array'),
		),
		5_000,
	],
	'objects in a list': [
		work(
			(size) => rows(size, (index) => ({ index })),
			(value) => typedJson(value, 'array'),
		),
		5_000,
	],
	'entries of an object in a text': [
		work(
			(size) => JSON.stringify(valuesOf(names(size))),
			(value) => typedJson(value, 'object'),
		),
		5_000,
	],
	'letters in escapes, in a text that is to be an object': [
		work(
			(size) => String.raw`\u0061`.repeat(size),
			(found) => typedJson(found, 'object'),
		),
		30_000,
	],
	'values of an object that holds one twice, level by level': [
		work(
			(size) => range(Math.log2(size)).reduce((inner) => ({ a: inner, b: inner }), {}),
			(value) => typedJson(value, 'object'),
		),
		4_096,
	],
	'entries of an object that is found by its path': [
		work(
			(size) => ({ a: valuesOf(names(size)) }),
			(item) => plainValueAt(item, ['a']),
		),
		5_000,
	],
	'steps of a path': [
		work(
			(size) => Array<string>(size).fill('a'),
			(path) => plainValueAt({ a: { a: 1 } }, path),
		),
		5_000,
	],
	// JavaScript writes a number of digits in less than quadratic time from some length on.
	'digits of a large number in a message': [
		work((size) => 3n ** BigInt(size), describeValue),
		100_000,
	],
	'digits of a large number as an amount': [work((size) => 3n ** BigInt(size), revenue()), 100_000],
	'extra parameters': [
		work(
			(size) => rows(size, (index) => ({ name: `x${index}`, value: 'y' })),
			(found) => readExtras(found, {}),
		),
		5_000,
	],
	'extra parameters of one name': [
		work(
			(size) => rows(size, () => ({ name: 'x', value: 'y' })),
			(found) => readExtras(found, {}),
		),
		5_000,
	],
	'extra parameters of a wrong type': [
		work(
			(size) => rows(size, (index) => ({ name: `x${index}`, type: 'number', value: 'y' })),
			(found) => readExtras(found, {}),
		),
		1_000,
	],
	'other fields': [
		work(
			(size) => map(valuesOf(names(size)), ALL).otherFields,
			(found) => readExtras([], {}, found),
		),
		2_000, // four times as many are still sent
	],
	'rows of an action table, and the length of the action': [
		work(
			(size) => ({ table: tableOf(size), action: repeated(size * 10) }),
			({ table, action }) => translateAction(action, table),
		),
		500,
	],
	'rows of an action table that are alike': [
		work(
			(size) => ({ actionMapping: { values: rows(size, () => ({ from: 'A', to: 'b' })) } }),
			(table) => translateAction('a', table),
		),
		5_000,
	],
	'names in the conversion key': [
		work(
			(size) => ({ names: names(size), payload: valuesOf(names(size)) }),
			({ names: key, payload }) => conversionKeyOf(payload as never, key, LABELS),
		),
		3_000,
	],
	'names in the conversion key that the item lacks': [
		work(
			(size) => names(size),
			(key) => conversionKeyOf({}, key, LABELS),
		),
		3_000,
	],
	'one name many times in the conversion key, and the size of its value': [
		work(
			(size) => ({ key: Array<string>(size).fill('a').join(','), payload: { a: range(size) } }),
			({ key, payload }) => conversionKeyOf(payload, readKeyNames(key), LABELS),
		),
		500,
	],
	'items with one conversion key': [
		work(
			(size) => range(size),
			(items) => {
				const read = keyReader(sendConversion, readSettings({ conversionKey: 'a' }));
				for (const item of items) read({ a: 1 }, ACCOUNT, false, item);
			},
		),
		3_000,
	],
	'items with names of their own that came up empty': [
		work(
			(size) => names(size).map((name) => mappedItem({ otherFields: [{ name, isNamed: true }] })),
			(items) => {
				const empty = emptyFieldCounter(sendConversion, {}, true);
				for (const item of items) empty.count(item);
				return empty.remarks(items.length);
			},
		),
		3_000,
	],
	'items that are looked at before they are sent': [
		work((size) => candidatesOf(orders(size)), lookAt),
		5_000,
	],
	'items that are suspicious, each in its own way': [
		work(
			(size) =>
				candidatesOf(
					orders(size, (index) => ({
						action: `${index % 2 ? 'P' : 'p'}urchase ${index}`,
						timestamp: '2024-08-07T00:00:00Z',
						order_id: `O-${Math.floor(index / 2)}`,
						revenue: 100 * index + 99,
					})),
				),
			lookAt,
		),
		5_000,
	],
	'items that are summed up': [
		work(
			(size) =>
				candidatesOf(orders(size, (index) => ({ action: `purchase ${index}` }))).map(
					({ payload }): Outcome => ({ status: 'accepted', statusCode: 200, attempts: 1, payload }),
				),
			(outcomes) =>
				summaryLines(outcomes, {
					noun: 'conversion',
					timezone: 'UTC',
					isDryRun: false,
					isAgentTool: false,
				}),
		),
		5_000,
	],
	'parts of a collection': [
		work((size) => ({ field: valuesOf(names(size)) as INodeParameters }), readersOf),
		200,
	],
	'rows of expressions': [
		work(
			(size) => ({
				field: { rows: rows(size, () => ({ a: '={{ $json.a }}' })) } as INodeParameters,
			}),
			readersOf,
		),
		200,
	],
	'extra parameters that are mapped': [
		work(
			(size) => ({
				mappingMode: 'auto',
				extraParameters: {
					assignments: rows(size, (index) => ({ name: `x${index}`, value: '={{ $json.a }}' })),
				},
			}),
			(parameters) => {
				const { context } = contextOf({
					parameters: parameters as INodeParameters,
					evaluate: () => 'x',
				});
				return build(itemMapper(context, sendConversion).item(0));
			},
		),
		200,
	],
};

describe('The time of the work grows with the number, not faster', () => {
	test.each(Object.entries(WORK))('%s', (_, [doIt, size]) => {
		expect(growth(doIt, size)).toBeLessThan(MAX_LINEAR_GROWTH);
	});
});
