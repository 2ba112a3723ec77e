import { signIn } from '../test/e2e/support/startDemo.js';

/** Signs in to an n8n, for its editor in a browser; once, because n8n refuses more than a few a minute. */
export async function openSession(url: string): Promise<void> {
	process.env.DEMO_URL = url;
	process.env.DEMO_COOKIE = await signIn(url);
}

/** The nodes that n8n offers in its editor; a version can be a list of versions. */
export async function offered(): Promise<Array<{ name: string; version: number | number[] }>> {
	const { DEMO_URL: url, DEMO_COOKIE: cookie } = process.env;
	const response = await fetch(`${url}/types/nodes.json`, { headers: { cookie: cookie! } });
	return (await response.json()) as Awaited<ReturnType<typeof offered>>;
}

/** Whether a node of this type is among them. */
export async function isOffered(type: string): Promise<boolean> {
	return (await offered()).some(({ name }) => name === type);
}
