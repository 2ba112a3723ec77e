import { deviationsOf } from '../../tools/harness/audit/faultMatrix';
import { faults, isSilent } from '../../tools/harness/rockerbox/faults';
import { withoutWaits } from '../support/engineRun';

withoutWaits();

// In a file of their own, because these cases only wait, so another process can work meanwhile.
describe('However long Rockerbox is silent, every item ends as accepted or failed, and nothing is recorded twice without a word', () => {
	test.each(faults.filter(isSilent).map((fault) => [fault.name, fault] as const))(
		'%s',
		async (_name, fault) => {
			expect(await deviationsOf(fault)).toEqual([]);
		},
		120_000,
	);
});
