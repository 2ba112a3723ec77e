/**
 * The usual rate limit: a bucket gets `perSecond` tokens a second, up to `burst`, and each request takes one.
 * The function returns whether there was one at this time, in milliseconds.
 */
export function tokenBucket(perSecond: number, burst: number): (now: number) => boolean {
	let tokens = burst;
	let filledAt: number | undefined;
	return (now) => {
		tokens = Math.min(burst, tokens + ((now - (filledAt ?? now)) * perSecond) / 1000);
		filledAt = now;
		if (tokens < 1) return false;
		tokens--;
		return true;
	};
}
