import type { DryRun } from '../outcome';
import type { Sendable } from '../prepare/prepare';
import { addressOf, METHOD } from './post';
import { MASK } from './reply/mask';

/** Shows the request that would be sent, and sends nothing. */
export function dryRun({ account, payload, conversionKey, readable }: Sendable): DryRun {
	return {
		status: 'dryRun',
		request: {
			method: METHOD,
			url: `${addressOf(account)}?advertiser=${MASK}`,
			body: payload,
		},
		...(readable === undefined ? {} : { readable }),
		...(conversionKey === undefined ? {} : { conversionKey }),
	};
}
