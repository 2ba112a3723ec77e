import {
	casesOf,
	persistences,
	retrySettings,
	runCase,
	type FaultCase,
} from '../harness/audit/faultMatrix.js';
import type { Report } from '../harness/measure/report.mjs';
import { faults, type Fault } from '../harness/rockerbox/faults.js';

const MAX_RETRIES = [0, 2];

/**
 * Tries every fault, once or always, in every mode of On Error and with every kind of retry, in n8n's engine.
 * The modes of On Error must agree, so each cell stands for all of them.
 */
export async function faultTable(): Promise<Report> {
	const random = Math.random;
	Math.random = () => 0; // waits before retries are random; here they are 0
	try {
		const rows: Report['rows'] = [];
		const deviations: string[] = [];
		for (const fault of faults) {
			const results = await runCases(fault);
			deviations.push(...results.flatMap((result) => result.deviations));
			for (const persistence of persistences) {
				const cells = settings.map(({ maxRetries, retry }) => {
					const ends = results.filter(
						({ given }) =>
							given.persistence === persistence &&
							given.maxRetries === maxRetries &&
							given.retry === retry,
					);
					return [...new Set(ends.map(({ end }) => end))].join(' / ');
				});
				rows.push([fault.name, persistence, ...cells]);
			}
		}
		return {
			title: 'Faults',
			columns: ['Fault', 'met', ...settings.map(nameOf)],
			rows,
			deviations,
		};
	} finally {
		Math.random = random;
	}
}

const settings = MAX_RETRIES.flatMap((maxRetries) =>
	retrySettings.map((retry) => ({ maxRetries, retry })),
);

function nameOf({ maxRetries, retry }: Pick<FaultCase, 'maxRetries' | 'retry'>): string {
	return retry === 'nobody' ? `Max Retries ${maxRetries}` : `${maxRetries}, ${retry}`;
}

async function runCases(fault: Fault) {
	return await Promise.all(
		casesOf(fault).map(async (given) => {
			const { end, deviations } = await runCase(given);
			const { persistence, onError, maxRetries, retry } = given;
			const label = [fault.name, persistence, onError, `${maxRetries} retries`, retry].join(', ');
			return { given, end, deviations: deviations.map((sentence) => `${label}: ${sentence}`) };
		}),
	);
}
