import { withoutWaits } from '../support/engineRun';
import { casesOf, runCase } from '../../tools/harness/audit/faultMatrix';
import { faults } from '../../tools/harness/rockerbox/faults';

withoutWaits();

describe('Whatever goes wrong, every item ends as accepted or failed, and nothing is recorded twice without a word', () => {
	test.each(faults.map((fault) => [fault.name, fault] as const))(
		'%s',
		async (_name, fault) => {
			const deviations = await Promise.all(
				casesOf(fault).map(async (given) => {
					const { persistence, onError, maxRetries, retry } = given;
					const label = `${persistence}, ${onError}, ${maxRetries} retries, ${retry}`;
					return (await runCase(given)).deviations.map((sentence) => `${label}: ${sentence}`);
				}),
			);

			expect(deviations.flat()).toEqual([]);
		},
		120_000,
	);
});
