import type { Json } from './values/json';

const MASK = '***';
const LONGEST = 2000; // characters of an answer that the output keeps

/** What Rockerbox answered; `response` is missing when the answer had no body. */
export interface Answer {
	statusCode: number;
	response?: Json;
}

/**
 * The answer as the output shows it: parsed if it is JSON, bounded, and with the advertiser ID
 * masked. Nothing documents what Rockerbox answers, so any text is fine.
 */
export function readAnswer(statusCode: number, body: string, advertiserId: string): Answer {
	const mask = masking(advertiserId);
	if (body.trim() === '') return { statusCode };
	if (body.length > LONGEST) return { statusCode, response: `${mask(body).slice(0, LONGEST)}…` };
	return { statusCode, response: maskJson(parse(body), mask, advertiserId) };
}

function parse(body: string): Json {
	try {
		return JSON.parse(body) as Json;
	} catch {
		return body;
	}
}

function maskJson(value: Json, mask: (text: string) => string, advertiserId: string): Json {
	if (typeof value === 'string') return mask(value);
	if (typeof value === 'number') return value === Number(advertiserId) ? MASK : value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => maskJson(entry, mask, advertiserId));
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [mask(key), maskJson(entry, mask, advertiserId)]),
	);
}

/**
 * Masks the ID, also as it stands in JSON or in a web address, but only as a whole word: one as
 * short as "7" would tear the answer to pieces. `%3D` and `\n` before it belong to no word.
 */
function masking(advertiserId: string) {
	const asJson = JSON.stringify(advertiserId).slice(1, -1);
	const forms = [advertiserId, asJson, encodeURIComponent(advertiserId)].map((form) => {
		const literal = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\//g, '\\\\?/');
		const before = String.raw`(?<=^|[^a-z0-9]|%[0-9a-f]{2}|\\[bfnrt])`;
		return new RegExp(`${before}${literal}(?![a-z0-9])`, 'gi');
	});
	return (text: string) => forms.reduce((masked, form) => masked.replace(form, MASK), text);
}
