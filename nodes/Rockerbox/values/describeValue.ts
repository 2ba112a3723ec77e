import { DateTime } from 'luxon';

const MAX_QUOTE_CHARS = 60; // of a user's value that a message shows

/** What was found, in words a user recognizes: `"07/08/2024"`, `12.5`, `a list`, `an object`. */
export function describeValue(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return quote(value);
		case 'number':
		case 'bigint':
		case 'boolean':
			return String(value);
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

function quote(text: string): string {
	// Control and direction marks would garble the message around them.
	const [...characters] = text
		.trim()
		.slice(0, 2 * (MAX_QUOTE_CHARS + 1)) // an emoji is two of JavaScript's characters
		.replace(/\p{C}/gu, ' ');
	return characters.length > MAX_QUOTE_CHARS
		? `"${characters.slice(0, MAX_QUOTE_CHARS).join('')}…"`
		: `"${characters.join('')}"`;
}
