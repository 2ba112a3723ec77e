import { warnings, type Answer } from '../../outcome';
import type { Json } from '../../values/json';
import { maskJson, masking, type Mask } from './mask';
import { tracing } from './traces';

const MAX_ANSWER_CHARS = 2_000; // of an answer that the output keeps

/** What the output has instead of an answer that can't be shown. */
const HIDDEN = 'Hidden, because it repeats the advertiser ID.';
const UNREADABLE = 'Hidden, because it could not be read.';

/** Reads the answer to an accepted event that was sent under an advertiser ID. */
export type AnswerReader = (statusCode: number, body: string, advertiserId: string) => Answer;

/**
 * Returns a function that reads the answers of a run as the output shows them: parsed if it is JSON, bounded,
 * and with the advertiser ID masked. An answer with the ID in a spelling that can't be masked is hidden.
 * Rockerbox's answers aren't documented, so any text is fine, but one that doesn't sound like an acceptance
 * gets a warning. Never throws, because the event is accepted whatever the answer holds: `onUnexpected` gets
 * what would be thrown.
 */
export function answerReader(onUnexpected: (error: unknown) => void = () => {}): AnswerReader {
	const screens = new Map<string, Screen>(); // by ID; most runs have only one
	const screenFor = (advertiserId: string) => {
		const screen = screens.get(advertiserId) ?? screenOf(advertiserId);
		screens.set(advertiserId, screen);
		return screen;
	};
	return (statusCode, body, advertiserId) => {
		if (body.trim() === '') return { statusCode };
		try {
			const answer = parseAnswer(body);
			const warning = warningFor(answer);
			return {
				statusCode,
				response: withoutId(answer, body, screenFor(advertiserId)),
				...(warning === undefined ? {} : { warning }),
			};
		} catch (error) {
			onUnexpected(error);
			return { statusCode, response: UNREADABLE };
		}
	};
}

/** An answer as JSON, or else as text. */
export function parseAnswer(body: string): Json {
	try {
		return JSON.parse(body) as Json;
	} catch {
		return body; // as many answers are, such as a word or a page
	}
}

/** Keeps an advertiser ID out of texts. */
interface Screen {
	mask: Mask;
	hasTraces: (text: string) => boolean;
}

function screenOf(advertiserId: string): Screen {
	return { mask: masking([advertiserId]), hasTraces: tracing([advertiserId]) };
}

function withoutId(answer: Json, body: string, { mask, hasTraces }: Screen): Json {
	const isLong = body.length > MAX_ANSWER_CHARS;
	const masked = mask(body);
	const shown = isLong ? masked : maskJson(answer, mask);
	const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
	// Both are searched, because parsing JSON rounds long numbers and undoes escapes.
	if (hasTraces(text) || (masked !== text && hasTraces(masked))) return HIDDEN;
	return isLong ? `${text.slice(0, MAX_ANSWER_CHARS)}…` : shown;
}

/** What is odd about the answer to an event whose status says that it is accepted. */
function warningFor(answer: Json): string | undefined {
	if (typeof answer === 'string') return isWebPage(answer) ? warnings.webPage : undefined;
	return speaksOfError(answer) ? warnings.error : undefined;
}

function isWebPage(text: string): boolean {
	return /<(?:!doctype\s+html|html|head|body)\b/i.test(text);
}

/** Whether the answer is JSON as services write it when something went wrong. */
function speaksOfError(answer: Json): boolean {
	if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
	return Object.entries(answer).some(([key, value]) => {
		switch (key.toLowerCase()) {
			case 'error':
			case 'errors':
				return !isNothing(value);
			case 'success':
			case 'ok':
				return value === false || value === 'false';
			case 'status':
				return typeof value === 'string' && /^(?:error|fail|failed|failure)$/i.test(value);
			default:
				return false;
		}
	});
}

/** Whether a value says that there is no error: empty, `false`, 0, or a list or object of nothing. */
function isNothing(value: Json): boolean {
	return typeof value === 'object' && value !== null
		? Object.values(value).every(isNothing)
		: !value;
}
