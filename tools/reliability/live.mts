import type { Report } from '../harness/measure/report.mjs';
import { N8n } from '../harness/n8n/n8n.mjs';
import { retries } from '../harness/scenarios/retry.mjs';
import type { ScenarioResult, Scenario } from '../harness/scenarios/scenario.mjs';
import { stops } from '../harness/scenarios/stop.mjs';
import { crashes } from './live/crash.mjs';
import { sideBySide } from './live/sideBySide.mjs';

/** Scenarios that end n8n are last, so that the others share one. */
const scenarios: Scenario[] = [
	...Object.values(retries),
	...sideBySide,
	...Object.values(stops),
	...crashes,
];

/** A real n8n, driven over the API that its own editor uses. */
export async function live(stopped: AbortSignal): Promise<Report> {
	const results: ScenarioResult[] = [];
	const broken: string[] = [];
	const n8n = await N8n.startWithPackage('reliability', stopped);
	try {
		for (const scenario of scenarios) {
			const start = Date.now();
			try {
				results.push(...(await scenario(n8n)));
			} catch (error) {
				stopped.throwIfAborted();
				broken.push(`${scenario.name}: ${error instanceof Error ? error.stack : String(error)}`);
			}
			console.error(`${scenario.name}: ${Math.round((Date.now() - start) / 1000)} s`);
		}
	} finally {
		await n8n.kill();
	}
	return {
		title: 'In a real n8n',
		columns: ['What happens', 'Items', 'Recorded', 'Never', 'Twice or more', 'What n8n shows'],
		rows: results.map(({ scenario, tally, seen }) => [
			scenario,
			tally.items,
			tally.reached,
			tally.never,
			tally.twice,
			seen,
		]),
		deviations: [
			...results.flatMap(({ scenario, deviations }) =>
				deviations.map((deviation) => `${scenario}: ${deviation}`),
			),
			...broken,
		],
	};
}
