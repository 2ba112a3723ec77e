/**
 * Milliseconds of a monotonic clock, for every wait and every time limit. The wall clock can be set back or
 * forward in the middle of a run, by an hour if a machine was asleep. It is only used for dates: whether a
 * timestamp lies in the future, and how far away the date of a Retry-After is.
 */
export const monotonicClock = (): number => performance.now();
