/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server, which only tests run */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** One request as it arrived. */
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
	/** The body as JSON, parsed each time; undefined if it isn't JSON. */
	readonly json: unknown;
	/** Whether the receiver recorded it: with a status of the 200s, even if the answer then got lost. */
	recorded: boolean;
}

/** What the receiver does with a request. By default: 200 and `{"ok":true}`. */
export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	/** A string is sent as it is (as plain text, unless `headers` say otherwise), other values as JSON. */
	body?: unknown;
	/** Whether the event counts as recorded, whatever the status. */
	recorded?: true;
	/** Milliseconds before the answer. */
	delay?: number;
	/** What happens instead of a whole answer. */
	instead?: Misbehaviour;
}

type Misbehaviour =
	/** No answer ever comes. */
	| 'hang'
	/** The connection is cut after the request was read. */
	| 'cut'
	/** The answer begins, with its status, and then the connection is cut. */
	| 'half'
	/** The answer begins, and then stalls. */
	| 'stall'
	/** The answer never ends. */
	| 'endless';

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

	/**
	 * The most connections that were open at the same time. A connection that is closed after its answer counts
	 * until the answer begins.
	 */
	mostConnections = 0;

	/** How many connections were closed because there were too many. */
	dropped = 0;

	private inFlight = 0;

	/** The open connections, by the client's port: over TLS, a request's socket is another object. */
	private readonly connections = new Set<number | undefined>();

	private respond: Respond = () => undefined;

	private isResetUnread: (index: number) => boolean = () => false;

	private readonly server: FastifyInstance;

	/** With a certificate it speaks https. */
	constructor(private readonly certificate?: { key: string; cert: string }) {
		const options = { forceCloseConnections: true };
		this.server = certificate ? fastify({ ...options, https: certificate }) : fastify(options);
		this.server.server.on('drop', () => this.dropped++);
		this.server.server.on('connection', (socket: Socket) => {
			const { remotePort } = socket; // a closed socket has forgotten it
			this.connections.add(remotePort);
			this.mostConnections = Math.max(this.mostConnections, this.connections.size);
			socket.once('close', () => this.connections.delete(remotePort));
		});
		// This must be before the answer, because a client that has it may connect again before this process
		// knows.
		this.server.addHook('onSend', async ({ headers, raw }) => {
			if (headers.connection === 'close') this.connections.delete(raw.socket.remotePort);
			return await Promise.resolve();
		});
		this.server.removeAllContentTypeParsers();
		this.server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			done(null, body);
		});
		this.server.addHook('onRequest', async (request, reply) => {
			if (!this.isResetUnread(this.ledger.length)) return await Promise.resolve();
			this.ledger.push(received(request));
			reply.hijack();
			return request.raw.socket.resetAndDestroy();
		});
		this.server.all('*', async (request, reply) => {
			const entry = received(request);
			this.ledger.push(entry);
			this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
			const answer = (await this.respond(entry, this.ledger.length - 1)) ?? {};
			const { status = 200, delay, recorded = status >= 200 && status < 300 } = answer;
			entry.recorded = recorded;
			if (delay) await pause(delay);
			this.inFlight--;
			return await send(reply, answer);
		});
	}

	/** Listens on a free port of this machine. */
	async start(): Promise<void> {
		await this.server.listen({ host: '127.0.0.1', port: 0 });
	}

	get url(): string {
		const scheme = this.certificate ? 'https' : 'http';
		return `${scheme}://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
	}

	/** From now on, requests are answered like this: all the same, or as a function decides. */
	answer(answer: Answer | Respond): void {
		this.respond = typeof answer === 'function' ? answer : () => answer;
	}

	/** From now on, only this many connections may be open at the same time. Others are closed at once. */
	limitConnections(most: number): void {
		this.server.server.maxConnections = most;
	}

	/**
	 * From now on, these connections are reset before their request is read. The request counts nevertheless.
	 */
	resetUnread(isReset: (index: number) => boolean): void {
		this.isResetUnread = isReset;
	}

	/** Forgets all requests, and answers as at the start. */
	reset(): void {
		this.ledger = [];
		this.mostInFlight = 0;
		this.mostConnections = this.connections.size;
		this.inFlight = 0;
		this.respond = () => undefined;
		this.isResetUnread = () => false;
		this.limitConnections(Infinity);
		this.dropped = 0;
	}

	async stop(): Promise<void> {
		await this.server.close();
	}
}

/** Answers 429 to all requests after the first `perSecond` within one second. */
export function rateLimit(perSecond: number, answer: Answer = {}): Respond {
	const taken: number[] = []; // when, in milliseconds
	return () => {
		const now = Date.now();
		while (taken.length > 0 && taken[0] <= now - 1000) taken.shift();
		if (taken.length >= perSecond) return { status: 429, headers: { 'retry-after': '1' } };
		taken.push(now);
		return answer;
	};
}

function received(request: FastifyRequest): ReceivedRequest {
	const { pathname, searchParams } = new URL(request.url, 'http://receiver');
	const body = typeof request.body === 'string' ? request.body : '';
	return {
		method: request.method,
		url: request.url,
		path: pathname,
		query: [...searchParams],
		headers: request.headers,
		body,
		get json() {
			return parsed(body);
		},
		recorded: false,
	};
}

async function send(reply: FastifyReply, { status = 200, headers, body, instead }: Answer) {
	if (instead) {
		reply.hijack();
		misbehave(reply, status, instead);
		return await Promise.resolve(reply);
	}
	const content = typeof body === 'string' ? body : JSON.stringify(body ?? { ok: true });
	const contentType = typeof body === 'string' ? 'text/plain' : 'application/json';
	return await reply
		.code(status)
		.headers({ 'content-type': contentType, ...headers })
		.send(content);
}

function misbehave({ raw }: FastifyReply, status: number, misbehaviour: Misbehaviour) {
	switch (misbehaviour) {
		case 'hang':
			return;
		case 'cut':
			raw.destroy();
			return;
		case 'half':
			raw.writeHead(status, { 'content-length': 1000 });
			raw.write('{"ok":', () => raw.destroy());
			return;
		case 'stall':
			raw.writeHead(status, { 'content-length': 1000 });
			raw.write('{"ok":');
			return;
		case 'endless':
			raw.writeHead(status);
			Readable.from(endlessly('{"ok":true}\n'.repeat(1000))).pipe(raw);
	}
}

function* endlessly(chunk: string) {
	for (;;) yield chunk;
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
