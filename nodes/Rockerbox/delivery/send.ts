import type { IExecuteFunctions } from 'n8n-workflow';
import type { Sendable } from '../prepare/prepare';
import type { Settings } from '../prepare/settings';
import { readAnswer } from '../result/answer';
import { eventOf, type Outcome } from '../result/outcome';
import { personalValues, quoteAnswer } from '../result/quote';
import { failureReason, MAYBE_TWICE, type Circumstances } from '../result/reasons';
import type { Brake } from './brake';
import { pause, type Pace } from './pace';
import { post } from './post';
import { judge, type Reply } from './reply';
import { readRetryAfter, waitBefore } from './retry';
import type { Watch } from './watch';

/** What the items of a run share on their way. */
export interface Line {
	settings: Settings;
	pace: Pace;
	brake: Brake;
	watch: Watch;
}

/**
 * Sends one event, again as often as it makes sense, always with the same body. `wasUnknown` says
 * whether an answer was lost in an earlier try of the run.
 */
export async function send(
	context: IExecuteFunctions,
	item: Sendable,
	{ settings, pace, brake, watch }: Line,
	wasUnknown: boolean,
): Promise<Outcome> {
	const { timeout, maxRetries } = settings;
	let last: Reply | undefined;

	for (let attempts = 1; ; attempts++) {
		await pace.turn();
		const over = brake.whyOver();
		if (over !== undefined) {
			if (!last) return { status: 'notSent', reason: over };
			return failed(item, last, { timeout, attempts: attempts - 1, wasUnknown });
		}
		const reply = await post(context, item, timeout, watch);
		const verdict = judge(reply);
		const willPass = verdict === 'passing' || verdict === 'unknown';
		if ('statusCode' in reply && verdict === 'accepted') {
			brake.afterAcceptance();
			return accepted(item, reply, attempts, wasUnknown);
		}
		const askedFor =
			'statusCode' in reply ? readRetryAfter(reply.retryAfter, Date.now()) : undefined;
		const wait = waitBefore(attempts, askedFor);
		// What Rockerbox asks for is meant for the sender, not for this event alone.
		if (willPass && wait !== undefined && (askedFor !== undefined || isBusy(reply))) {
			pace.hold(askedFor ?? wait);
		}
		if (!willPass || attempts > maxRetries || wait === undefined) {
			brake.afterFailure(willPass);
			const tooLong = willPass && wait === undefined ? askedFor : undefined;
			return failed(item, reply, { timeout, attempts, wasUnknown, tooLong });
		}
		last = reply;
		wasUnknown ||= verdict === 'unknown';
		await pause(wait, () => brake.whyOver() !== undefined);
	}
}

/** Too many requests, says the status. */
function isBusy(reply: Reply): boolean {
	return 'statusCode' in reply && reply.statusCode === 429;
}

function accepted(
	item: Sendable,
	{ statusCode, body }: Extract<Reply, { statusCode: number }>,
	attempts: number,
	wasUnknown: boolean,
): Outcome {
	return {
		...eventOf(item),
		status: 'accepted',
		attempts,
		...readAnswer(statusCode, body, item.mask),
		...(wasUnknown ? { warning: MAYBE_TWICE } : {}),
	};
}

function failed(
	{ account, payload, operation }: Sendable,
	reply: Reply,
	circumstances: Omit<Circumstances, 'host' | 'quote'>,
): Outcome {
	const { hostname: host } = new URL(account.baseUrl);
	const quote =
		'statusCode' in reply
			? quoteAnswer(reply.body, [account.advertiserId, ...personalValues(payload, operation)])
			: '';
	const reason = failureReason(reply, { ...circumstances, host, quote });
	return { status: 'failed', reason, isUnknown: wasLost(reply) || circumstances.wasUnknown };
}

function wasLost(reply: Reply): boolean {
	return ['unknown', 'stopped'].includes(judge(reply));
}
