import { DateTime } from 'luxon';

const MAX_QUOTE_CHARS = 60; // of a user's value that a message shows

/** What was found, in words a user recognizes: `"07/08/2024"`, `12.5`, `a list`, `an object`. */
export function describeValue(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return `"${shorten(value, MAX_QUOTE_CHARS)}"`;
		case 'number':
		case 'bigint':
		case 'boolean':
			return shorten(String(value), MAX_QUOTE_CHARS);
		case 'object':
			if (value === null) return 'nothing';
			if (Array.isArray(value)) return 'a list';
			return isDate(value) ? 'a date' : 'an object';
		case 'undefined':
			return 'nothing';
		default:
			return `a ${typeof value}`;
	}
}

/** Whether the value is a date object: Luxon's, as n8n's expressions give it, or JavaScript's. */
export function isDate(value: unknown): value is Date | DateTime {
	return DateTime.isDateTime(value) || Object.prototype.toString.call(value) === '[object Date]';
}

/**
 * Somebody else's text in a form that fits into a message: without characters that would garble the message,
 * and cut after `maxChars` characters, as a reader counts them.
 */
export function shorten(text: string, maxChars: number): string {
	const [...characters] = text
		.trim()
		.slice(0, 2 * (maxChars + 1)) // an emoji is two of JavaScript's characters
		.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' '); // control and direction marks, and separators of lines
	return characters.length > maxChars
		? `${characters.slice(0, maxChars).join('')}…`
		: characters.join('');
}
