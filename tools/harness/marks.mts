import { UserError } from './userError.mjs';

/**
 * Puts new content between the two marks of a part, `<!-- part:start -->` and `<!-- part:end -->`, of a page.
 * Throws a `UserError` if the page lacks a mark.
 */
export function fillPart(page: string, part: string, content: string): string {
	const [start, end] = [`<!-- ${part}:start -->`, `<!-- ${part}:end -->`];
	const [before, rest] = split(page, start);
	const [, after] = split(rest, end);
	return `${before}${start}\n\n${content}\n\n${end}${after}`;
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new UserError(`The page has no ${mark}. Add it where the part belongs.`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}
