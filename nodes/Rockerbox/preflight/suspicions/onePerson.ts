import { inDigits } from '../../values/inWords';
import type { Candidate, Run, Suspicion } from '../candidate';

const MIN_ITEMS = 20; // one customer may well have placed most of a few orders
const MIN_SHARE = 0.5;
const MAX_TRACKED = 1_000; // people

const FIELDS = { email: 'Email', customer_id: 'Customer ID', user_id: 'User ID' };

/**
 * One email or ID is in more than half of the items: a mapping uses the first item's for all, or a shop fills
 * in an address for guests. The lines of one order, split into items, don't count.
 */
export function onePerson({ noun }: Run): Suspicion {
	const people = Object.entries(FIELDS).map(([key, label]) => ({
		key,
		label,
		tally: mostFrequent(),
	}));
	let items = 0;
	return {
		count({ payload }) {
			items++;
			for (const { key, tally } of people) {
				const person = payload[key];
				if (typeof person === 'string') tally.count(person, payload);
			}
		},
		sentence() {
			if (items < MIN_ITEMS) return undefined;
			for (const { label, tally } of people) {
				const found = tally.top();
				if (!found?.hasSeveralOrders || found.items <= MIN_SHARE * items) continue;
				const howMany = `${found.isExact ? '' : 'At least '}${inDigits(found.items)} of ${inDigits(items)}`;
				return `${howMany} ${noun}s have the same ${label}. If they belong to different people, drag ${label} from the input again; if it stands for guests, leave it out.`;
			}
			return undefined;
		},
	};
}

interface Person {
	items: number;
	/** The value that tells this person's first order from others. */
	order: unknown;
	hasSeveralOrders: boolean;
}

/**
 * Counts people in little memory (Misra and Gries): if there are too many, each new one lowers all counts by
 * one. Anybody in more than a thousandth of the items stays, and no count is ever too high.
 */
function mostFrequent() {
	const people = new Map<string, Person>();
	let isExact = true;
	return {
		count(name: string, { order_id: orderId, timestamp }: Candidate['payload']): void {
			const order = orderId ?? timestamp;
			const known = people.get(name);
			if (known) {
				known.items++;
				if (known.order !== order) known.hasSeveralOrders = true;
			} else if (people.size < MAX_TRACKED) {
				people.set(name, { items: 1, order, hasSeveralOrders: false });
			} else {
				isExact = false;
				for (const [other, person] of people) if (--person.items === 0) people.delete(other);
			}
		},
		top(): (Person & { isExact: boolean }) | undefined {
			let top: Person | undefined;
			for (const person of people.values()) {
				if (person.items > (top?.items ?? 0)) top = person;
			}
			return top && { ...top, isExact };
		},
	};
}
