import fc from 'fast-check';
import {
	brokenPromises,
	orderDeviations,
	emailOf,
	endsOf,
	wordsFor,
	type End,
} from '../harness/audit/audit.js';
import { runWorkflow } from '../harness/engine/engine.js';
import type { Report } from '../harness/measure/report.mjs';
import { rateLimit, Receiver, type Answer } from '../harness/rockerbox/receiver.js';

const SEED = 20261124;
const ITEMS = 10_000;
const CONCURRENCY = 20;
const MAX_RETRIES = 4;
const LIMITED = { items: 1_000, perSecond: 100 };

/** The mishaps, one of which happens to one request in five. */
const mishaps: Answer[] = [
	{ status: 400 },
	{ status: 408 },
	{ status: 429, headers: { 'retry-after': '0' } },
	{ status: 500 },
	{ status: 500, recorded: true },
	{ status: 502 },
	{ status: 503, headers: { 'retry-after': '0' } },
	{ status: 504 },
	{ delay: 200 },
	{ instead: 'cut' },
	{ instead: 'half' },
	{ instead: 'stall' },
	{ instead: 'hang' },
	{ instead: 'endless' },
];

/**
 * Sends many items from n8n's engine to a receiver that fails one request in five in a random way. The same
 * items have the same mishaps in each run, except for reset connections, because nobody can know whose those
 * are.
 */
export async function chaos(): Promise<Report> {
	const receiver = new Receiver();
	await receiver.start();
	try {
		const rows: Report['rows'] = [];
		const deviations: string[] = [];
		for (const [what, items, misbehave] of [
			[`One request in five goes wrong at random (seed ${SEED})`, ITEMS, atRandom],
			[
				`At most ${LIMITED.perSecond} requests a second are taken, the others get HTTP 429`,
				LIMITED.items,
				(limited: Receiver) => limited.answer(rateLimit(LIMITED.perSecond)),
			],
		] as const) {
			receiver.reset();
			misbehave(receiver);
			const result = await send(items, receiver.url);
			const ends = endsOf(result, items);
			const broken = [
				...brokenPromises(ends, receiver.ledger, MAX_RETRIES + 1),
				...orderDeviations(result, items),
				...(receiver.mostInFlight > CONCURRENCY ? ['Too many requests at once'] : []),
			];
			deviations.push(...broken.map((sentence) => `${what}: ${sentence}`));
			rows.push([what, items, receiver.ledger.length, ...counts(ends), broken.length]);
		}
		return {
			title: 'Chaos',
			columns: ['What goes wrong', 'items', 'requests', ...ENDS, 'lost, or unexplained'],
			rows,
			deviations,
		};
	} finally {
		await receiver.stop();
	}
}

function atRandom(receiver: Receiver) {
	const fate = fc.oneof(
		{ weight: 41, arbitrary: fc.constant<Answer>({}) },
		{ weight: 9, arbitrary: fc.constantFrom(...mishaps) },
	);
	const fates = fc.sample(fate, { seed: SEED, numRuns: ITEMS * (MAX_RETRIES + 1) });
	const attempts = new Map<string, number>();
	receiver.answer(({ json }) => {
		const { email } = json as { email: string };
		const attempt = attempts.get(email) ?? 0;
		attempts.set(email, attempt + 1);
		return fates[Number(/\d+/.exec(email)) * (MAX_RETRIES + 1) + attempt];
	});
	receiver.resetUnread((index) => index % 50 === 49); // the rest of one in five
}

async function send(items: number, baseUrl: string) {
	return await runWorkflow({
		items: Array.from({ length: items }, (_, index) => ({ email: emailOf(index) })),
		parameters: {
			operation: 'sendConversion',
			email: '={{ $json.email }}',
			action: 'purchase',
			timestamp: '1535147451',
			options: { concurrency: CONCURRENCY, maxRetries: MAX_RETRIES, timeout: 1 },
		},
		settings: { onError: 'continueErrorOutput' },
		credential: { advertiserId: 'MOx2ZmMw', baseUrl },
	});
}

const ENDS = ['accepted', 'accepted, perhaps twice', 'failed', 'failed, perhaps recorded'];

function counts(ends: End[]): number[] {
	return ENDS.map((words) => ends.filter((end) => wordsFor(end) === words).length);
}
