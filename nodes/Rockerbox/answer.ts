import type { Json } from './values/json';

const LONGEST = 2000; // characters of an answer that the output keeps

/** What Rockerbox answered; `response` is missing when the answer had no body. */
export interface Answer {
	statusCode: number;
	response?: Json;
}

/**
 * The answer as the output shows it: with the advertiser ID masked, bounded, and parsed if it is
 * JSON. Nothing documents what Rockerbox answers, so any text is fine.
 */
export function readAnswer(statusCode: number, body: string, advertiserId: string): Answer {
	const text = mask(body, advertiserId);
	if (text.trim() === '') return { statusCode };
	if (text.length > LONGEST) return { statusCode, response: `${text.slice(0, LONGEST)}…` };
	return { statusCode, response: parse(text) };
}

/** Masks an ID only as a whole word, or one as short as "7" would tear the answer to pieces. */
function mask(text: string, advertiserId: string): string {
	const asJson = JSON.stringify(advertiserId).slice(1, -1);
	return [advertiserId, asJson, encodeURIComponent(advertiserId)].reduce((masked, form) => {
		const literal = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\//g, '\\\\?/'); // JSON may escape a slash
		return masked.replace(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g'), '***');
	}, text);
}

function parse(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return text;
	}
}
