/** What this n8n process uses, from when items come out of one node until they reach another. */
const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const RESOLUTION = 5; // milliseconds

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

let running;

/** Begins from a clean slate: what earlier runs left behind is no part of this one. */
exports.start = () => {
	collectGarbage();
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
	delay.enable();
	running = { delay, at: performance.now(), cpu: process.cpuUsage() };
};

/** Milliseconds, all of them. */
exports.stop = () => {
	const { delay, at, cpu } = running;
	const { user, system } = process.cpuUsage(cpu);
	delay.disable();
	return {
		elapsedMs: performance.now() - at,
		cpuMs: (user + system) / 1e3,
		// The histogram holds whole intervals; what is longer than one is a stall.
		longestStallMs: Math.max(0, delay.max / 1e6 - RESOLUTION),
	};
};
