import type { Readable } from '../outcome';
import { plainMarks } from '../values/numerals';
import { amountInWords, centsOf } from './amounts';
import type { Candidate } from './candidate';
import { timeInWords } from './dates';

/** The readable twin of an event, for a dry run. */
export function readableTwin({ payload, found, timezone }: Candidate): Readable {
	const cents = centsOf(payload.revenue);
	return {
		timestamp: timeInWords(Number(payload.timestamp), timezone),
		...(cents === undefined ? {} : { revenue: withCurrency(cents, found.revenue) }),
	};
}

function withCurrency(cents: bigint, found: unknown): string {
	const amount = amountInWords(cents < 0n ? -cents : cents);
	const [, left = '', right = ''] =
		typeof found === 'string' ? (/^(\D*)\d(?:.*\d)?(\D*)$/.exec(plainMarks(found)) ?? []) : [];
	const [before, after] = [left, right].map(labelIn);
	const gap = before === '' || /\p{Sc}$/u.test(before) ? '' : ' ';
	const sign = cents < 0n ? '-' : '';
	return `${sign}${before}${gap}${amount}${after === '' ? '' : ` ${after}`}`;
}

/** The sign or code of a currency beside an amount. */
function labelIn(side: string): string {
	const label = side.replace(/[()+\-,:'’"=]|(?<=\p{Sc}|^)\.+$/gu, '').trim();
	return /[\p{Sc}\p{L}]/u.test(label) ? label : '';
}
