import pidusage from 'pidusage';

const SAMPLING_MS = 50;

/** Polls the memory of a process while it does something. Returns the highest value, in MB. */
export async function peakMemory(pid: number, act: () => Promise<unknown>): Promise<number> {
	let peak = 0;
	const look = async () => {
		const { memory } = await pidusage(pid).catch(() => ({ memory: 0 })); // it has ended
		peak = Math.max(peak, memory);
	};
	const timer = setInterval(() => void look(), SAMPLING_MS);
	try {
		await act();
		await look();
		return peak / 1e6;
	} finally {
		clearInterval(timer);
	}
}
