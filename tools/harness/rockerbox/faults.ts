import type { Answer } from './receiver';

/** One way in which Rockerbox, or the network before it, can fail an event. */
export interface Fault {
	name: string;
	/** What the receiver does with an event that has the fault. */
	answer?: Answer;
	/** Instead: the connection is reset before the request is read. */
	isResetUnread?: true;
	/** Whether the node tries again automatically. */
	isRetried: boolean;
	/** Whether Rockerbox asks for a longer wait than a run waits, so that Retry On Fail is too early. */
	asksForLongWait?: true;
	/** Whether the event is accepted nevertheless. */
	isAccepted?: true;
	/** Whether the answer doesn't sound like an acceptance, so that the item has a warning. */
	isDoubtful?: true;
}

const answered = (status: number, more: Answer = {}): Answer => ({ status, ...more });
const inAMoment = { headers: { 'retry-after': '0' } };

/** All faults in the tests' matrix. */
export const faults: Fault[] = [
	{ name: 'HTTP 400', answer: answered(400), isRetried: false },
	{ name: 'HTTP 401', answer: answered(401), isRetried: false },
	{
		name: 'HTTP 404, a web page',
		answer: answered(404, { body: page('Not found') }),
		isRetried: false,
	},
	{
		name: 'HTTP 422, 1 MB long',
		answer: answered(422, { body: 'x'.repeat(1e6) }),
		isRetried: false,
	},
	{
		name: 'HTTP 302, to elsewhere',
		answer: answered(302, { headers: { location: 'http://localhost:9/webhook/data' } }),
		isRetried: false,
	},
	{ name: 'HTTP 408', answer: answered(408), isRetried: true },
	{ name: 'HTTP 425', answer: answered(425), isRetried: true },
	{ name: 'HTTP 429', answer: answered(429), isRetried: true },
	{ name: 'HTTP 429, Retry-After: 0', answer: answered(429, inAMoment), isRetried: true },
	{
		name: 'HTTP 429, Retry-After: a date gone by',
		answer: answered(429, { headers: { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' } }),
		isRetried: true,
	},
	{
		name: 'HTTP 429, Retry-After: an hour',
		answer: answered(429, { headers: { 'retry-after': '3600' } }),
		isRetried: false,
		asksForLongWait: true,
	},
	{ name: 'HTTP 500', answer: answered(500), isRetried: true },
	{
		name: 'HTTP 500, though it was recorded',
		answer: answered(500, { recorded: true }),
		isRetried: true,
	},
	{
		name: 'HTTP 502, a web page',
		answer: answered(502, { body: page('Bad gateway') }),
		isRetried: true,
	},
	{ name: 'HTTP 503, Retry-After: 0', answer: answered(503, inAMoment), isRetried: true },
	{ name: 'HTTP 504', answer: answered(504), isRetried: true },
	{ name: 'reset before it was read', isResetUnread: true, isRetried: true },
	{ name: 'recorded, then cut off', answer: { instead: 'cut' }, isRetried: true },
	{ name: 'recorded, no answer ever', answer: { instead: 'hang' }, isRetried: true },
	{
		name: 'HTTP 200, half an answer',
		answer: { instead: 'half' },
		isRetried: false,
		isAccepted: true,
	},
	{
		name: 'HTTP 200, an answer that stalls',
		answer: { instead: 'stall' },
		isRetried: false,
		isAccepted: true,
	},
	{
		name: 'HTTP 200, an endless answer',
		answer: { instead: 'endless' },
		isRetried: false,
		isAccepted: true,
	},
	{
		name: 'HTTP 200, a web page',
		answer: { body: page('Hello') },
		isRetried: false,
		isAccepted: true,
		isDoubtful: true,
	},
	{
		name: 'HTTP 200, an error in JSON',
		answer: { body: { success: false, error: 'unknown advertiser' } },
		isRetried: false,
		isAccepted: true,
		isDoubtful: true,
	},
	{ name: 'HTTP 200, after a while', answer: { delay: 300 }, isRetried: false, isAccepted: true },
];

function page(title: string): string {
	return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}

/** Whether the connection stays silent, so that its cases wait for the node's timeout. */
export function isSilent({ answer }: Fault): boolean {
	return ['hang', 'stall'].includes(answer?.instead ?? '');
}
