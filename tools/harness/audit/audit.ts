import type { IDataObject } from 'n8n-workflow';
import type { WorkflowResult } from '../engine/engine';
import type { ReceivedRequest } from '../rockerbox/receiver';

/** The email of an item, which identifies it in the output and in the ledger. */
export function emailOf(index: number): string {
	return `person-${index}@example.com`;
}

/** How an item ended, as the user sees it. */
export type End =
	| { status: 'accepted'; attempts: number; warning: string }
	| { status: 'skipped' }
	| { status: 'failed'; reason: string }
	| { status: 'notSent' };

/** The items on each output of a node. */
export type Outputs = Record<'success' | 'error', OutputItem[]>;
type OutputItem = { json: Record<string, unknown>; pairedItem?: unknown };

/** How each item ended, read from the output, or from the data that a failed execution keeps for a retry. */
export function endsOf(
	{ success, error, failure, run }: Outputs & Pick<Partial<WorkflowResult>, 'failure' | 'run'>,
	items: number,
): End[] {
	const ends: End[] = Array.from({ length: items }, () => ({ status: 'notSent' }));
	for (const { json, pairedItem } of [...success, ...error]) {
		const { item } = pairedItem as { item: number };
		ends[item] = endOf(json);
	}
	if (!failure) return ends;
	const { rockerbox } = run!.data.executionData!.contextData['node:Rockerbox'] as {
		rockerbox: { state: { accepted: Record<number, IDataObject> } };
	};
	for (const [item, json] of Object.entries(rockerbox.state.accepted)) {
		ends[Number(item)] = accepted(json);
	}
	for (const item of failure.items) ends[item] = { status: 'failed', reason: failure.text };
	return ends;
}

function endOf(json: Record<string, unknown>): End {
	if (json.status === 'accepted') return accepted(json);
	if (json.status === 'skipped') return { status: 'skipped' };
	return { status: 'failed', reason: json.error as string };
}

function accepted({ attempts, warning = '' }: Record<string, unknown>): End {
	return { status: 'accepted', attempts: Number(attempts), warning: warning as string };
}

/** The value of an event that tells which item it is from. */
interface Identity {
	key: string;
	valueOf: (item: number) => string;
}

/** The promises of the project, item by item: nothing lost, nothing twice, nothing unsaid. */
export function brokenPromises(
	ends: End[],
	ledger: ReceivedRequest[],
	mostSent: number,
	{ key, valueOf }: Identity = { key: 'email', valueOf: emailOf },
): string[] {
	const arrivals = new Map<unknown, ReceivedRequest[]>(ends.map((_, item) => [valueOf(item), []]));
	const strangers: string[] = [];
	for (const request of ledger) {
		if (request.body === '') continue; // reset before it was read, so nobody knows whose it was
		const arrived = arrivals.get((request.json as IDataObject | undefined)?.[key]);
		if (arrived) arrived.push(request);
		else strangers.push(`Something else arrived: ${request.body.slice(0, 100)}`);
	}
	return [
		...strangers,
		...ends.flatMap((end, item) =>
			brokenPromisesTo(end, arrivals.get(valueOf(item))!, mostSent).map(
				(sentence) => `Item ${item} ${sentence}`,
			),
		),
	];
}

function brokenPromisesTo(end: End, arrived: ReceivedRequest[], mostSent: number): string[] {
	const recorded = arrived.filter((request) => request.recorded).length;
	const broken: string[] = [];
	const check = (holds: boolean, sentence: string) => {
		if (!holds) broken.push(sentence);
	};
	check(arrived.length <= mostSent, `was sent ${arrived.length} times`);
	check(new Set(arrived.map(({ body }) => body)).size <= 1, 'was sent with different bodies');
	switch (end.status) {
		case 'accepted':
			check(recorded > 0, 'is accepted, but was not recorded');
			check(recorded < 2 || isPerhapsTwice(end), 'was recorded twice without a word');
			break;
		case 'failed':
			check(recorded === 0 || isPerhapsRecorded(end), 'failed without a word that it was recorded');
			break;
		default:
			check(arrived.length === 0, `is ${wordsFor(end)}, but was sent`);
	}
	return broken;
}

/** One output item for each input item, paired with it, and in order on each output. */
export function orderDeviations({ success, error }: Outputs, items: number): string[] {
	const orders = [success, error].map((output) =>
		output.map(({ pairedItem }) => (pairedItem as { item: number }).item),
	);
	const isInOrder = (order: number[]) =>
		order.every((item, at) => at === 0 || order[at - 1] < item);
	const isComplete = new Set(orders.flat()).size === items && orders.flat().length === items;
	return [
		...(orders.every(isInOrder) ? [] : ['The output is out of order']),
		...(isComplete ? [] : ['Items are missing in the output, or there twice']),
	];
}

/** How an item ended, in the words of the tables. */
export function wordsFor(end: End): string {
	if (end.status === 'accepted') {
		if (isPerhapsTwice(end)) return 'accepted, perhaps twice';
		return end.warning ? 'accepted, with a warning' : 'accepted';
	}
	if (end.status === 'skipped') return 'skipped';
	if (end.status === 'notSent') return 'not sent';
	return isPerhapsRecorded(end) ? 'failed, perhaps recorded' : 'failed';
}

function isPerhapsTwice({ warning }: { warning: string }): boolean {
	return warning.includes('may have received this event twice');
}

/** Whether an accepted item has a warning about its answer. */
export function isDoubtful(end: End): boolean {
	return end.status === 'accepted' && end.warning.includes('The server accepted the event, but');
}

function isPerhapsRecorded({ reason }: { reason: string }): boolean {
	return reason.includes('may or may not have recorded');
}
