import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { until } from '../until.js';
import { UserError } from '../userError.mjs';

const START_TIMEOUT_MS = 60_000;

/** A server that runs in the foreground of its own process. */
export interface Service {
	pid: number;
	/** Asks it to end, and waits until it has. */
	stop: () => Promise<void>;
}

export interface ServiceOptions {
	logFile: string;
	/** The user that it runs as; the current one by default. */
	user?: { uid: number; gid: number };
	/** The signal that asks it to end. */
	stopSignal: NodeJS.Signals;
	/** Whether it answers yet. */
	isReady: () => Promise<boolean>;
	cancelSignal: AbortSignal;
}

/** Starts a server, and waits until it answers. */
export async function startService(
	command: string,
	parameters: string[],
	{ logFile, user, stopSignal, isReady, cancelSignal }: ServiceOptions,
): Promise<Service> {
	const service = execa(command, parameters, {
		...user,
		all: true,
		buffer: false,
		reject: false,
		stdin: 'ignore',
		killSignal: stopSignal,
		cwd: '/',
	});
	service.all.pipe(createWriteStream(logFile, { flags: 'a' }));
	let hasEnded = false;
	const ended = service.then(() => (hasEnded = true));
	const stop = async () => {
		service.kill(stopSignal);
		await ended;
	};
	const answers = async () => {
		if (hasEnded) throw new Error('It has ended.');
		return await isReady();
	};
	try {
		await until(answers, { interval: 100, timeout: START_TIMEOUT_MS, signal: cancelSignal });
	} catch {
		await stop();
		cancelSignal.throwIfAborted();
		const log = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-10).join('\n');
		throw new UserError(`${command} didn't start. The end of ${logFile}:\n${log}`);
	}
	return { pid: service.pid!, stop };
}
