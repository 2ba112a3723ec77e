import { deviationsOf } from '../../tools/harness/audit/faultMatrix';
import { faults, isSilent } from '../../tools/harness/rockerbox/faults';
import { withoutWaits } from '../support/engineRun';

withoutWaits();

describe('Whatever goes wrong, every item ends as accepted or failed, and nothing is recorded twice without a word', () => {
	test.each(
		faults.filter((fault) => !isSilent(fault)).map((fault) => [fault.name, fault] as const),
	)(
		'%s',
		async (_name, fault) => {
			expect(await deviationsOf(fault)).toEqual([]);
		},
		120_000,
	);
});
