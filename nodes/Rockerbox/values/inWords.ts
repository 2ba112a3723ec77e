import { describeValue } from './describeValue';

const MAX_LISTED = 5;
const LIST = new Intl.ListFormat('en-US', { type: 'conjunction' });

/** `"a", "b", and 9,995 more`, because no message may grow with the list in it. */
export function inWords(
	names: string[],
	describe: (name: string) => string = describeValue,
	maxListed = MAX_LISTED,
): string {
	const listed = names.slice(0, maxListed).map(describe);
	const more = names.length - maxListed;
	return LIST.format(more > 0 ? [...listed, `${inDigits(more)} more`] : listed);
}

/** `12 of 1,300 items`. */
export function ofItems(count: number, total: number): string {
	return `${inDigits(count)} of ${counted(total, 'item')}`;
}

/** `1 item`, `1,300 items`. */
export function counted(count: number, noun: string): string {
	return `${inDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1,234`, as n8n's editor writes numbers. */
export function inDigits(count: number): string {
	return count.toLocaleString('en-US');
}
