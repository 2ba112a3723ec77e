/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts a process, which only tests do */
import { spawn } from 'node:child_process';
import { Rest } from '../../../tools/harness/n8n/rest';

const LONGEST_START = 45 * 60; // seconds, because n8n is downloaded first on a new machine

/**
 * Starts the demo for the browser tests. Passes its address to them in `DEMO_URL`, and its process to
 * `stopDemo` in `DEMO_PID`. If there is an address already, that demo is used instead, with `DEMO_EMAIL` and
 * `DEMO_PASSWORD`. Signs in once for all tests, with the result in `DEMO_COOKIE`, because n8n refuses more
 * than a few sign-ins a minute.
 */
export default async function startDemo(): Promise<void> {
	if (!process.env.DEMO_URL) {
		const [url, email, password] = await startedDemo();
		Object.assign(process.env, { DEMO_URL: url, DEMO_EMAIL: email, DEMO_PASSWORD: password });
	}
	const { DEMO_URL, DEMO_EMAIL, DEMO_PASSWORD } = process.env as Record<string, string>;
	const rest = await Rest.signIn(DEMO_URL, { email: DEMO_EMAIL, password: DEMO_PASSWORD });
	process.env.DEMO_COOKIE = rest.cookie;
}

/** Returns the data that the demo prints for its user: address, email and password. */
async function startedDemo(): Promise<string[]> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'tools/demo/main.mts'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	process.env.DEMO_PID = String(child.pid);
	return await new Promise<string[]>((resolve, reject) => {
		let printed = '';
		const tooLong = setTimeout(
			() => reject(new Error('The demo took too long to start')),
			LONGEST_START * 1000,
		);
		child.stdout.on('data', (chunk: Buffer) => {
			process.stdout.write(chunk);
			printed += chunk.toString();
			const signIn = /Editor +(\S+)\s+Sign in +(\S+)\s+Password +(\S+)\s/.exec(printed);
			if (!signIn) return;
			clearTimeout(tooLong);
			resolve(signIn.slice(1));
		});
		child.on('exit', () => {
			clearTimeout(tooLong);
			reject(new Error('The demo ended before it was ready'));
		});
	});
}
