import type { Candidate, Run, Suspicion } from './candidate';
import { centAmounts } from './suspicions/centAmounts';
import { conflictingOrders } from './suspicions/conflictingOrders';
import { cutOffTimes } from './suspicions/cutOffTimes';
import { decimalIds } from './suspicions/decimalIds';
import { hashedEmails } from './suspicions/hashedEmails';
import { momentOfRun } from './suspicions/momentOfRun';
import { oldDates } from './suspicions/oldDates';
import { onePerson } from './suspicions/onePerson';
import { similarActions } from './suspicions/similarActions';
import { worthlessAmounts } from './suspicions/worthlessAmounts';

/** No more are shown, because nobody reads ten. */
export const MAX_SUSPICIONS = 3;

/** The gravest first: those that spoil every number, then those that spoil some. */
const KINDS: Array<(run: Run) => Suspicion> = [
	momentOfRun,
	onePerson,
	centAmounts,
	decimalIds,
	hashedEmails,
	conflictingOrders,
	similarActions,
	worthlessAmounts,
	cutOffTimes,
	oldDates,
];

/** Looks at a batch as a careful colleague would, before it is sent. */
export function suspicionsOf(run: Run) {
	const kinds = KINDS.map((begin) => begin(run));
	return {
		count(candidate: Candidate): void {
			for (const kind of kinds) kind.count(candidate);
		},
		/** What looks wrong, in sentences, the gravest first, and no more than a person reads. */
		sentences(): string[] {
			return kinds.flatMap((kind) => kind.sentence() ?? []).slice(0, MAX_SUSPICIONS);
		},
	};
}
