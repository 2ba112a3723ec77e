/**
 * Groups the items that are the same conversion for Rockerbox. Returns lists of indexes, each in the order of
 * the items. An item without an identity is a group of its own.
 */
export function groupDuplicates(identities: Array<string | undefined>): number[][] {
	const groups: number[][] = [];
	const byIdentity = new Map<string | undefined, number[]>();
	identities.forEach((identity, index) => {
		const group = byIdentity.get(identity);
		if (group) return void group.push(index);
		const started = [index];
		groups.push(started);
		if (identity !== undefined) byIdentity.set(identity, started);
	});
	return groups;
}
