import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { repository } from '../harness/paths.mjs';
import { offered } from './offered.mjs';

const folder = join(repository, 'examples');

interface Workflow {
	nodes: Array<{ type: string; typeVersion: number }>;
}

/** Which of the examples can be used: n8n must have all their nodes in the right version. */
export async function usableExamples(n8n: N8n): Promise<string> {
	const versions = new Map<string, number[]>();
	for (const { name, version } of await offered(n8n)) {
		versions.set(name, [...(versions.get(name) ?? []), version].flat());
	}
	const unusable: string[] = [];
	for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
		const { nodes } = JSON.parse(await readFile(join(folder, file), 'utf8')) as Workflow;
		if (nodes.some(({ type, typeVersion }) => !versions.get(type)?.includes(typeVersion))) {
			unusable.push(basename(file, '.json'));
		}
	}
	return unusable.length === 0 ? 'all' : `all but ${unusable.join(', ')}`;
}
