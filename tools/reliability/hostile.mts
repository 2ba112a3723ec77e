import { hostileRun, type Mapping } from '../harness/hostile/hostileRun.js';
import type { Report } from '../harness/measure/report.mjs';

const SEED = 20261128;
const ITEMS = 10_000;

const MAPPINGS: Array<[what: string, mapping: Mapping]> = [
	['Each field by hand', 'manual'],
	['Automatically, with all other input fields', 'auto'],
];
const ENDS = [
	'accepted',
	'accepted, with a warning',
	'skipped',
	'failed',
	'failed, perhaps recorded',
];

/**
 * Sends hostile items, always the same, from n8n's engine to a receiver whose answers are hostile, too. Their
 * kinds are in `hostile/items.ts` and `hostile/answers.ts` of the harness.
 */
export async function hostile(): Promise<Report> {
	const rows: Report['rows'] = [];
	const deviations: string[] = [];
	for (const [what, mapping] of MAPPINGS) {
		const result = await hostileRun(mapping, ITEMS, SEED);
		const { ends, requests, longestStretch, deviations: broken } = result;
		deviations.push(...broken.map((sentence) => `${what}: ${sentence}`));
		rows.push([
			what,
			ITEMS,
			requests,
			...ENDS.map((words) => ends[words] ?? 0),
			broken.length,
			Math.round(longestStretch.hostile),
			Math.round(longestStretch.innocent),
		]);
	}
	return {
		title: `Hostile items and answers (seed ${SEED})`,
		columns: [
			...['How they are mapped', 'items', 'requests', ...ENDS, 'broken promises'],
			...['longest stretch, ms', 'of innocent items, ms'],
		],
		rows,
		deviations,
	};
}
