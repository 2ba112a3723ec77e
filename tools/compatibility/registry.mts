import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { repository } from '../harness/paths.mjs';

/**
 * A package registry that knows this package alone, as a proxy: whatever server n8n and npm ask over
 * https, they are answered from here, and nothing leaves the machine.
 */
export class Registry {
	/** What each server was asked for: address without the scheme. */
	readonly asked: string[] = [];

	private constructor(
		private readonly proxy: Server,
		private readonly server: TlsServer,
	) {}

	/** Starts one that has the packed package as its newest version. */
	static async start(packedNode: string): Promise<Registry> {
		const manifest = JSON.parse(
			await readFile(join(repository, 'package.json'), 'utf8'),
		) as Manifest;
		const tarball = await readFile(packedNode);
		const { private: key, cert } = await generate([{ name: 'commonName', value: 'registry' }]);
		const server = createTlsServer({ key, cert }, (request, response) => {
			registry.asked.push(`${request.headers.host}${request.url}`);
			answer(request, response, manifest, tarball);
		});
		const proxy = createServer().on('connect', (_request, socket) => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			server.emit('connection', socket);
		});
		const registry = new Registry(proxy, server);
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		return registry;
	}

	/** With these in its environment, n8n and the npm that it starts come here. */
	get settings(): Record<string, string> {
		const { port } = this.proxy.address() as AddressInfo;
		return {
			HTTPS_PROXY: `http://127.0.0.1:${port}`,
			NODE_TLS_REJECT_UNAUTHORIZED: '0', // its certificate is for no server in particular
			npm_config_strict_ssl: 'false',
		};
	}

	/** What was asked of the server that gave the package, besides the package. */
	get askedForMore(): string[] {
		const isPackage = (asked: string) => asked.split('/')[1] === PACKAGE;
		const servers = new Set(this.asked.filter(isPackage).map((asked) => asked.split('/')[0]));
		return this.asked.filter((asked) => servers.has(asked.split('/')[0]) && !isPackage(asked));
	}

	stop(): void {
		this.proxy.closeAllConnections();
		this.proxy.close();
		this.server.closeAllConnections();
	}
}

/** The name under which it is published. */
export const PACKAGE = 'n8n-nodes-rockerbox';

interface Manifest {
	version: string;
	[field: string]: unknown;
}

/** Answers as a registry does: the package with all its versions, one version, or the file. */
function answer(
	{ url = '', headers: { host } }: IncomingMessage,
	response: ServerResponse,
	manifest: Manifest,
	tarball: Buffer,
): void {
	const { version } = manifest;
	const file = `/${PACKAGE}/-/${PACKAGE}-${version}.tgz`;
	const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
	const published = { ...manifest, dist: { tarball: `https://${host}${file}`, integrity } };
	const found: Record<string, unknown> = {
		[`/${PACKAGE}`]: {
			name: PACKAGE,
			'dist-tags': { latest: version },
			versions: { [version]: published },
		},
		[`/${PACKAGE}/latest`]: published,
		[`/${PACKAGE}/${version}`]: published,
	};
	if (url === file) {
		response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(tarball);
	} else if (url in found) {
		response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(found[url]));
	} else {
		response.writeHead(404).end();
	}
}
