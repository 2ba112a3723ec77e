import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import getPort from 'get-port';
import { until } from '../until.js';
import { UserError } from '../userError.mjs';
import { nodeBinary } from './node.mjs';
import { pinned, scriptOf, type N8nVersion } from './version.mjs';

/** The only address at which anything here listens. */
export const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 40_000;

/** A process of n8n, which only this machine can reach. */
export interface N8nProcess {
	url: string;
	pid: number;
	/** If it is started there again, it goes on with its data. */
	place: N8nPlace;
	/** Settles once the process has ended, for whatever reason. */
	ended: Promise<unknown>;
	/** Asks it to end, as a service manager does. */
	stop: () => Promise<void>;
	/** Ends it at once, as a crash does (`kill -9`). */
	kill: () => Promise<void>;
}

/** Where n8n keeps its data and its log, and the port on which it listens: a free one by default. */
export interface N8nPlace {
	dataFolder: string;
	logFile: string;
	port?: number;
	/** The pinned one by default. */
	version?: N8nVersion;
	/** The command of n8n; `start` by default. A worker is reachable under its health check. */
	command?: 'start' | 'worker';
	/** Additional settings of n8n. */
	env?: Record<string, string>;
	/** Ends it at once, even while it starts. */
	cancelSignal?: AbortSignal;
}

/** Starts n8n, with embedded SQLite if `env` names no other database, and waits until it answers. */
export async function startN8n(place: N8nPlace): Promise<N8nProcess> {
	const port = place.port ?? (await getPort({ host: HOST }));
	const version = place.version ?? pinned;
	const n8n = execa(nodeBinary, [scriptOf(version), place.command ?? 'start'], {
		extendEnv: false,
		env: {
			...environment(),
			N8N_USER_FOLDER: place.dataFolder,
			N8N_LISTEN_ADDRESS: HOST,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await getPort({ host: HOST, exclude: [port] })),
			N8N_EDITOR_BASE_URL: `http://${HOST}:${port}`,
			N8N_SECURE_COOKIE: 'false', // the browser uses http on this machine
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
			NODE_ENV: 'production',
			...place.env,
		},
		all: true,
		buffer: false,
		reject: false,
		stdin: 'ignore',
		cancelSignal: place.cancelSignal,
		killSignal: 'SIGKILL',
	});
	n8n.all.pipe(createWriteStream(place.logFile));

	let hasEnded = false;
	const ended = n8n.then(() => (hasEnded = true));
	const stop = async () => {
		n8n.kill('SIGTERM');
		const tooLong = setTimeout(() => n8n.kill('SIGKILL'), STOP_TIMEOUT_MS);
		await ended;
		clearTimeout(tooLong);
	};
	const kill = async () => {
		n8n.kill('SIGKILL');
		await ended;
	};
	const url = `http://${HOST}:${port}`;
	const answers = async () => {
		if (hasEnded) throw new Error('It has ended.');
		return await isReady(url);
	};
	try {
		await until(answers, { interval: 300, timeout: START_TIMEOUT_MS });
	} catch {
		await stop();
		const log = (await readFile(place.logFile, 'utf8')).trim().split('\n');
		throw new UserError(
			`n8n didn't start. The end of ${place.logFile}:\n${log.slice(-15).join('\n')}`,
		);
	}
	return { url, place: { ...place, port }, pid: n8n.pid!, ended, stop, kill };
}

/**
 * Without the settings of another n8n on this machine, which would lead to its data. Servers on this machine
 * are reached without the machine's proxy, which would otherwise get the events, too.
 */
function environment(): NodeJS.ProcessEnv {
	const isN8n = /^(N8N|DB|EXECUTIONS|QUEUE|CREDENTIALS|GENERIC|WEBHOOK)_/;
	const { NO_PROXY, no_proxy } = process.env;
	const direct = [NO_PROXY ?? no_proxy, 'localhost', HOST].filter(Boolean).join(',');
	return {
		...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isN8n.test(name))),
		NO_PROXY: direct,
		no_proxy: direct,
	};
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz/readiness`)).ok;
	} catch {
		return false;
	}
}
