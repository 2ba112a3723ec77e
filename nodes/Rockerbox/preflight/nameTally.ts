const MAX_NAMES = 1_000;
const MAX_NAME_CHARS = 40;

/** Counts names. A run normally has few; if it has many, the late ones are counted together. */
export function nameTally() {
	const counts = new Map<string, number>();
	let others = 0;
	return {
		add(name: string): void {
			const count = counts.get(name);
			if (count === undefined && counts.size >= MAX_NAMES) others++;
			else counts.set(name, (count ?? 0) + 1);
		},
		/** Each name with its count, the most frequent first. */
		byFrequency(): Array<[name: string, count: number]> {
			return [...counts].sort(([, a], [, b]) => b - a);
		},
		/** How many had a name that isn't counted on its own. */
		others: () => others,
	};
}

/**
 * Whether it looks like the name of a thing, because a wrong mapping can put somebody's email or number
 * there.
 */
export function canBeShown(name: string): boolean {
	return name.length <= MAX_NAME_CHARS && !/@|\d{5}|\p{C}/u.test(name);
}
