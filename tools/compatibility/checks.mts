import type { N8n } from '../harness/n8n/n8n.mjs';
import { retries } from '../harness/scenarios/retry.mjs';
import type { Scenario } from '../harness/scenarios/scenario.mjs';
import { stops } from '../harness/scenarios/stop.mjs';
import { credentialCheck } from './credential.mjs';
import { editorCheck } from './editor.mjs';
import { errorOutput } from './errorOutput.mjs';
import { faultCheck } from './faults.mjs';
import { mapAndSend } from './mapAndSend.mjs';
import { tool } from './tool.mjs';

/** A check that must hold in every n8n. Returns the deviations in sentences; none if all is well. */
export type Check = (n8n: N8n) => Promise<string[]>;

/** The checks, by their names in the table. */
export const checks: Record<string, Check> = {
	Credential: credentialCheck,
	Editor: editorCheck,
	'Map and send': mapAndSend,
	'Error output': errorOutput,
	Faults: faultCheck,
	'Retry On Fail': all(retries.retryOnFail, retries.retryOnFailWithErrorOutput),
	'Retry button': all(retries.retryWithOriginalWorkflow, retries.retryWithCurrentWorkflow),
	'Stop button': async (n8n) => (await stops.stopAndRetry(n8n))[0].deviations, // only n8n's API retries it
	'AI tool': tool,
};

/** The same scenarios that `npm run reliability` runs in the n8n of the demo. */
function all(...scenarios: Scenario[]): Check {
	return async (n8n) => {
		const deviations: string[] = [];
		for (const scenario of scenarios) {
			for (const result of await scenario(n8n)) {
				deviations.push(...result.deviations.map((one) => `${result.scenario}: ${one}`));
			}
		}
		return deviations;
	};
}
