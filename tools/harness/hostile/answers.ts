import fc from 'fast-check';
import type { Answer, ReceivedRequest } from '../rockerbox/receiver';
import { ADVERTISER_ID } from './secrets';
import { SPELLINGS } from './spellings';

/** The parts of the request that an answer repeats. Nothing else may show them. */
export interface HostileAnswer extends Answer {
	/** The item's email, as it is in the body. */
	spelled?: string;
}

/** The data from which an answer is made. `stranger` is the email and the phone number of another item. */
interface Given {
	request: ReceivedRequest;
	email: string;
	stranger: string;
	isRefused: boolean;
}

type Body = (given: Given) => Pick<HostileAnswer, 'body' | 'headers' | 'instead' | 'spelled'>;

const page = (text: string) =>
	`<!doctype html><html><body><p>Unknown: <b>${text}</b></p></body></html>`;
const FORMS: Array<(text: string) => unknown> = [
	(text) => text,
	(text) => `Unknown: ${text}, sorry`,
	(text) => ({ ok: true, request: { query: [text] } }),
	(text) => ({ [text]: true }),
	page,
	(text) => `${'x '.repeat(985)}${text} ${'y '.repeat(985)}`, // the output is cut there
];

const spelling = fc.constantFrom(...SPELLINGS.map(([, spell]) => spell));
const form = fc.constantFrom(...FORMS);

const repeatedId = fc.tuple(spelling, form).map(
	([spell, put]): Body =>
		() => ({ body: put(spell(ADVERTISER_ID)) }),
);
const repeatedEmail = fc.tuple(spelling, form).map(
	([spell, put]): Body =>
		({ email }) => {
			const spelled = spell(email);
			return { body: put(spelled), spelled };
		},
);
const repeatedEvent = fc
	.constantFrom<(body: string) => unknown>(
		(body) => body,
		(body) => ({ event: body }),
		(body) => JSON.stringify({ event: JSON.stringify({ event: body }) }),
		(body) => Buffer.from(body).toString('base64'),
		encodeURIComponent,
		page,
	)
	.map(
		(put): Body =>
			({ request }) => ({ body: put(request.body) }),
	);
/** The output shows an accepted answer as it is, but an error must not contain anybody's data. */
const repeatedStranger = form.map(
	(put): Body =>
		({ isRefused, stranger }) => ({
			body: isRefused ? put(stranger) : 'OK',
		}),
);
const UNITS = [
	...[
		'\\',
		'\\\\u005c',
		'\\u004d',
		'/',
		'%',
		'%25',
		'"',
		'&#',
		'&amp;',
		'<',
		'<b',
		'=',
		'=3D',
		'(',
	],
	...['1', '12 ', '[', '{"a":', '"\\', 'a.', 'a@', '\u0000', '\u202e', '注文', 'word ', '+1 617 '],
];
const runs = fc.tuple(fc.constantFrom(...UNITS), fc.constantFrom(50, 3_000, 16_000, 100_000)).map(
	([unit, length]): Body =>
		() => ({ body: unit.repeat(Math.ceil(length / unit.length)) }),
);
const plain = fc
	.constantFrom<unknown>(
		{ ok: true },
		'',
		{ error: 'unknown advertiser' },
		{ success: false, errors: ['<a href=//evil.example>`x`</a>'] },
		JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`),
		JSON.parse('{"__proto__":{"polluted":true},"error":"x","pairedItem":{"item":0}}'),
		'{"advertiser":12345678901234567890}',
		'={{ $json.email }} \u001b[31m \u202e',
	)
	.map(
		(body): Body =>
			() => ({ body }),
	);
const broken = fc.constantFrom<Answer['instead']>('half', 'cut', 'endless').map(
	(instead): Body =>
		() => ({ instead }),
);

const body = fc.oneof(
	{ weight: 4, arbitrary: repeatedId },
	{ weight: 4, arbitrary: repeatedEmail },
	{ weight: 3, arbitrary: repeatedEvent },
	{ weight: 2, arbitrary: repeatedStranger },
	{ weight: 4, arbitrary: runs },
	{ weight: 2, arbitrary: plain },
	{ weight: 1, arbitrary: broken },
);
const status = fc.constantFrom(
	...[200, 200, 200, 200, 201, 299],
	...[302, 400, 401, 404, 409, 422, 429, 500, 502, 503],
);

/** Makers of hostile answers, always the same for a seed. */
export function hostileAnswers(count: number, seed: number) {
	return fc.sample(fc.tuple(status, body), { seed, numRuns: count }).map(
		([code, answer]) =>
			(given: Omit<Given, 'isRefused'>): HostileAnswer => ({
				status: code,
				headers: { 'retry-after': '0' }, // otherwise the run would pause after each 429
				...answer({ ...given, isRefused: code >= 300 }),
			}),
	);
}
