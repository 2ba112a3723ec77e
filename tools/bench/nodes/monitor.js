/** What this n8n process uses, from when items come out of one node until they reach another. */
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const RESOLUTION = 5; // milliseconds

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

let running;

/**
 * Starts the clock. `collectsGarbage` first collects what earlier runs left behind. That also takes compiled
 * code away, so it is for the run before the one that is measured.
 */
exports.start = (collectsGarbage = false) => {
	if (collectsGarbage) collectGarbage();
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
	delay.enable();
	running = { delay, profiler: startProfiler(), at: performance.now(), cpu: process.cpuUsage() };
};

/** Milliseconds, all of them. */
exports.stop = () => {
	const { delay, profiler, at, cpu } = running;
	const elapsedMs = performance.now() - at;
	const { user, system } = process.cpuUsage(cpu);
	delay.disable();
	profiler?.stop();
	return {
		elapsedMs,
		cpuMs: (user + system) / 1e3,
		// The histogram holds whole intervals; what is longer than one is a stall.
		longestStallMs: Math.max(0, delay.max / 1e6 - RESOLUTION),
	};
};

/** V8's profiler, if the environment names a file for what it finds; that of the last run stays. */
function startProfiler() {
	const file = process.env.BENCH_PROFILE;
	if (!file) return undefined;
	const session = new Session();
	session.connect();
	session.post('Profiler.enable');
	session.post('Profiler.start');
	return {
		stop() {
			session.post('Profiler.stop', (_error, { profile }) => {
				writeFileSync(file, JSON.stringify(profile));
			});
			session.disconnect();
		},
	};
}
