import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { makeOrders } from '../harness/n8n/orders.mjs';
import { inARow, rockerbox } from '../harness/n8n/workflows.mjs';
import { Receiver } from '../harness/rockerbox/receiver.js';
import { PACKAGE } from './registry.mjs';

const ORDERS = makeOrders(2);

/** Puts the packed file into n8n's data folder by the README's recipe, for an n8n that hasn't started yet. */
export async function unpack(packedNode: string, dataFolder: string): Promise<void> {
	const folder = join(dataFolder, '.n8n/nodes/node_modules', PACKAGE);
	await mkdir(folder, { recursive: true });
	await execa('tar', ['-xzf', packedNode, '-C', folder, '--strip-components=1']);
}

/**
 * Checks that a workflow made with the unpacked package runs, and still runs once the package is installed by
 * name.
 */
export async function installOver(
	n8n: N8n,
	installByName: () => Promise<string[]>,
): Promise<string[]> {
	const receiver = new Receiver();
	await receiver.start();
	try {
		const credentials = await n8n.rest.addAccount(receiver.url);
		const id = await n8n.rest.publish(inARow('unpacked', [rockerbox(credentials)]));
		const run = async (how: string) => {
			receiver.reset();
			const { status, error } = await n8n.rest.ended(await n8n.trigger(id, 'unpacked', ORDERS));
			const arrived = receiver.ledger.length;
			return status === 'success' && arrived === ORDERS.length
				? []
				: [`${how}: ended as ${status} (${error?.message}), ${arrived} events arrived`];
		};
		return [
			...(await run('unpacked')),
			...(await installByName()),
			...(await run('installed by name over it')),
		];
	} finally {
		await receiver.stop();
	}
}
