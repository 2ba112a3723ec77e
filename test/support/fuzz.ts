/* eslint-disable @n8n/community-nodes/no-restricted-globals -- catches errors that would end the process */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Operation } from '../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import type { Payload } from '../../nodes/Rockerbox/values/json';
import type { WorkflowResult } from '../../tools/harness/engine/engine';
import { ERROR_OUTPUT, extraParameters, useRockerbox, withoutWaits } from './engineRun';
import { everyField } from './everyField';
import { faultsOnTheWire } from './wire';

const LONGEST_ERROR = 10_000; // characters
const LONGEST_HINT = 2_000; // characters

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const ownKeys = () => prototypes.map((prototype) => Reflect.ownKeys(prototype));

/**
 * For tests with any input at all. They run the node and check every promise about the items against the
 * events that arrived. After each test, nothing may have crashed, and no prototype may have changed.
 */
export function useFuzz() {
	const { receiver, run } = useRockerbox();
	withoutWaits();
	const crashes: unknown[] = [];
	const recordCrash = (reason: unknown) => crashes.push(reason);
	const keysBefore = ownKeys();

	beforeAll(() => {
		process.on('unhandledRejection', recordCrash);
		process.on('uncaughtException', recordCrash);
	});

	afterAll(() => {
		process.off('unhandledRejection', recordCrash);
		process.off('uncaughtException', recordCrash);
	});

	afterEach(() => {
		expect(crashes).toEqual([]);
		expect(ownKeys()).toEqual(keysBefore);
		expect(({} as IDataObject).polluted).toBeUndefined();
	});

	/** Each item is accepted and recorded once, or fails with a reason. */
	async function fuzz(
		items: IDataObject[],
		parameters: INodeParameters,
		operation: Operation = sendConversion,
	) {
		const before = receiver.ledger.length;
		const result = await run(items, { parameters, ...ERROR_OUTPUT });
		const bodies = receiver.ledger.slice(before).map(({ body }) => body);
		expect(deviations(items, result, bodies, operation)).toEqual([]);
		return { ...result, bodies, errors: errorsOf(result) };
	}

	/** Each item arrives, and fails with a reason. */
	async function fuzzRefused(items: IDataObject[], parameters: INodeParameters) {
		const result = await run(items, { parameters, ...ERROR_OUTPUT });
		expect(deviations(items, result, [], sendConversion)).toEqual([]);
		expect(receiver.ledger).toHaveLength(items.length);
		return { errors: errorsOf(result) };
	}

	return { receiver, run, fuzz, fuzzRefused };
}

function errorsOf({ error }: WorkflowResult): string[] {
	return error.map(({ json }) => json.error as string);
}

/** The fields of a conversion, and an extra parameter, as errors name them. */
export const LABELS: Record<string, string> = {
	...Object.fromEntries(
		Object.values(sendConversion.fields).map(({ property }) => [
			property.name,
			property.displayName,
		]),
	),
	extra: 'Extra parameter "extra"',
};
export const FIELD_NAMES = Object.keys(LABELS);

/** Every field is right, but this one is an expression. */
export function withOne(name: string, value: unknown, type = 'string'): INodeParameters {
	const all = everyField(sendConversion);
	if (name === 'extra') return { ...all, ...extraParameters([{ name, type, value }]) };
	if (name in all) return { ...all, [name]: value as string };
	const collection = sendConversion.collection.name;
	const collected = all[collection] as INodeParameters;
	return { ...all, [collection]: { ...collected, [name]: value as string } };
}

/** Violations of the promise that each item is accepted and recorded once, or fails with a reason. */
function deviations(
	items: IDataObject[],
	{ success, error, hints, failure, run: whole }: WorkflowResult,
	bodies: string[],
	operation: Operation,
): string[] {
	const found: string[] = [];
	const check = (holds: boolean, sentence: string) => {
		if (!holds) found.push(sentence);
	};

	check(!failure && whole.status === 'success', `The run stopped: ${failure?.text}`);
	const places = [success, error].map((output) => output.map(indexOf));
	check(
		places.every((order) => order.every((place, at) => at === 0 || place > order[at - 1])),
		'The output is out of order',
	);
	check(
		places
			.flat()
			.sort((a, b) => a - b)
			.join() === items.map((_, index) => index).join(),
		`The output's items are ${places.flat().join()}`,
	);

	check(
		success.every(({ json }) => json.status === 'accepted'),
		'There is more than the accepted on the first output',
	);
	const shown = success.map(({ json }) => JSON.stringify(json[operation.outputKey]));
	check(
		shown.sort().join('\n') === [...bodies].sort().join('\n'),
		`Other bodies arrived than those accepted: ${bodies.join(' ')}`,
	);
	for (const body of bodies) found.push(...faultsIn(JSON.parse(body) as Payload, operation));

	for (const failed of error) {
		const item = items[indexOf(failed)];
		const { error: reason } = failed.json;
		found.push(...unreadable(reason, item));
		check(
			textOf(failed.json) === textOf({ ...item, error: reason }),
			"A failed item lacks its input's fields",
		);
	}
	for (const { message } of hints) {
		check(message.length <= LONGEST_HINT && !/\p{C}|<(?!br>)/u.test(message), message);
	}
	return found;
}

function indexOf({ pairedItem }: WorkflowResult['success'][number]): number {
	return (pairedItem as { item: number }).item;
}

function faultsIn(payload: Payload, operation: Operation): string[] {
	const isConversion = operation === sendConversion;
	return faultsOnTheWire(payload, {
		fields: Object.keys(operation.fields),
		identity: isConversion ? ['email', 'customer_id'] : ['user_id'],
		required: isConversion ? ['action', 'timestamp'] : ['timestamp'],
		now: Date.now() / 1000,
	});
}

/** Words of JavaScript that mean nothing to a user. They are only allowed in the user's own values. */
const JARGON =
	/\[object \w+\]|\b(?:Type|Range|Reference|Syntax|Zod)Error\b|is not (?:a function|iterable|defined)|call stack|intermediate value|Cannot (?:read|convert|destructure)|\bat \S+ \(|node_modules|\.[jt]s:\d+/g;

/** Says why a user couldn't understand this as the reason for an item's failure. */
export function unreadable(reason: unknown, item: IDataObject): string[] {
	if (typeof reason !== 'string') return [`The error is no text: ${typeof reason}`];
	const own = reason.replace(/(?:was|came out as) ".*?", (?:so its mapping|which)/g, ''); // quotes
	const found = [...own.matchAll(JARGON)]
		.map(([word]) => word)
		.filter((word) => !textOf(item).includes(word))
		.map((word) => `Jargon ("${word}"): ${reason.slice(0, 300)}`);
	if (!/^\S.*[.!?…] \[item \d+(?:, order \S+)?\]$/.test(reason))
		found.push(`No sentence: ${reason.slice(-300)}`);
	if (/\p{C}/u.test(reason)) found.push(`Invisible characters: ${JSON.stringify(reason)}`);
	if (reason.length > LONGEST_ERROR) found.push(`${reason.length} characters of error`);
	return found;
}

/** As JSON, even if the value contains itself. */
function textOf(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		return 'something endless';
	}
}
