import { hostileRun, type Mapping } from '../../tools/harness/hostile/hostileRun';
import '../support/engineRun';

const SEED = 20261128; // as in tools/reliability/hostile.mts
const ITEMS = 1_000;

describe(`Of ${ITEMS.toLocaleString('en-US')} hostile items that get hostile answers`, () => {
	test.each<[string, Mapping]>([
		['mapped by hand', 'manual'],
		['mapped automatically, with all other fields', 'auto'],
	])(
		'each is accounted for, reveals nothing of others, and leaves n8n its turns: %s',
		async (_how, mapping) => {
			const { ends, deviations } = await hostileRun(mapping, ITEMS, SEED);

			expect(deviations).toEqual([]);
			for (const words of ['accepted', 'skipped', 'failed', 'failed, perhaps recorded']) {
				expect(ends[words]).toBeGreaterThan(10);
			}
		},
		240_000,
	);
});
