import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import pidusage from 'pidusage';
import { generate } from 'selfsigned';
import { workFolder } from '../harness/paths.mjs';
import type { Credentials } from '../harness/n8n/rest.js';
import { runOptions } from '../../nodes/Rockerbox/operations/options.js';
import { N8n } from '../harness/n8n/n8n.mjs';
import { Receiver } from '../harness/rockerbox/receiver.js';
import { addressOf, workflowOf, type Case, type Target } from './cases.mjs';
import { conversionAt } from './nodes/conversions.js';
import type { Usage } from './nodes/monitor.js';

const certificateFile = join(workFolder, 'bench-certificate.pem');
const benchNodes = fileURLToPath(new URL('nodes', import.meta.url));
const rawClient = fileURLToPath(new URL('raw.mts', import.meta.url));

const LONGEST_RUN = 45 * 60; // seconds
const SAMPLING = 50; // milliseconds between two looks at the memory
const WARM_UP = 500; // items
const ADVERTISER_ID = 'bench';

/** What is sent, and how the receiver takes it. */
export interface Load {
	items: number;
	/** Milliseconds before the receiver answers. */
	delayMs: number;
	tls: boolean;
	/** Undefined leaves the node's default. */
	concurrency?: number;
}

/** One run of a case. */
export interface Run extends Load {
	case: Case;
	itemsPerSecond: number;
	cpuMsPerItem: number;
	/** The most connections that were open at the same time. */
	peakConnections: number;
	/** Of the whole process, until n8n has saved the execution. */
	peakRssMb: number;
	longestStallMs: number;
	/** Why the run doesn't count: what was missing, twice or wrong at the receiver. */
	deviations: string[];
}

/** A real n8n, and receivers with and without TLS, in which the cases run one after the other. */
export class Rig {
	private readonly workflows = new Map<string, string>();

	private readonly credentials = new Map<string, Credentials>();

	private constructor(
		private readonly n8n: N8n,
		private readonly receivers: { plain: Receiver; tls: Receiver; reports: Receiver },
		private readonly stopped: AbortSignal,
	) {}

	/** Starts a rig for what `use` does, with settings of n8n more, and ends it. */
	static async with<T>(
		stopped: AbortSignal,
		use: (rig: Rig) => Promise<T>,
		env: Record<string, string> = {},
	): Promise<T> {
		const rig = await Rig.start(stopped, env);
		try {
			await rig.warmUp();
			return await use(rig);
		} finally {
			await rig.stop();
		}
	}

	private static async start(stopped: AbortSignal, env: Record<string, string>): Promise<Rig> {
		const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
			extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
		});
		const receivers = {
			plain: new Receiver(),
			tls: new Receiver({ key, cert }),
			reports: new Receiver(),
		};
		await Promise.all(Object.values(receivers).map(async (receiver) => await receiver.start()));
		await mkdir(workFolder, { recursive: true });
		await writeFile(certificateFile, cert);
		try {
			const n8n = await N8n.startWithPackage('bench', stopped, {
				env: { NODE_EXTRA_CA_CERTS: certificateFile, ...env },
				otherPackages: [benchNodes],
			});
			return new Rig(n8n, receivers, stopped);
		} catch (error) {
			await Promise.all(Object.values(receivers).map(async (receiver) => await receiver.stop()));
			throw error;
		}
	}

	/** A process is slow at first: what n8n and V8 do only once is no part of any case. */
	private async warmUp(): Promise<void> {
		const load = { items: WARM_UP, delayMs: 0, tls: false };
		for (const name of ['http-request', 'manual', 'auto', 'floor'] as const) {
			await this.run(name, load);
		}
	}

	private async stop(): Promise<void> {
		await this.n8n.kill();
		await Promise.all(Object.values(this.receivers).map(async (receiver) => await receiver.stop()));
	}

	/** Measures a case while it is warm: V8 forgets code that another case didn't need. */
	async run(name: Case, load: Load): Promise<Run> {
		const { items, delayMs, tls } = load;
		const receiver = tls ? this.receivers.tls : this.receivers.plain;
		if (name !== 'raw') {
			receiver.reset();
			await this.runInN8n(name, { ...load, items: WARM_UP }, true);
		}
		receiver.reset();
		receiver.answer({ delay: delayMs });
		const { elapsedMs, cpuMs, longestStallMs, peakRssMb } =
			name === 'raw' ? await this.runOutside(load) : await this.runInN8n(name, load, false);
		return {
			...load,
			case: name,
			itemsPerSecond: items / (elapsedMs / 1000),
			cpuMsPerItem: cpuMs / items,
			peakConnections: receiver.mostConnections,
			peakRssMb,
			longestStallMs,
			deviations: deviationsOf(receiver, load, isOurs(name)),
		};
	}

	private async runInN8n(
		name: Case,
		load: Load,
		collectsGarbage: boolean,
	): Promise<Usage & { peakRssMb: number }> {
		const { reports } = this.receivers;
		const path = [name, load.tls ? 'tls' : 'plain', load.concurrency ?? 'default'].join('-');
		const workflowId = await this.workflowFor(name, path, load);
		reports.reset();
		const peakRssMb = await peakMemory(this.n8n.pid, async () => {
			await this.n8n.post(path, { items: load.items, collectsGarbage });
			await this.ended(workflowId);
		});
		return { ...(reports.ledger[0].json as Usage), peakRssMb };
	}

	private async runOutside(load: Load): Promise<Usage & { peakRssMb: number }> {
		const target = this.targetOf(load);
		const parameters = [addressOf(target), load.items, target.concurrency];
		const client = execa(
			process.execPath,
			['--import', 'tsx', rawClient, ...parameters.map(String)],
			{ env: { NODE_EXTRA_CA_CERTS: certificateFile }, cancelSignal: this.stopped },
		);
		const peakRssMb = await peakMemory(client.pid!, async () => await client);
		const { stdout } = await client;
		return { ...(JSON.parse(stdout) as Usage), peakRssMb };
	}

	private async workflowFor(name: Case, path: string, load: Load): Promise<string> {
		const known = this.workflows.get(path);
		if (known !== undefined) return known;
		const target = this.targetOf(load);
		const credentials =
			this.credentials.get(target.baseUrl) ??
			(await this.n8n.rest.addAccount(target.baseUrl, ADVERTISER_ID));
		this.credentials.set(target.baseUrl, credentials);
		const concurrency = isOurs(name) ? load.concurrency : target.concurrency;
		const id = await this.n8n.rest.publish(
			workflowOf(name, path, { ...target, concurrency }, credentials),
		);
		this.workflows.set(path, id);
		return id;
	}

	/** The cases that aren't our node have as many requests under way as it has by default. */
	private targetOf({ tls, concurrency = runOptions.concurrency.default }: Load): Target {
		const { plain, tls: withTls, reports } = this.receivers;
		return {
			baseUrl: (tls ? withTls : plain).url,
			advertiserId: ADVERTISER_ID,
			reportUrl: reports.url,
			concurrency,
		};
	}

	/** Waits until n8n has saved the workflow's newest execution; its data would be too much to read. */
	private async ended(workflowId: string): Promise<void> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const newest = async () => {
			const { results } = await this.n8n.rest.ask<{
				results: Array<{ status: string; stoppedAt: string | null }>;
			}>('GET', `/executions?filter=${filter}&limit=1`);
			return results[0];
		};
		const isReported = () => this.receivers.reports.ledger.length > 0;
		for (let start = Date.now(), asked = start; Date.now() - start < LONGEST_RUN * 1000; ) {
			await sleep(100, undefined, { signal: this.stopped });
			// Until then n8n is left in peace, but for a run that failed and so reports nothing.
			if (!isReported() && Date.now() - asked < 15_000) continue;
			asked = Date.now();
			const execution = await newest().catch(() => undefined); // while it saves, n8n may not answer
			if (!execution?.stoppedAt) continue;
			if (execution.status !== 'success')
				throw new Error(`The workflow ended: ${execution.status}`);
			return;
		}
		throw new Error(`The workflow still runs after ${LONGEST_RUN} seconds.`);
	}
}

/** Looks at the memory of a process again and again while it does something. Gives the most, in MB. */
async function peakMemory(pid: number, act: () => Promise<unknown>): Promise<number> {
	let peak = 0;
	const look = async () => {
		const { memory } = await pidusage(pid).catch(() => ({ memory: 0 })); // it has ended
		peak = Math.max(peak, memory);
	};
	const timer = setInterval(() => void look(), SAMPLING);
	try {
		await act();
		await look();
		return peak / 1e6;
	} finally {
		clearInterval(timer);
	}
}

function isOurs(name: Case): boolean {
	return name === 'manual' || name === 'auto';
}

/** Holds the receiver's ledger against the conversions, and its connections against our option. */
function deviationsOf(
	{ ledger, mostConnections }: Receiver,
	{ items, concurrency = runOptions.concurrency.default }: Load,
	isBounded: boolean,
): string[] {
	const counts = new Map<unknown, number>();
	for (const { json } of ledger) {
		const { order_id: id } = (json ?? {}) as { order_id?: unknown };
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	const expected = Array.from({ length: items }, (_, index) => conversionAt(index).order_id);
	const missing = expected.filter((id) => !counts.has(id)).length;
	const twice = [...counts.values()].filter((count) => count > 1).length;
	const wrong = ledger.filter(
		({ method, path, query }) =>
			method !== 'POST' || path !== '/webhook/data' || query[0]?.[1] !== ADVERTISER_ID,
	).length;
	return [
		...(missing > 0 ? [`${missing} conversions are missing`] : []),
		...(twice > 0 ? [`${twice} conversions came twice`] : []),
		...(isBounded && mostConnections > concurrency
			? [`${mostConnections} connections, more than Concurrency (${concurrency})`]
			: []),
		...(wrong > 0 ? [`${wrong} requests went to the wrong address`] : []),
	];
}
