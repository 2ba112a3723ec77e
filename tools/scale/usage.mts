import { readdir, readFile, writeFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100; // of Linux's counters, on every processor that Debian runs on

interface ProcessRow {
	parent: number;
	/** Of the process itself, and of its children that have ended. */
	cpuMs: number;
}

/**
 * The CPU time, in milliseconds, that processes and all their descendants have used so far. Ended ones count
 * as well, because PostgreSQL has a process for each connection. `pidusage` leaves them out.
 */
export async function cpuTimes(pids: number[]): Promise<number> {
	const processes = await readProcesses();
	const wanted = new Set(pids);
	for (let before = -1; before < wanted.size; ) {
		before = wanted.size;
		for (const [pid, { parent }] of processes) if (wanted.has(parent)) wanted.add(pid);
	}
	return [...wanted].reduce((sum, pid) => sum + (processes.get(pid)?.cpuMs ?? 0), 0);
}

/** Resets the peak of a process's memory. */
export async function forgetPeakMemory(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/**
 * The most memory, in MB, that a process has held at a time. The kernel notes it, because polling misses
 * peaks.
 */
export async function peakMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
}

async function readProcesses(): Promise<Map<number, ProcessRow>> {
	const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
	const rows = await Promise.all(
		pids.map(async (pid) => {
			const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined); // it ended
			return stat === undefined ? [] : [[pid, parseStat(stat)] as const];
		}),
	);
	return new Map(rows.flat());
}

/** A line of /proc/…/stat. The second field, the name, is in parentheses and may hold anything. */
function parseStat(stat: string): ProcessRow {
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = fields.slice(11, 15).map(Number); // utime, stime, cutime, cstime
	const sum = ticks.reduce((total, one) => total + one, 0);
	return { parent: Number(fields[1]), cpuMs: (sum * 1000) / TICKS_PER_SECOND };
}
