import type { DryRun } from '../outcome';
import type { Sendable } from '../prepare/prepare';
import { addressOf, METHOD } from './post';
import { MASK } from './reply/mask';

/** Shows the request that would be sent, and sends nothing. */
export function dryRun({ account, payload, conversionKey, readable }: Sendable): DryRun {
	return {
		status: 'dryRun',
		// Before the request, which fills n8n's table to its edge.
		...(readable === undefined ? {} : { readable }),
		request: {
			method: METHOD,
			url: `${addressOf(account)}?advertiser=${MASK}`,
			body: payload,
		},
		...(conversionKey === undefined ? {} : { conversionKey }),
	};
}
