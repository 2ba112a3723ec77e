/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- servers that only tests run */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import { generate } from 'selfsigned';

/** A server for one test, which ends with the test. */
export interface Peer {
	port: number;
	/** The number of connections to it. */
	connections: number;
	/** All received data, as text: as it was on the wire, and as TLS decrypted it. */
	read: string;
}

const toEnd: Array<() => unknown> = [];
afterEach(async () => {
	for (const end of toEnd.splice(0)) await end();
	jest.restoreAllMocks();
});

/** Starts a server on a free port of this machine. */
async function listen(server: Server): Promise<Peer> {
	const sockets = new Set<Socket>();
	const peer: Peer = { port: 0, connections: 0, read: '' };
	server.on('connection', (socket) => {
		peer.connections++;
		sockets.add(socket);
		socket.on('error', () => {}); // a client may disconnect
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	peer.port = (server.address() as AddressInfo).port;
	toEnd.push(() => {
		sockets.forEach((socket) => socket.destroy());
		return new Promise((resolve) => server.close(resolve));
	});
	return peer;
}

/** A server without TLS. It handles each connection as the test says, once data has arrived. */
export async function rawPeer(respond: (socket: Socket) => void): Promise<Peer> {
	const server = createServer((socket) => {
		socket.on('data', (chunk) => (peer.read += chunk.toString('latin1')));
		socket.once('data', () => respond(socket));
	});
	const peer = await listen(server);
	return peer;
}

/** A server with TLS. It handles each connection as the test says, once a request has arrived. */
export async function tlsPeer(
	options: tls.TlsOptions,
	respond: (socket: tls.TLSSocket) => void = () => {},
): Promise<Peer> {
	const server = tls.createServer(options, (socket) => {
		socket.on('error', () => {});
		socket.on('data', (chunk: Buffer) => (peer.read += chunk.toString('latin1')));
		socket.once('data', () => respond(socket));
	});
	server.on('tlsClientError', () => {}); // clients may refuse its certificate
	const peer = await listen(server);
	return peer;
}

/**
 * A proxy. `onConnect` handles tunnels to https servers, and `status` is its answer to requests that it
 * should forward.
 */
export async function proxyPeer(onConnect: (socket: Duplex) => void, status = 502): Promise<Peer> {
	const server = createHttpServer((request, response) => {
		request.on('data', (chunk: Buffer) => (peer.read += chunk.toString('latin1')));
		request.on('end', () => response.writeHead(status).end());
	});
	server.on('connect', (_request, socket: Duplex) => {
		socket.on('data', (chunk: Buffer) => (peer.read += chunk.toString('latin1')));
		onConnect(socket);
	});
	const peer = await listen(server);
	return peer;
}

/** A proxy's answer once the tunnel is open. */
export const TUNNEL = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** Joins a tunnel to a server of this machine. */
export function tunnelTo(port: number) {
	return (socket: Duplex) => {
		const target = connect(port, '127.0.0.1');
		socket.on('error', () => target.destroy());
		target.on('error', () => socket.destroy());
		socket.write(TUNNEL);
		socket.pipe(target).pipe(socket);
	};
}

/**
 * A port that answers no attempt to connect, as behind a firewall that drops packets. Its server accepts no
 * connection, and its queue of connections is full.
 */
export async function blackHole(): Promise<number> {
	const worker = new Worker(
		`const { parentPort } = require('node:worker_threads');
		const server = require('node:net').createServer();
		server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
			parentPort.postMessage(server.address().port);
			setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
		});`,
		{ eval: true },
	);
	const [port] = (await once(worker, 'message')) as [number];
	const fillers: Socket[] = [];
	toEnd.push(async () => {
		fillers.forEach((filler) => filler.destroy());
		await worker.terminate();
	});
	do {
		const filler = connect(port, '127.0.0.1').on('error', () => {});
		fillers.push(filler);
		await Promise.race([once(filler, 'connect'), pause(500)]);
	} while (!fillers.at(-1)!.connecting);
	return port;
}

/** Skips on Windows, which refuses connections for which there is no room, instead of dropping them. */
export const testWithBlackHole = process.platform === 'win32' ? test.skip : test;

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** A server's certificate and private key. */
export interface Certificate {
	key: string;
	cert: string;
}

const HOUR_MS = 3_600_000;

/** A certificate for a host, signed by `ca` or by itself. It is valid for `hours` from now. */
export async function certificateFor(
	host: string,
	{
		ca,
		hours = 1,
		isAuthority = false,
	}: { ca?: Certificate; hours?: number; isAuthority?: boolean } = {},
): Promise<Certificate> {
	const end = Date.now() + hours * HOUR_MS;
	const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(end - 48 * HOUR_MS),
		notAfterDate: new Date(end),
		extensions: [
			{ name: 'basicConstraints', cA: isAuthority, critical: true },
			{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
		],
		ca,
	});
	return { key, cert };
}

/** Makes this process trust a certificate until the test ends. Node.js reads its own list only once. */
export function trust({ cert }: Certificate): void {
	const { createSecureContext } = tls;
	jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) => createSecureContext({ ...options, ca: cert }));
}

/** Sends all requests through a proxy until the test ends. */
export function useProxy(proxy: string): void {
	const settings = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, https_proxy: proxy, http_proxy: proxy };
	jest.replaceProperty(process, 'env', { ...process.env, ...settings, NO_PROXY: '', no_proxy: '' });
}
