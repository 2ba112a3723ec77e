import { sleep } from 'n8n-workflow';

const LONGEST_NAP = 100; // milliseconds; a Stop is noticed after this

/** When the next request may start. */
export interface Pace {
	/** Waits for the caller's turn, or until it is over. */
	turn: () => Promise<void>;
	/** No turn comes in the next so many milliseconds: Rockerbox asked for a pause. */
	hold: (milliseconds: number) => void;
}

/**
 * Spaces requests evenly, so that no more than `perSecond` start in a second (0: no limit).
 * `isOver` ends all waiting.
 */
export function pacing(perSecond: number, isOver: () => boolean): Pace {
	const gap = perSecond > 0 ? 1000 / perSecond : 0;
	let next = 0;
	let heldUntil = 0;
	return {
		async turn() {
			for (;;) {
				const now = Date.now();
				const earliest = Math.max(next, heldUntil);
				if (now >= earliest || isOver()) {
					next = now + gap;
					return;
				}
				await pause(earliest - now, isOver);
			}
		},
		hold(milliseconds) {
			heldUntil = Math.max(heldUntil, Date.now() + milliseconds);
		},
	};
}

/** Waits, but no longer than until it is over. */
export async function pause(milliseconds: number, isOver: () => boolean): Promise<void> {
	const until = Date.now() + milliseconds;
	for (let left = milliseconds; left > 0 && !isOver(); left = until - Date.now()) {
		await sleep(Math.min(left, LONGEST_NAP));
	}
}
