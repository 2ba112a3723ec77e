import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateCACertificate, getLocal, type Mockttp } from 'mockttp';
import { HOST } from '../harness/n8n/process.mjs';
import { repository, workFolder } from '../harness/paths.mjs';

/** The name under which it is published. */
export const PACKAGE = 'n8n-nodes-rockerbox';

/** The certificate authority that n8n and npm trust: each server they ask has a certificate of it. */
const authority = join(workFolder, 'registry-ca.pem');

/**
 * A package registry that knows this package alone, as a proxy: whatever server n8n and npm ask over
 * https, they are answered from here, and nothing leaves the machine. A registry at an address of its
 * own would not do, as n8n takes another one than npm's with an enterprise license only.
 */
export class Registry {
	private readonly asked: URL[] = [];

	private constructor(private readonly server: Mockttp) {}

	/** Starts one that has the packed package as its newest version. */
	static async start(packedNode: string): Promise<Registry> {
		const https = await generateCACertificate();
		await writeFile(authority, https.cert);
		const registry = new Registry(getLocal({ https, recordTraffic: false }));
		await registry.server.start();
		await registry.server.on('request', ({ url }) => registry.asked.push(new URL(url)));
		await publish(registry.server, packedNode);
		return registry;
	}

	/** With these in its environment, n8n and the npm that it starts come here, past any other proxy. */
	get settings(): Record<string, string> {
		const proxy = `http://${HOST}:${this.server.port}`;
		const proxies = { https_proxy: proxy, http_proxy: '', all_proxy: '', no_proxy: '' };
		const inCapitals = Object.entries(proxies).map(([name, value]) => [name.toUpperCase(), value]);
		return {
			...proxies,
			...(Object.fromEntries(inCapitals) as typeof proxies),
			npm_config_https_proxy: proxy,
			npm_config_noproxy: '',
			npm_config_cafile: authority,
			NODE_EXTRA_CA_CERTS: authority,
		};
	}

	/** What was asked of the server that gave the package, besides the package. */
	get askedForMore(): string[] {
		const isPackage = ({ pathname }: URL) => pathname.split('/')[1] === PACKAGE;
		const servers = new Set(this.asked.filter(isPackage).map(({ host }) => host));
		return this.asked.filter((url) => servers.has(url.host) && !isPackage(url)).map(String);
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}

/** Answers as a registry does: the package with all its versions, one version, or the file. */
async function publish(server: Mockttp, packedNode: string): Promise<void> {
	const text = await readFile(join(repository, 'package.json'), 'utf8');
	const manifest = JSON.parse(text) as { version: string };
	const tarball = await readFile(packedNode);
	const { version } = manifest;
	const file = `/${PACKAGE}/-/${PACKAGE}-${version}.tgz`;
	const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
	const published = (asked: string) => ({
		...manifest,
		dist: { tarball: new URL(file, asked).href, integrity },
	});
	for (const wanted of ['latest', version]) {
		const one = server.forGet(`/${PACKAGE}/${wanted}`);
		await one.thenCallback(({ url }) => ({ json: published(url) }));
	}
	await server.forGet(`/${PACKAGE}`).thenCallback(({ url }) => ({
		json: {
			name: PACKAGE,
			'dist-tags': { latest: version },
			versions: { [version]: published(url) },
		},
	}));
	await server.forGet(file).thenReply(200, tarball);
	await server.forUnmatchedRequest().thenReply(404);
}
