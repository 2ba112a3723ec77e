/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- ends a process, which only tests do */
import { setTimeout as pause } from 'node:timers/promises';

/** Ends the demo that `startDemo` started, as Ctrl-C does, and waits until all of it has ended. */
export default async function stopDemo(): Promise<void> {
	const pid = Number(process.env.DEMO_PID);
	if (!pid) return;
	process.kill(pid, 'SIGINT');
	while (isRunning(pid)) await pause(200);
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
