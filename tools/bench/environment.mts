import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { generate } from 'selfsigned';
import { runOptions } from '../../nodes/Rockerbox/operations/options.js';
import { N8n } from '../harness/n8n/n8n.mjs';
import type { Credentials } from '../harness/n8n/rest.js';
import { makeWorkFolder, workFolder } from '../harness/paths.mjs';
import { Distance } from '../harness/rockerbox/distance.mjs';
import { Receiver } from '../harness/rockerbox/receiver.js';
import { until } from '../harness/until.js';
import { addressOf, workflowOf, type Case, type Target, type Workload } from './cases.mjs';
import { ADVERTISER_ID, deviationsOf } from './deviations.mjs';
import type { Usage } from './nodes/monitor.js';
import { peakMemory } from './peakMemory.mjs';

const certificateFile = join(workFolder, 'bench-certificate.pem');
const benchNodes = fileURLToPath(new URL('nodes', import.meta.url));
const rawClient = fileURLToPath(new URL('raw.mts', import.meta.url));

const RUN_TIMEOUT_MS = 45 * 60_000;
/** How often n8n is asked about a run. Not more often, because each request takes time from the run. */
const STATUS_INTERVAL_MS = 15_000;
const WARM_UP = 500; // items

/** One run of a case. */
export interface BenchRun extends Workload {
	case: Case;
	itemsPerSecond: number;
	cpuMsPerItem: number;
	/** The most connections that were open at the same time. */
	peakConnections: number;
	/** Peak memory of the whole process, until n8n has saved the execution. */
	peakRssMb: number;
	longestStallMs: number;
	/** Why the run doesn't count: missing, duplicate or wrong requests at the receiver. */
	deviations: string[];
}

/** A real n8n, with receivers with and without TLS. The cases run in it one after the other. */
export class BenchEnvironment {
	private readonly workflows = new Map<string, string>();

	private readonly credentials = new Map<string, Credentials>();

	/** By the receiver's address and the round trip in milliseconds. */
	private readonly distances = new Map<string, Distance>();

	private constructor(
		private readonly n8n: N8n,
		private readonly receivers: { plain: Receiver; tls: Receiver; reports: Receiver },
		private readonly stopped: AbortSignal,
	) {}

	/** Starts one with additional n8n settings, does something with it, and ends it. */
	static async with<T>(
		stopped: AbortSignal,
		use: (environment: BenchEnvironment) => Promise<T>,
		env: Record<string, string> = {},
	): Promise<T> {
		const environment = await BenchEnvironment.start(stopped, env);
		try {
			await environment.warmUp();
			return await use(environment);
		} finally {
			await environment.stop();
		}
	}

	private static async start(
		stopped: AbortSignal,
		env: Record<string, string>,
	): Promise<BenchEnvironment> {
		const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
			extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
		});
		const receivers = {
			plain: new Receiver(),
			tls: new Receiver({ key, cert }),
			reports: new Receiver(),
		};
		await Promise.all(Object.values(receivers).map(async (receiver) => await receiver.start()));
		await makeWorkFolder();
		await writeFile(certificateFile, cert);
		try {
			const n8n = await N8n.startWithPackage('bench', stopped, {
				env: { NODE_EXTRA_CA_CERTS: certificateFile, ...env },
				otherPackages: [benchNodes],
			});
			return new BenchEnvironment(n8n, receivers, stopped);
		} catch (error) {
			await Promise.all(Object.values(receivers).map(async (receiver) => await receiver.stop()));
			throw error;
		}
	}

	/** A process is slow at first. Work that n8n and V8 do only once must not count for any case. */
	private async warmUp(): Promise<void> {
		const load = { items: WARM_UP, delayMs: 0, roundTripMs: 0, tls: false };
		for (const name of ['http-request', 'manual', 'auto', 'floor'] as const) {
			await this.run(name, load);
		}
	}

	private async stop(): Promise<void> {
		await this.n8n.kill();
		await Promise.all([...this.distances.values()].map(async (distance) => await distance.stop()));
		await Promise.all(Object.values(this.receivers).map(async (receiver) => await receiver.stop()));
	}

	/**
	 * Measures a case right after a warm-up run of the same case, because V8 drops code that another case
	 * didn't need. `prepare` can make the receiver do something other than wait for a while.
	 */
	async run(name: Case, load: Workload, prepare?: (receiver: Receiver) => void): Promise<BenchRun> {
		const { items, delayMs, tls } = load;
		const receiver = tls ? this.receivers.tls : this.receivers.plain;
		if (name !== 'raw') {
			receiver.reset();
			await this.runInN8n(name, { ...load, items: WARM_UP }, true);
		}
		receiver.reset();
		receiver.answer({ delay: delayMs });
		prepare?.(receiver);
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
		load: Workload,
		collectsGarbage: boolean,
	): Promise<Usage & { peakRssMb: number }> {
		const { reports } = this.receivers;
		const { tls, roundTripMs, concurrency = 'default' } = load;
		const path = [name, tls ? 'tls' : 'plain', roundTripMs, concurrency].join('-');
		const workflowId = await this.workflowFor(name, path, load);
		reports.reset();
		const peakRssMb = await peakMemory(this.n8n.pid, async () => {
			await this.n8n.post(path, { items: load.items, collectsGarbage });
			await this.ended(workflowId);
		});
		return { ...(reports.ledger[0].json as Usage), peakRssMb };
	}

	private async runOutside(load: Workload): Promise<Usage & { peakRssMb: number }> {
		const target = await this.targetOf(load);
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

	private async workflowFor(name: Case, path: string, load: Workload): Promise<string> {
		const known = this.workflows.get(path);
		if (known !== undefined) return known;
		const target = await this.targetOf(load);
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

	/** The cases without our node have as many requests under way as its default maximum. */
	private async targetOf(load: Workload): Promise<Target> {
		return {
			baseUrl: await this.addressFor(load),
			advertiserId: ADVERTISER_ID,
			reportUrl: this.receivers.reports.url,
			concurrency: load.concurrency ?? runOptions.concurrency.default,
		};
	}

	private async addressFor({ tls, roundTripMs }: Workload): Promise<string> {
		const { url } = tls ? this.receivers.tls : this.receivers.plain;
		if (roundTripMs === 0) return url;
		const key = `${url} ${roundTripMs}`;
		let distance = this.distances.get(key);
		if (!distance) {
			distance = new Distance(roundTripMs, Number(new URL(url).port));
			this.distances.set(key, distance);
			await distance.start();
		}
		return url.replace(/\d+$/, String(distance.port));
	}

	/** Waits until n8n has saved the workflow's newest execution, whose data is too large to read. */
	private async ended(workflowId: string): Promise<void> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const newest = async () => {
			const { results } = await this.n8n.rest.ask<{
				results: Array<{ status: string; stoppedAt: string | null }>;
			}>('GET', `/executions?filter=${filter}&limit=1`);
			return results[0];
		};
		const isReported = () => this.receivers.reports.ledger.length > 0;
		let askedAt = Date.now();
		const look = async () => {
			// A run that failed reports nothing.
			if (!isReported() && Date.now() - askedAt < STATUS_INTERVAL_MS) return undefined;
			askedAt = Date.now();
			const execution = await newest().catch(() => undefined); // while it saves, n8n may not answer
			return execution?.stoppedAt ? execution : undefined;
		};
		const { status } = await until(look, {
			interval: 100,
			timeout: RUN_TIMEOUT_MS,
			failure: `The workflow still runs after ${RUN_TIMEOUT_MS / 60_000} minutes.`,
			signal: this.stopped,
		});
		if (status !== 'success') throw new Error(`The workflow ended: ${status}`);
	}
}

function isOurs(name: Case): boolean {
	return name === 'manual' || name === 'auto';
}
