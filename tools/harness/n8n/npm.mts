import { execa, type Options } from 'execa';
import { UserError } from '../userError.mjs';

/** Runs npm without a terminal's niceties. Returns what it printed. */
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
	if (isCanceled) throw new UserError('Stopped.');
	if (failed) throw new UserError(`${whatFailed}:\n${firstErrors(stderr)}\n${lastLines(stdout)}`);
	return stdout;
}

/** The output of a script that npm ran, such as a compiler. */
function lastLines(stdout: string): string {
	return stdout.trim().split('\n').slice(-30).join('\n');
}

/** npm's own message, without its warnings and the manual that it adds. */
function firstErrors(stderr: string): string {
	const lines = stderr.split('\n').filter((line) => /^npm error .*\S/.test(line));
	return (lines.length > 0 ? lines : stderr.split('\n')).slice(0, 15).join('\n');
}
