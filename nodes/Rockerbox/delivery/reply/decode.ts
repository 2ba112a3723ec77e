const MAX_ROUNDS = 5; // layers of escapes inside escapes

const ENTITIES: Record<string, string> = {
	amp: '&',
	apos: "'",
	commat: '@',
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

/** Undoes the escapes of JSON, web addresses, forms and web pages, even nested ones. */
export function decode(text: string): string {
	return untilNothingChanges(text, decodeOnce).normalize('NFKC');
}

/** The same, plus the escapes of programs and of emails. Text that isn't escaped can look like these, too. */
export function decodeAll(text: string): string {
	return untilNothingChanges(text, (escaped) => decodeRareOnce(decodeOnce(escaped)));
}

/** Text without the tags, scripts and styles of web pages. */
export function withoutMarkup(text: string): string {
	return text
		.replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
		.replace(/<[a-z/!?][^>]*(?:>|$)/gi, ' ');
}

function untilNothingChanges(text: string, step: (text: string) => string): string {
	for (let round = 0, before = ''; round < MAX_ROUNDS && text !== before; round++) {
		before = text;
		text = step(text);
	}
	return text;
}

// Nested escapes have many backslashes. A pattern must begin with the first one: if it tried from each of
// them, long rows of backslashes would take ages.

function decodeOnce(text: string): string {
	return text
		.replace(/(?<!\\)\\+[bfnrt]/g, ' ')
		.replace(/(?:(?<!\\)\\+|%)u([\da-f]{4})/gi, (_, code: string) => characterOf(code, 16))
		.replace(/&#x0*([\da-f]{1,6});?/gi, (_, code: string) => characterOf(code, 16))
		.replace(/&#0*(\d{1,7});?/g, (_, code: string) => characterOf(code, 10))
		.replace(/&([a-z]+);/gi, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity)
		.replace(/(?:%[\da-f]{2})+/gi, (escaped) => textOf(escaped.split('%'), 16));
}

function decodeRareOnce(text: string): string {
	return text
		.replace(/(?<!\\)\\+u\{0*([\da-f]{1,6})\}/gi, (_, code: string) => characterOf(code, 16))
		.replace(/(?<!\\)(?:\\+x[\da-f]{2})+/gi, (escaped) => textOf(escaped.split(/\\+x/i), 16))
		.replace(/(?<!\\)(?:\\+[0-3][0-7]{2})+/g, (escaped) => textOf(escaped.split(/\\+/), 8))
		.replace(/(?:=[\da-f]{2})+/gi, (escaped) => textOf(escaped.split('='), 16));
}

function characterOf(code: string, base: number): string {
	const point = parseInt(code, base);
	return point <= 0x10_ff_ff ? String.fromCodePoint(point) : ' ';
}

/**
 * The text of bytes, as far as they are UTF-8. The first element precedes the first mark, so it is no byte.
 */
function textOf([, ...codes]: string[], base: number): string {
	return Buffer.from(codes.map((code) => parseInt(code, base))).toString();
}
