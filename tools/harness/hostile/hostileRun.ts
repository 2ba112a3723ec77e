import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { brokenPromises, endsOf, orderDeviations, wordsFor } from '../audit/audit';
import { runWorkflow, type WorkflowResult } from '../engine/engine';
import { Receiver, type Respond } from '../rockerbox/receiver';
import { hostileAnswers, type HostileAnswer } from './answers';
import { hostileItems, innocentItem, itemOf, refOf, tokenOf, TOKENS } from './items';
import { ADVERTISER_ID, showsMostOf, showsId } from './secrets';
import { watchStretches } from './stretches';

const BATCH = 1_000; // items of one run of the node
const MAX_MESSAGE_CHARS = 3_000;
const MAX_RESPONSE_CHARS = 2_100;

/** The longest stretch that blocks the event loop, divided by that of the same number of innocent items. */
const MAX_RATIO = 20;
const MAX_ROUNDS = 3; // the best one counts, because chance only lengthens a stretch

export type Mapping = 'manual' | 'auto';

/** How all batches of a mapping ended. */
export interface HostileResult {
	/** How many items ended in each way, in the words of the tables. */
	ends: Record<string, number>;
	requests: number;
	/** Milliseconds. */
	longestStretch: { hostile: number; innocent: number };
	/** Broken promises, in sentences; empty if all is well. */
	deviations: string[];
}

const mapped = (name: string) => `={{ $json.${name} }}`;
const options: INodeParameters = { conversionKey: 'order_id', onDuplicate: 'skip', maxRetries: 0 };

/** Each sends all fields of `innocentItem`. */
const PARAMETERS: Record<Mapping, INodeParameters> = {
	manual: {
		operation: 'sendConversion',
		email: mapped('email'),
		customerId: mapped('customer_id'),
		action: mapped('action'),
		timestamp: mapped('timestamp'),
		additionalFields: {
			revenue: mapped('revenue'),
			orderId: mapped('order_id'),
			phone: mapped('phone'),
		},
		extraParameters: {
			assignments: [
				{ id: 'ref', name: 'ref', type: 'string', value: mapped('ref') },
				{ id: 'note', name: 'note', type: 'string', value: mapped('note') },
				{ id: 'data', name: 'data', type: 'object', value: mapped('data') },
			],
		},
		options,
	},
	auto: { operation: 'sendConversion', mappingMode: 'auto', includeOtherFields: true, options },
};

/**
 * Sends `count` hostile items through the node in n8n's engine, in batches, to a receiver whose answers are
 * hostile as well. Each batch alternates with one of innocent items, up to `MAX_ROUNDS` times, until its
 * longest stretch is short enough.
 */
export async function hostileRun(
	mapping: Mapping,
	count: number,
	seed: number,
): Promise<HostileResult> {
	const receiver = new Receiver();
	await receiver.start();
	const result: HostileResult = {
		ends: {},
		requests: 0,
		longestStretch: { hostile: 0, innocent: Infinity },
		deviations: [],
	};
	try {
		const makers = hostileItems(count, seed);
		const answers = hostileAnswers(count, seed);
		await runBatch(receiver, mapping, innocents()); // warms up the compiler
		for (let first = 0; first < count; first += BATCH) {
			const items = makers.slice(first, first + BATCH).map((make, index) => make(first + index));
			await runRounds(receiver, mapping, { first, items, answers }, result);
		}
	} finally {
		await receiver.stop();
	}
	return result;
}

interface Batch {
	/** The number of the first item. */
	first: number;
	items: IDataObject[];
	/** By the item's number. Without, all are accepted. */
	answers?: ReturnType<typeof hostileAnswers>;
}

function innocents(): Batch {
	return { first: 0, items: Array.from({ length: BATCH }, (_, item) => innocentItem(item)) };
}

async function runRounds(
	receiver: Receiver,
	mapping: Mapping,
	batch: Batch,
	result: HostileResult,
): Promise<void> {
	const { longestStretch } = result;
	let best = Infinity;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const innocent = await runBatch(receiver, mapping, innocents());
		longestStretch.innocent = Math.min(longestStretch.innocent, innocent.stretch);
		const hostile = await runBatch(receiver, mapping, batch);
		best = Math.min(best, hostile.stretch);
		result.deviations.push(...innocent.deviations, ...hostile.deviations);
		if (round === 0) {
			result.requests += receiver.ledger.length;
			for (const words of hostile.ends) result.ends[words] = (result.ends[words] ?? 0) + 1;
		}
		if (best <= MAX_RATIO * longestStretch.innocent) break;
	}
	longestStretch.hostile = Math.max(longestStretch.hostile, best);
	if (best > MAX_RATIO * longestStretch.innocent) {
		result.deviations.push(
			`A stretch of ${Math.round(best)} ms, from item ${batch.first} on; innocent items have ${Math.round(longestStretch.innocent)} ms`,
		);
	}
}

async function runBatch(receiver: Receiver, mapping: Mapping, batch: Batch) {
	const { first, items } = batch;
	receiver.reset();
	const repeated = new Map<number, string>(); // by the item's number
	if (batch.answers) receiver.answer(respondTo(batch, batch.answers, repeated));
	const keysBefore = prototypeKeys();
	const stop = watchStretches();
	const result = await runWorkflow({
		items,
		parameters: PARAMETERS[mapping],
		// Not with the error output, because n8n copies items for it, and can't copy some of these.
		settings: { onError: 'continueRegularOutput' },
		credential: { advertiserId: ADVERTISER_ID, baseUrl: receiver.url },
	});
	const stretch = stop();
	const ends = endsOf(result, items.length);
	const identity = { key: 'ref', valueOf: (item: number) => refOf(first + item) };
	return {
		stretch,
		ends: ends.map(wordsFor),
		deviations: [
			...(result.failure ? [`The run stopped: ${result.failure.text}`] : []),
			...brokenPromises(ends, receiver.ledger, 1, identity),
			...orderDeviations(result, items.length),
			...deviationsInOutput(result, receiver, first, repeated),
			...(prototypeKeys() === keysBefore ? [] : ['A prototype has changed']),
		],
	};
}

function respondTo(
	{ first, items }: Batch,
	answers: ReturnType<typeof hostileAnswers>,
	repeated: Map<number, string>,
): Respond {
	return (request) => {
		const item = itemOf(request.body)!;
		const other = innocentItem(item === first ? first + items.length - 1 : first);
		const { spelled, ...answer }: HostileAnswer = answers[item]({
			request,
			email: `${tokenOf(item)}@quokka.example`,
			stranger: `${other.email as string} ${other.phone as string}`,
		});
		if (spelled !== undefined) repeated.set(item, spelled);
		return answer;
	};
}

/** Data that the output must not show, and parts that it lacks. */
function deviationsInOutput(
	{ success, error, hints }: WorkflowResult,
	{ ledger }: Receiver,
	first: number,
	repeated: Map<number, string>,
): string[] {
	const bodies = new Map(ledger.map(({ body }) => [itemOf(body), body]));
	const found = hints.flatMap(({ message }) => [
		...messageFaults(message),
		...(tokensIn(message).length > 0 ? [`A hint tells a person's data: ${message}`] : []),
	]);
	for (const { json, pairedItem } of [...success, ...error]) {
		const item = first + (pairedItem as { item: number }).item;
		const body = bodies.get(item);
		const { conversion, ...told } = json;
		const text = JSON.stringify(told);
		const messages = [json.error, json.reason, json.warning].filter((said) => said !== undefined);
		const check = (holds: boolean, sentence: string) => {
			if (!holds) found.push(`Item ${item} ${sentence}: ${text.slice(0, 500)}`);
		};
		for (const message of messages) {
			for (const fault of messageFaults(message)) check(false, fault);
		}
		check(
			json.status !== 'accepted' || JSON.stringify(conversion) === body,
			'shows another event than arrived',
		);
		check(lengthOf(json.response) <= MAX_RESPONSE_CHARS, 'shows a long answer');
		check(!showsId(text), 'shows the advertiser ID');
		check(
			[...tokensIn(text), ...tokensIn(JSON.stringify(conversion) ?? '')].every(
				(owner) => owner === item,
			),
			"shows another item's data",
		);
		if (json.error === undefined || body === undefined) continue;
		check(tokensIn(text).length === 0, "repeats its own data after Rockerbox's answer");
		const spelled = repeated.get(item);
		check(
			spelled === undefined || !showsMostOf(spelled, text),
			'repeats its own data as Rockerbox spelled it',
		);
	}
	return found;
}

function messageFaults(message: unknown): string[] {
	if (typeof message !== 'string' || message.trim() === '') return ['says nothing'];
	return [
		...(message.length > MAX_MESSAGE_CHARS ? [`says ${message.length} characters`] : []),
		...(/[<>`]/.test(message.replaceAll('<br>', '')) ? ['has markup in a message'] : []),
		...(/\p{C}/u.test(message) ? ['has invisible characters in a message'] : []),
	];
}

function tokensIn(text: string): number[] {
	return Array.from(text.matchAll(TOKENS), ([, token, phone]) => Number(token ?? phone));
}

function lengthOf(response: unknown): number {
	return typeof response === 'string' ? response.length : (JSON.stringify(response)?.length ?? 0);
}

function prototypeKeys(): string {
	return [Object.prototype, Array.prototype, Function.prototype, String.prototype]
		.flatMap((prototype) => Reflect.ownKeys(prototype).map(String))
		.join();
}
