/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- ends a process, which only tests do */
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning } from '../../../tools/harness/isRunning';

/** Ends the demo that `startDemo` started, as Ctrl-C does, and waits until all of it has ended. */
export default async function stopDemo(): Promise<void> {
	const pid = Number(process.env.DEMO_PID);
	if (!pid) return;
	process.kill(pid, 'SIGINT');
	while (isRunning(pid)) await pause(200);
}
