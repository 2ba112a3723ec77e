import type { Answer } from '../../outcome';
import type { Json } from '../../values/json';
import { MASK, type Mask } from './mask';

const MAX_ANSWER_CHARS = 2_000; // of an answer that the output keeps

/**
 * The answer as the output shows it: parsed if it is JSON, bounded, and with `mask` applied, which
 * hides the advertiser ID. Nothing documents what Rockerbox answers, so any text is fine.
 */
export function readAnswer(statusCode: number, body: string, mask: Mask): Answer {
	if (body.trim() === '') return { statusCode };
	if (body.length > MAX_ANSWER_CHARS)
		return { statusCode, response: `${mask(body).slice(0, MAX_ANSWER_CHARS)}…` };
	return { statusCode, response: maskJson(parseAnswer(body), mask) };
}

/** An answer as JSON, or as the text that it is. */
export function parseAnswer(body: string): Json {
	try {
		return JSON.parse(body) as Json;
	} catch {
		return body;
	}
}

function maskJson(value: Json, mask: Mask): Json {
	if (typeof value === 'string') return mask(value);
	if (typeof value === 'number') return mask(String(value)) === MASK ? MASK : value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => maskJson(entry, mask));
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [mask(key), maskJson(entry, mask)]),
	);
}
