import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify from 'fastify';
import { HOST } from '../harness/n8n/process.mjs';
import { repository, workFolder } from '../harness/paths.mjs';
import { Authority } from './authority.mjs';

/** The name under which it is published. */
export const PACKAGE = 'n8n-nodes-rockerbox';

/**
 * A package registry that knows only this package, in the form of a proxy. It answers all https requests of
 * n8n and npm, whatever the server, so nothing leaves the machine. A registry at its own address wouldn't do,
 * because n8n only accepts one other than npm's with an enterprise license.
 */
export class Registry {
	private readonly asked: Array<{ host: string; url: string }> = [];

	/** Lets the registry talk to the client, whichever server the client wants to talk to. */
	private readonly proxy = createServer().on('connect', (_request, socket) => {
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		this.server.server.emit('connection', socket);
	});

	private constructor(
		private readonly server: Server,
		private readonly certificateFile: string,
	) {
		server.addHook('onRequest', ({ host, url }, _reply, done) => {
			this.asked.push({ host, url });
			done();
		});
	}

	/** Starts one that has the packed package as its newest version. */
	static async start(packedNode: string): Promise<Registry> {
		const authority = await Authority.make();
		const certificateFile = join(workFolder, 'compatibility-authority.pem');
		await writeFile(certificateFile, authority.certificate);
		const registry = new Registry(await registryWith(packedNode, authority), certificateFile);
		await registry.server.ready();
		await once(registry.proxy.listen(0, HOST), 'listening');
		return registry;
	}

	/**
	 * With these in its environment, n8n and the npm that it starts use this proxy and no other. Requests to
	 * this machine go there directly. Certificates are checked as usual, so if a request is sent elsewhere
	 * nevertheless, the server isn't trusted.
	 */
	get settings(): Record<string, string> {
		const { port } = this.proxy.address() as AddressInfo;
		const proxy = `http://${HOST}:${port}`;
		const proxies = { https_proxy: proxy, http_proxy: '', all_proxy: '', no_proxy: HOST };
		const inCapitals = Object.entries(proxies).map(([name, value]) => [name.toUpperCase(), value]);
		return {
			...proxies,
			...(Object.fromEntries(inCapitals) as typeof proxies),
			npm_config_https_proxy: proxy,
			npm_config_proxy: '',
			npm_config_noproxy: '',
			NODE_EXTRA_CA_CERTS: this.certificateFile,
			NODE_TLS_REJECT_UNAUTHORIZED: '1',
			npm_config_cafile: this.certificateFile,
			npm_config_strict_ssl: 'true',
		};
	}

	/** Other requests to the server that gave the package. */
	get askedForMore(): string[] {
		const isPackage = ({ url }: { url: string }) => url.split('/')[1] === PACKAGE;
		const hosts = new Set(this.asked.filter(isPackage).map(({ host }) => host));
		const more = this.asked.filter((one) => hosts.has(one.host) && !isPackage(one));
		return more.map(({ host, url }) => host + url);
	}

	async stop(): Promise<void> {
		this.proxy.close();
		await this.server.close();
	}
}

type Server = Awaited<ReturnType<typeof registryWith>>;

/** Answers as a registry does: the package with all its versions, one version, or the file. */
async function registryWith(packedNode: string, authority: Authority) {
	const text = await readFile(join(repository, 'package.json'), 'utf8');
	const manifest = JSON.parse(text) as { version: string };
	const tarball = await readFile(packedNode);
	const { version } = manifest;
	const file = `/${PACKAGE}/-/${PACKAGE}-${version}.tgz`;
	const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
	const published = (host: string) => ({
		...manifest,
		dist: { tarball: `https://${host}${file}`, integrity },
	});
	const server = fastify({
		https: { SNICallback: authority.answerAs },
		forceCloseConnections: true,
	});
	server.get(`/${PACKAGE}`, ({ host }) => ({
		name: PACKAGE,
		'dist-tags': { latest: version },
		versions: { [version]: published(host) },
	}));
	server.get(`/${PACKAGE}/latest`, ({ host }) => published(host));
	server.get(`/${PACKAGE}/${version}`, ({ host }) => published(host));
	server.get(file, (_request, reply) => reply.send(tarball));
	return server;
}
