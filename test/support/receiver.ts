/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server, which only tests run */
import fastify, { type FastifyReply } from 'fastify';
import type { AddressInfo } from 'node:net';

/** One request as it came in. */
export interface ReceivedRequest {
	method: string;
	/** Path and query, as on the wire. */
	url: string;
	path: string;
	/** Every query parameter in order, decoded as a form: name and value. */
	query: Array<[string, string]>;
	headers: Record<string, string | string[] | undefined>;
	/** The body as on the wire. */
	body: string;
	/** The body as JSON; undefined if it isn't JSON. */
	json: unknown;
}

/** What the receiver does with a request. Without anything: 200 and `{"ok":true}`. */
export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	/** A string is sent as it is (as plain text, unless `headers` say otherwise), the rest as JSON. */
	body?: unknown;
	/** Instead of an answer: none ever, or the connection is cut after the request was read. */
	instead?: 'hang' | 'cut';
}

/** Decides the answer to a request; `index` counts the requests from 0. */
export type Respond = (
	request: ReceivedRequest,
	index: number,
) => Answer | undefined | Promise<Answer | undefined>;

/** A stand-in for Rockerbox on this machine that keeps every request it got. */
export class Receiver {
	/** Every request, in the order of arrival. */
	ledger: ReceivedRequest[] = [];

	/** The most requests that were waiting for an answer at the same time. */
	mostInFlight = 0;

	private inFlight = 0;

	private respond: Respond = () => undefined;

	private readonly server = fastify({ forceCloseConnections: true });

	constructor() {
		this.server.removeAllContentTypeParsers();
		this.server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			done(null, body);
		});
		this.server.all('*', async (request, reply) => {
			const { pathname, searchParams } = new URL(request.url, 'http://receiver');
			const body = typeof request.body === 'string' ? request.body : '';
			const received = {
				method: request.method,
				url: request.url,
				path: pathname,
				query: [...searchParams],
				headers: request.headers,
				body,
				json: parsed(body),
			};
			this.ledger.push(received);
			this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
			const answer = await this.respond(received, this.ledger.length - 1);
			this.inFlight--;
			return await send(reply, answer ?? {});
		});
	}

	/** Listens on a free port of this machine. */
	async start(): Promise<void> {
		await this.server.listen({ host: '127.0.0.1', port: 0 });
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
	}

	/** From now on requests are answered like this: each the same, or as a function decides. */
	answer(answer: Answer | Respond): void {
		this.respond = typeof answer === 'function' ? answer : () => answer;
	}

	/** Forgets all requests, and answers as at the start. */
	reset(): void {
		this.ledger = [];
		this.mostInFlight = 0;
		this.inFlight = 0;
		this.respond = () => undefined;
	}

	async stop(): Promise<void> {
		await this.server.close();
	}
}

/** A receiver for the tests of one file; each test finds it empty. */
export function useReceiver(): Receiver {
	const receiver = new Receiver();
	beforeAll(async () => await receiver.start());
	beforeEach(() => receiver.reset());
	afterAll(async () => await receiver.stop());
	return receiver;
}

async function send(reply: FastifyReply, { status, headers, body, instead }: Answer) {
	if (instead) {
		reply.hijack();
		if (instead === 'cut') reply.raw.destroy();
		return await Promise.resolve(reply);
	}
	const content = typeof body === 'string' ? body : JSON.stringify(body ?? { ok: true });
	const contentType = typeof body === 'string' ? 'text/plain' : 'application/json';
	return await reply
		.code(status ?? 200)
		.headers({ 'content-type': contentType, ...headers })
		.send(content);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
