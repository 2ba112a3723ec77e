import type { IDataObject } from 'n8n-workflow';
import { readText } from '../support/engineFiles';
import { CONTINUE, PURCHASE, useRockerbox } from '../support/engineRun';

const ROCKERBOX = 'https://webhooks.getrockerbox.com';
const [, OUTPUT, SUMMARY] = /^## Output$([^]*?)^## Summary$([^]*?)^## /m.exec(
	readText('docs/reference.md'),
)!;
const [ACCEPTED, DRY_RUN] = Array.from(
	OUTPUT.matchAll(/^```json\n([^]*?)^```$/gm),
	([, json]) => JSON.parse(json) as IDataObject,
);
const { receiver, run } = useRockerbox();
const inNewYork = { timezone: 'America/New_York' };

/** Readers of a table look for a key at a certain place, so the order counts as well. */
function expectSame(found: IDataObject, documented: IDataObject) {
	expect(JSON.stringify(found)).toBe(JSON.stringify(documented));
}

describe("The reference's examples of output are what the node returns", () => {
	test('for an accepted item', async () => {
		receiver.answer({ body: ACCEPTED.response });
		const { success } = await run([{ email: 'jane@example.com' }]);
		expectSame(success[0].json, ACCEPTED);
	});

	test('in a dry run', async () => {
		const { success } = await run([{ email: 'jane@example.com' }], {
			...inNewYork,
			parameters: { ...PURCHASE, dryRun: true },
			credential: { advertiserId: 'MOx2ZmMw', baseUrl: ROCKERBOX },
		});
		expectSame(success[0].json, DRY_RUN);
	});

	test('above a batch', async () => {
		const [, lines] = /^```text\n([^]*?)\n```$/m.exec(SUMMARY)!;
		const { hints } = await run(batch(), {
			...inNewYork,
			parameters: {
				...PURCHASE,
				dryRun: true,
				action: '={{ $json.action }}',
				timestamp: '={{ $json.date }}',
				customerId: '={{ $json.id }}',
				additionalFields: { revenue: '={{ $json.total }}' },
			},
			...CONTINUE,
		});
		expect(hints[0].message.split('<br>').slice(0, lines.split('\n').length)).toEqual(
			lines.split('\n'),
		);
	});
});

/** A week's 120 conversions, with the numbers of the reference's example. */
function batch(): IDataObject[] {
	const amounts = [0, 980, ...Array.from({ length: 114 }, () => 98.83), 98.98];
	return Array.from({ length: 120 }, (_, index) => ({
		...(index < 98 || (index >= 110 && index < 117)
			? { email: `person-${index}@example.com` }
			: {}),
		...(index >= 98 && index < 117 ? { id: `CUST-${index}` } : {}),
		action: index < 110 ? 'purchase' : 'renewal',
		date: `2024-08-0${1 + (index % 7)} 14:${10 + (index % 50)}:00`,
		total: amounts[index],
	}));
}
