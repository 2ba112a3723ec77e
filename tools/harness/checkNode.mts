import { UserError } from './userError.mjs';

const OLDEST_NODE = [20, 15];

/** Stops if Node.js is too old for this repository. */
export function checkNode(): void {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new UserError(
		`This needs Node.js ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}. Install a newer one from nodejs.org.`,
	);
}
