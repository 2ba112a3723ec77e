import { execa, type Options } from 'execa';

const OLDEST_NODE = [20, 15];

/** A reason to stop that the user can do something about. */
export class DemoError extends Error {}

/** Stops on a Node.js that is too old for this repository. */
export function checkNode(): void {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new DemoError(
		`This needs Node.js ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}. Install a newer one from nodejs.org.`,
	);
}

/** Runs npm without a terminal's niceties. Gives what it printed. */
export async function npm(
	parameters: string[],
	{ cwd, cancelSignal }: Required<Pick<Options, 'cwd' | 'cancelSignal'>>,
	whatFailed: string,
): Promise<string> {
	const { failed, isCanceled, stdout, stderr } = await execa('npm', parameters, {
		cwd,
		cancelSignal,
		reject: false,
		stdin: 'ignore',
	});
	if (isCanceled) throw new DemoError('Stopped.');
	if (failed) throw new DemoError(`${whatFailed}:\n${firstErrors(stderr)}\n${lastLines(stdout)}`);
	return stdout;
}

/** What a script said that npm ran, such as a compiler. */
function lastLines(stdout: string): string {
	return stdout.trim().split('\n').slice(-30).join('\n');
}

/** npm's own words, without its warnings and the manual that it adds. */
function firstErrors(stderr: string): string {
	const lines = stderr.split('\n').filter((line) => /^npm error .*\S/.test(line));
	return (lines.length > 0 ? lines : stderr.split('\n')).slice(0, 15).join('\n');
}
