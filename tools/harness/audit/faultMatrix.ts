import type { INode, INodeParameters } from 'n8n-workflow';
import { retryWorkflow, runWorkflow, type WorkflowRun } from '../engine/engine';
import { isSilent, type Fault } from '../rockerbox/faults';
import { Receiver } from '../rockerbox/receiver';
import {
	brokenPromises,
	emailOf,
	endsOf,
	isDoubtful,
	orderDeviations,
	wordsFor,
	type End,
} from './audit';

/** How often the fault hits an event. */
export const persistences = ['once', 'always'] as const;

export const errorModes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** The retries besides those of the node's option Max Retries. */
export const retrySettings = ['nobody', 'Retry On Fail', 'Retry button'] as const;

/** One cell of the matrix. */
export interface FaultCase {
	fault: Fault;
	persistence: (typeof persistences)[number];
	onError: (typeof errorModes)[number];
	maxRetries: number;
	retry: (typeof retrySettings)[number];
}

/** How a cell ended. */
export interface CaseResult {
	/** How the items with the fault ended. All others must be accepted. */
	end: string;
	/** Broken promises, in sentences; empty if all is well. */
	deviations: string[];
}

const ITEMS = 6;
const FAULTY = [0, 3]; // the first one too, because n8n's Retry On Fail looks only at that

/** Every possible case of a fault. The Retry button is only there if the execution failed. */
export function casesOf(fault: Fault): FaultCase[] {
	return persistences.flatMap((persistence) =>
		errorModes.flatMap((onError) =>
			[0, 2].flatMap((maxRetries) =>
				retrySettings
					.filter((retry) => retry !== 'Retry button' || onError === 'stopWorkflow')
					.map((retry) => ({ fault, persistence, onError, maxRetries, retry })),
			),
		),
	);
}

/** Runs every case of a fault, and returns the broken promises. */
export async function deviationsOf(fault: Fault): Promise<string[]> {
	const found = await Promise.all(
		casesOf(fault).map(async (given) => {
			const { persistence, onError, maxRetries, retry } = given;
			const label = `${persistence}, ${onError}, ${maxRetries} retries, ${retry}`;
			return (await runCase(given)).deviations.map((sentence) => `${label}: ${sentence}`);
		}),
	);
	return found.flat();
}

/** Runs one case against its own receiver, and compares the receiver's ledger with the output. */
export async function runCase(given: FaultCase): Promise<CaseResult> {
	const receiver = new Receiver();
	await receiver.start();
	try {
		letDown(receiver, given);
		const options = workflowFor(given, receiver.url);
		let result = await runWorkflow(options);
		if (given.retry === 'Retry button' && result.failure) {
			result = await retryWorkflow(options, result);
		}
		const ends = endsOf(result, ITEMS);
		const mostSent = (given.maxRetries + 1) * (given.retry === 'nobody' ? 1 : 2);
		return {
			end: wordsFor(ends[0]),
			deviations: [
				...brokenPromises(ends, receiver.ledger, mostSent),
				...surprises(given, ends),
				...(given.onError === 'stopWorkflow' ? [] : orderDeviations(result, ITEMS)),
			],
		};
	} finally {
		await receiver.stop();
	}
}

/** The differences from the way in which a case must end. */
function surprises({ fault, persistence, onError, maxRetries, retry }: FaultCase, ends: End[]) {
	const isRunAgain = retry === 'Retry button' || (retry !== 'nobody' && !fault.asksForLongWait);
	const isTriedAgain = (fault.isRetried && maxRetries > 0) || isRunAgain;
	const isHealed = fault.isAccepted || (persistence === 'once' && isTriedAgain);
	const faulty =
		fault.isResetUnread && persistence === 'always' ? ends.map((_, item) => item) : FAULTY;
	const isAlone = fault.isResetUnread && (persistence === 'once' || onError === 'stopWorkflow');
	return ends.flatMap((end, item) => {
		const mayFail = !isHealed && (isAlone ? item === 0 : faulty.includes(item));
		const isLeft = fault.isResetUnread && onError === 'stopWorkflow' && !isHealed && item > 0;
		const expected = isLeft ? 'notSent' : mayFail ? 'failed' : 'accepted';
		if (end.status !== expected) return [`Item ${item} is ${end.status}, not ${expected}`];
		const mustWarn = fault.isDoubtful === true && faulty.includes(item);
		return isDoubtful(end) === mustWarn ? [] : [`Item ${item} has the wrong warning`];
	});
}

function workflowFor(
	{ fault, onError, maxRetries, retry }: FaultCase,
	baseUrl: string,
): WorkflowRun {
	// Seconds. A case with silence takes this long, and no other answer may take longer, even on a busy
	// machine.
	const timeout = isSilent(fault) ? 5 : 30;
	const parameters: INodeParameters = {
		operation: 'sendConversion',
		email: '={{ $json.email }}',
		action: 'purchase',
		timestamp: '1535147451',
		options: { maxRetries, concurrency: fault.isResetUnread ? 1 : 10, timeout },
	};
	const settings: Partial<INode> = { onError };
	if (retry === 'Retry On Fail') {
		Object.assign(settings, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
	}
	const items = Array.from({ length: ITEMS }, (_, index) => ({ email: emailOf(index) }));
	return { items, parameters, settings, credential: { advertiserId: 'MOx2ZmMw', baseUrl } };
}

function letDown(receiver: Receiver, { fault, persistence }: FaultCase): void {
	const met = new Map<string, number>();
	receiver.answer(({ json }) => {
		const { email } = json as { email: string };
		if (!FAULTY.map(emailOf).includes(email) || fault.isResetUnread) return undefined;
		met.set(email, (met.get(email) ?? 0) + 1);
		return persistence === 'always' || met.get(email) === 1 ? fault.answer : undefined;
	});
	if (!fault.isResetUnread) return;
	// Nobody can know whose request it is before it is read. With a concurrency of 1, the first one is the
	// first item's.
	receiver.resetUnread((index) => persistence === 'always' || index === 0);
}
