import type { Sendable } from '../prepare/prepare';
import { MASK } from '../result/mask';
import type { DryRun } from '../result/outcome';
import { addressOf, METHOD } from './post';

/** Shows the request that would be sent, and sends nothing. */
export function rehearse({ account, payload, conversionKey }: Sendable): DryRun {
	return {
		status: 'dryRun',
		request: {
			method: METHOD,
			url: `${addressOf(account)}?advertiser=${MASK}`,
			body: payload,
		},
		...(conversionKey === undefined ? {} : { conversionKey }),
	};
}
