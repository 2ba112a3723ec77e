/* eslint-disable @n8n/community-nodes/no-restricted-globals -- looks at a process, which the published node never does */

/** Whether a process of this user runs. */
export function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
