import type { INode, INodeParameters } from 'n8n-workflow';
import { brokenPromises, disorder, emailOf, endsOf, wordsFor, type End } from './audit';
import { retryWorkflow, runWorkflow, type WorkflowRun } from './engine';
import { Receiver, type Answer } from './receiver';

/** One way in which Rockerbox, or the network before it, can let an event down. */
export interface Fault {
	name: string;
	/** What the receiver does with an event that meets the fault. */
	answer?: Answer;
	/** Instead: the connection is reset before the request is read. */
	isResetUnread?: true;
	/** Whether the node tries again by itself. */
	isRetried: boolean;
	/** Whether the answer is an acceptance, in spite of all. */
	isAccepted?: true;
}

const answered = (status: number, more: Answer = {}): Answer => ({ status, ...more });
const inAMoment = { headers: { 'retry-after': '0' } };

/** Every fault of the matrix. */
export const faults: Fault[] = [
	{ name: 'HTTP 400', answer: answered(400), isRetried: false },
	{ name: 'HTTP 401', answer: answered(401), isRetried: false },
	{
		name: 'HTTP 404, a web page',
		answer: answered(404, { body: page('Not found') }),
		isRetried: false,
	},
	{
		name: 'HTTP 422, 1 MB long',
		answer: answered(422, { body: 'x'.repeat(1e6) }),
		isRetried: false,
	},
	{
		name: 'HTTP 302, to elsewhere',
		answer: answered(302, { headers: { location: 'http://localhost:9/webhook/data' } }),
		isRetried: false,
	},
	{ name: 'HTTP 408', answer: answered(408), isRetried: true },
	{ name: 'HTTP 425', answer: answered(425), isRetried: true },
	{ name: 'HTTP 429', answer: answered(429), isRetried: true },
	{ name: 'HTTP 429, Retry-After: 0', answer: answered(429, inAMoment), isRetried: true },
	{
		name: 'HTTP 429, Retry-After: a date gone by',
		answer: answered(429, { headers: { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' } }),
		isRetried: true,
	},
	{
		name: 'HTTP 429, Retry-After: an hour',
		answer: answered(429, { headers: { 'retry-after': '3600' } }),
		isRetried: false,
	},
	{ name: 'HTTP 500', answer: answered(500), isRetried: true },
	{
		name: 'HTTP 500, though it was recorded',
		answer: answered(500, { recorded: true }),
		isRetried: true,
	},
	{
		name: 'HTTP 502, a web page',
		answer: answered(502, { body: page('Bad gateway') }),
		isRetried: true,
	},
	{ name: 'HTTP 503, Retry-After: 0', answer: answered(503, inAMoment), isRetried: true },
	{ name: 'HTTP 504', answer: answered(504), isRetried: true },
	{ name: 'reset before it was read', isResetUnread: true, isRetried: true },
	{ name: 'recorded, then cut off', answer: { instead: 'cut' }, isRetried: true },
	{ name: 'recorded, no answer ever', answer: { instead: 'hang' }, isRetried: true },
	{
		name: 'HTTP 200, half an answer',
		answer: { instead: 'half' },
		isRetried: false,
		isAccepted: true,
	},
	{
		name: 'HTTP 200, an answer that stalls',
		answer: { instead: 'stall' },
		isRetried: false,
		isAccepted: true,
	},
	{
		name: 'HTTP 200, an endless answer',
		answer: { instead: 'endless' },
		isRetried: false,
		isAccepted: true,
	},
	{
		name: 'HTTP 200, a web page',
		answer: { body: page('Hello') },
		isRetried: false,
		isAccepted: true,
	},
	{ name: 'HTTP 200, after a while', answer: { delay: 300 }, isRetried: false, isAccepted: true },
];

/** How often an event meets the fault. */
export const persistences = ['once', 'always'] as const;

export const errorModes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Who tries again, besides the node with its option Max Retries. */
export const retrySettings = ['nobody', 'Retry On Fail', 'Retry button'] as const;

/** One cell of the matrix. */
export interface Case {
	fault: Fault;
	persistence: (typeof persistences)[number];
	onError: (typeof errorModes)[number];
	maxRetries: number;
	retry: (typeof retrySettings)[number];
}

/** How a case ended. */
export interface CaseResult {
	/** How the items that met the fault ended; the others must all be accepted. */
	end: string;
	/** What broke a promise, in sentences; empty if all is well. */
	deviations: string[];
}

const ITEMS = 6;
const FAULTY = [0, 3]; // the first one too, because n8n's Retry On Fail looks only at that

/** Every case of a fault that can happen: the Retry button is only there if the execution failed. */
export function casesOf(fault: Fault): Case[] {
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

/** Runs every case of a fault, and gives what broke a promise. */
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

/** Runs one case against a receiver of its own, and holds its ledger against the output. */
export async function runCase(given: Case): Promise<CaseResult> {
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
				...(given.onError === 'stopWorkflow' ? [] : disorder(result, ITEMS)),
			],
		};
	} finally {
		await receiver.stop();
	}
}

/** What differs from how a case must end. */
function surprises({ fault, persistence, onError, maxRetries, retry }: Case, ends: End[]) {
	const isTriedAgain = (fault.isRetried && maxRetries > 0) || retry !== 'nobody';
	const isHealed = fault.isAccepted || (persistence === 'once' && isTriedAgain);
	const faulty =
		fault.isResetUnread && persistence === 'always' ? ends.map((_, item) => item) : FAULTY;
	const isAlone = fault.isResetUnread && (persistence === 'once' || onError === 'stopWorkflow');
	return ends.flatMap((end, item) => {
		const mayFail = !isHealed && (isAlone ? item === 0 : faulty.includes(item));
		const isLeft = fault.isResetUnread && onError === 'stopWorkflow' && !isHealed && item > 0;
		const expected = isLeft ? 'notSent' : mayFail ? 'failed' : 'accepted';
		return end.status === expected ? [] : [`Item ${item} is ${end.status}, not ${expected}`];
	});
}

/** Whether nothing more comes on the connection, so that its cases wait for the node's timeout. */
export function isSilent({ answer }: Fault): boolean {
	return ['hang', 'stall'].includes(answer?.instead ?? '');
}

function workflowFor({ fault, onError, maxRetries, retry }: Case, baseUrl: string): WorkflowRun {
	// Seconds: a case with silence waits for them, and on a busy machine no other answer may take them.
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

function letDown(receiver: Receiver, { fault, persistence }: Case): void {
	const met = new Map<string, number>();
	receiver.answer(({ json }) => {
		const { email } = json as { email: string };
		if (!FAULTY.map(emailOf).includes(email) || fault.isResetUnread) return undefined;
		met.set(email, (met.get(email) ?? 0) + 1);
		return persistence === 'always' || met.get(email) === 1 ? fault.answer : undefined;
	});
	if (!fault.isResetUnread) return;
	// Whose request it is can't be known before it is read: with a concurrency of 1, the first item's.
	receiver.resetUnread((index) => persistence === 'always' || index === 0);
}

function page(title: string): string {
	return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}
