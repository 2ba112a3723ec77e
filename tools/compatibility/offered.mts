import type { N8n } from '../harness/n8n/n8n.mjs';

/** The nodes that n8n offers in its editor; a version can be a list of versions. */
export async function offered({
	rest: { url, cookie },
}: N8n): Promise<Array<{ name: string; version: number | number[] }>> {
	const response = await fetch(`${url}/types/nodes.json`, { headers: { cookie } });
	return (await response.json()) as Awaited<ReturnType<typeof offered>>;
}

/** Whether a node of this type is among them. */
export async function isOffered(n8n: N8n, type: string): Promise<boolean> {
	return (await offered(n8n)).some(({ name }) => name === type);
}
