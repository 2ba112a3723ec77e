/* eslint-disable @n8n/community-nodes/no-restricted-globals -- measures, which only tests do */

/**
 * Starts to measure, and returns a function that stops and returns the longest stretch in which nothing else
 * in this process had a turn, in milliseconds. A busy machine doesn't make a stretch longer, because the
 * shorter of its clock time and its processor time counts.
 */
export function watchStretches(): () => number {
	let longest = 0;
	let began = performance.now();
	let used = process.cpuUsage();
	const turn = () => {
		const now = performance.now();
		const { user, system } = process.cpuUsage(used);
		longest = Math.max(longest, Math.min(now - began, (user + system) / 1000));
		began = now;
		used = process.cpuUsage();
	};
	const timer = setInterval(turn, 1);
	return () => {
		clearInterval(timer);
		turn();
		return longest;
	};
}
