/**
 * A client outside n8n that keeps its connections. Sends the given number of ready-made bodies, and prints
 * the time and the CPU time.
 *
 *     tsx tools/bench/raw.mts <address> <items> <concurrency>
 */
import http from 'node:http';
import https from 'node:https';
import { conversionAt } from './nodes/conversions.js';
import * as monitor from './nodes/monitor.js';

const [address, items, concurrency] = process.argv.slice(2);
const { Agent, request } = address.startsWith('https:') ? https : http;
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
const bodies = Array.from({ length: Number(items) }, (_, index) =>
	JSON.stringify(conversionAt(index)),
);

monitor.start();
let next = 0;
await Promise.all(
	Array.from({ length: Number(concurrency) }, async () => {
		while (next < bodies.length) await post(bodies[next++]);
	}),
);
console.log(JSON.stringify(monitor.stop()));
agent.destroy();

async function post(body: string): Promise<void> {
	const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
	await new Promise<void>((resolve, reject) => {
		request(address, { method: 'POST', agent, headers }, (response) => {
			response.on('end', resolve).on('error', reject).resume();
		})
			.on('error', reject)
			.end(body);
	});
}
