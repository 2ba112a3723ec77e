import net, { type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A proxy that makes a server on this machine as far away as the other end of a continent: all data, in
 * either direction, arrives half a round trip later. A proxy can't delay the TCP handshake, which the
 * operating system does alone. So the client's first bytes wait for another round trip: they arrive at the
 * right time, but the client believes that it was connected at once. The proxy loses no packets, and has no
 * limit of bandwidth.
 */
export class Distance {
	private readonly server: Server;

	private readonly sockets = new Set<Socket>();

	constructor(
		private readonly roundTripMs: number,
		private readonly target: number,
	) {
		// Without half-open sockets, the end of one direction would overtake data that is still in transit.
		this.server = net.createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
			const far = net.connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true });
			far.setNoDelay();
			this.carry(near, far, this.roundTripMs);
			this.carry(far, near, 0);
		});
	}

	/** Listens on a free port of this machine. */
	async start(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, resolve);
		});
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private carry(from: Socket, to: Socket, handshakeMs: number): void {
		const opensAt = performance.now() + handshakeMs;
		const later = (act: () => void) => {
			const waits = Math.max(0, opensAt - performance.now());
			setTimeout(act, waits + this.roundTripMs / 2);
		};
		this.sockets.add(from);
		from.on('data', (chunk) => later(() => to.write(chunk)));
		from.on('end', () => later(() => to.end()));
		from.on('error', () => later(() => to.destroy()));
		from.on('close', () => {
			this.sockets.delete(from);
			later(() => to.destroy());
		});
	}
}
