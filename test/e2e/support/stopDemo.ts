import { demo } from './startDemo';

/** Ends the demo as Ctrl-C does, and waits until all of it has ended. */
export default async function stopDemo(): Promise<void> {
	const { process: child } = demo;
	if (!child || child.exitCode !== null) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGINT');
	await ended;
}
