import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { Json } from './values/json';

const LONGEST = 2000; // characters of an answer that the output keeps

/** What Rockerbox answered; `response` is missing when the answer had no body. */
export interface Answer {
	statusCode: number;
	response?: Json;
}

/** The answer as the output shows it: bounded, and with the advertiser ID masked. */
export function readAnswer(
	{ statusCode, body }: Pick<IN8nHttpFullResponse, 'statusCode' | 'body'>,
	advertiserId: string,
): Answer {
	const isText = typeof body === 'string';
	const text = mask(isText ? body : (JSON.stringify(body) ?? ''), advertiserId);
	if (text.trim() === '') return { statusCode };
	if (text.length > LONGEST) return { statusCode, response: `${text.slice(0, LONGEST)}…` };
	return { statusCode, response: isText ? text : (JSON.parse(text) as Json) };
}

function mask(text: string, advertiserId: string): string {
	return [advertiserId, encodeURIComponent(advertiserId)].reduce(
		(masked, secret) => masked.replace(wholeWord(secret), '***'),
		text,
	);
}

/** Only as a whole word, or an ID as short as "7" would tear the answer to pieces. */
function wholeWord(word: string): RegExp {
	const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	return new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g');
}
