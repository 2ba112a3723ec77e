import { countByStatus, type Outcome, type Skipped } from '../outcome';
import { counted, inDigits } from '../values/inWords';
import type { Payload } from '../values/json';
import { amountInWords, centsOf } from './amounts';
import type { Run } from './candidate';
import { daysInWords, timeInWords } from './dates';
import { canBeShown, nameTally } from './nameTally';

const MAX_NAMES = 5; // actions or campaigns that the summary lists

/** The causes of skipped items in the summary's words. */
const CAUSES: Record<Skipped['cause'], string> = {
	duplicate: 'duplicates',
	unmappedAction: 'actions not in Action Mapping',
	emptyItem: 'empty items',
};

/** What the summary says of a run besides how its items ended. */
export interface RunFacts extends Pick<Run, 'noun'> {
	/** The zone in which days are counted. */
	timezone: string;
	/** Whether Dry Run was on for some of the items, even if they failed. */
	isDryRun: boolean;
	isAgentTool: boolean;
}

/**
 * The result of a run in numbers, which a user can compare with the source's report, one thought per line. It
 * never says anything about a person. It sums up the accepted events, or the ready ones in a dry run. An
 * agent's tool gets no summary, because it has one event per call and nobody who compares.
 */
export function summaryLines(outcomes: Outcome[], facts: RunFacts): string[] {
	if (facts.isAgentTool) return [];
	const counts = countByStatus(outcomes);
	const isSent = counts.accepted > 0;
	const figures = figuresOf();
	for (const outcome of outcomes) {
		const payload = payloadOf(outcome, isSent);
		if (payload) figures.count(payload);
	}
	const [heading, only] = [headingOf(counts, facts), figures.only()];
	if (outcomes.length === 1) {
		return only ? [`${heading.slice(0, -1)}: ${inShort(only, facts.timezone)}.`] : [heading];
	}
	const unknown = counts.accepted - figures.items();
	return [
		heading,
		...skippedLines(outcomes),
		...figures.lines(facts),
		...(isSent && unknown > 0
			? [
					`These figures leave out ${inDigits(unknown)} accepted in an earlier try and changed since.`,
				]
			: []),
	];
}

type Counts = Record<Outcome['status'], number>;

/** `117 of 120 conversions are ready, 3 can't be sent.` */
function headingOf(counts: Counts, { noun, isDryRun }: RunFacts): string {
	const { accepted, dryRun, skipped } = counts;
	const failed = counts.failed + counts.notSent;
	const total = accepted + dryRun + skipped + failed;
	const only = isDryRun && accepted === 0;
	const good = only ? dryRun : accepted;
	const failing = only ? "can't be sent" : 'failed';
	const start = only ? 'Dry run: nothing was sent. ' : '';
	if (total === 1 && good === 0 && dryRun === 0) {
		return `${start}1 ${noun} ${skipped > 0 ? 'was skipped (see "reason")' : `${failing} (see "error")`}.`;
	}
	const what =
		good === total ? counted(total, noun) : `${inDigits(good)} of ${counted(total, noun)}`;
	const verb = only ? (good === 1 ? 'is' : 'are') : good === 1 ? 'was' : 'were';
	const parts = [`${what} ${verb} ${only ? 'ready' : 'accepted'}`];
	if (!only && dryRun > 0) parts.push(`${inDigits(dryRun)} only shown (dry run)`);
	if (skipped > 0) parts.push(`${inDigits(skipped)} skipped (see "reason")`);
	if (failed > 0) parts.push(`${inDigits(failed)} ${failing} (see "error")`);
	return `${start}${parts.join(', ')}.`;
}

/** `Skipped: duplicates 2, empty items 1.` */
function skippedLines(outcomes: Outcome[]): string[] {
	const causes = outcomes.flatMap((one) => (one.status === 'skipped' ? [one.cause] : []));
	const parts = Object.entries(CAUSES)
		.map(([cause, name]) => [name, causes.filter((one) => one === cause).length] as const)
		.filter(([, items]) => items > 0);
	return parts.length > 0 ? [`Skipped: ${listed(parts)}.`] : [];
}

function payloadOf(outcome: Outcome, isSent: boolean): Payload | undefined {
	if (outcome.status === 'accepted') return outcome.payload;
	return outcome.status === 'dryRun' && !isSent ? outcome.request.body : undefined;
}

/** `purchase, Aug 7, 2024, 10:30:00 AM (America/New_York), 27.50` */
function inShort({ action, timestamp, revenue }: Payload, timezone: string): string {
	const cents = centsOf(revenue);
	return [
		...(typeof action === 'string' && canBeShown(action) ? [action] : []),
		timeInWords(Number(timestamp), timezone),
		...(cents === undefined ? [] : [amountInWords(cents)]),
	].join(', ');
}

/** Sums events up, in memory that doesn't grow with their number. */
function figuresOf() {
	const actions = nameTally();
	const campaigns = nameTally();
	const amounts = amountTally();
	const known = { email: 0, customerId: 0, both: 0 };
	let items = 0;
	let withoutAction = 0;
	let earliest = Infinity;
	let latest = 0;
	let first: Payload | undefined;
	return {
		items: () => items,
		/** The event, if there is just one. */
		only: () => (items === 1 ? first : undefined),
		count(payload: Payload): void {
			const { action, timestamp, revenue, email, customer_id: customerId } = payload;
			first ??= payload;
			items++;
			if (typeof action === 'string') actions.add(action);
			else withoutAction++;
			if (typeof payload.ad_campaignid === 'string') campaigns.add(payload.ad_campaignid);
			earliest = Math.min(earliest, Number(timestamp));
			latest = Math.max(latest, Number(timestamp));
			amounts.add(centsOf(revenue));
			if (email !== undefined && customerId !== undefined) known.both++;
			else if (email !== undefined) known.email++;
			else if (customerId !== undefined) known.customerId++;
		},
		lines({ noun, timezone }: RunFacts): string[] {
			if (items === 0) return [];
			const days = `${daysInWords(earliest, latest, timezone)} (${timezone})`;
			const knownBy = [
				['email', known.email],
				['customer ID', known.customerId],
				['both', known.both],
			] as const;
			return noun === 'conversion'
				? [
						`Action: ${inNumbers(actions, withoutAction)}.`,
						`Dates: ${days}.`,
						...amounts.lines(),
						`Known by: ${listed(knownBy.filter(([, count]) => count > 0))}.`,
					]
				: [`Dates: ${days}.`, ...campaignLines(campaigns)];
		},
	};
}

function campaignLines(campaigns: ReturnType<typeof nameTally>): string[] {
	const different = campaigns.byFrequency().length;
	if (different === 0) return [];
	return [`Ad campaigns: ${campaigns.others() > 0 ? 'over ' : ''}${inDigits(different)}.`];
}

/** `12,345.60 in all, from 0.00 to 980.00` */
function amountTally() {
	let items = 0;
	let without = 0;
	let sum = 0n;
	let [least, most] = [0n, 0n];
	return {
		add(cents: bigint | undefined): void {
			if (cents === undefined) {
				without++;
				return;
			}
			if (items === 0 || cents < least) least = cents;
			if (items === 0 || cents > most) most = cents;
			sum += cents;
			items++;
		},
		lines(): string[] {
			if (items === 0) return [];
			const each =
				least === most
					? `${amountInWords(least)} each`
					: `from ${amountInWords(least)} to ${amountInWords(most)}`;
			const rest = without > 0 ? ` (${inDigits(without)} without)` : '';
			return [`Revenue: ${amountInWords(sum)} in all, ${each}${rest}.`];
		},
	};
}

/** `purchase 110, renewal 7, 3 others 12` */
function inNumbers(names: ReturnType<typeof nameTally>, without: number): string {
	const all = names.byFrequency();
	const items = all.reduce((sum, [, count]) => sum + count, without);
	// No account has this many conversions, so another field is mapped, perhaps one about people.
	if (all.length > MAX_NAMES && all.length > items / 2) return `${inDigits(all.length)} different`;
	const shown = all.filter(([name]) => canBeShown(name)).slice(0, MAX_NAMES);
	const rest = all.filter((entry) => !shown.includes(entry));
	const restItems = rest.reduce((sum, [, count]) => sum + count, names.others());
	const parts: Array<readonly [string, number]> = [...shown];
	if (restItems > 0) {
		const what = names.others() > 0 ? 'many others' : counted(rest.length, 'other');
		parts.push([what, restItems]);
	}
	if (without > 0) parts.push(['none', without]);
	return listed(parts);
}

function listed(parts: ReadonlyArray<readonly [string, number]>): string {
	return parts.map(([name, count]) => `${name} ${inDigits(count)}`).join(', ');
}
