import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readCorpus } from '../support/corpus';
import { AUTO, CONTINUE, PURCHASE, useRockerbox } from '../support/engineRun';

const { receiver, run } = useRockerbox();

/** Items as a source delivers them, and how each must end. */
interface Delivery {
	source: string;
	mode: 'manual' | 'auto';
	/** Parameters that the user sets in addition to email, action and timestamp, or instead of them. */
	parameters?: INodeParameters;
	items: IDataObject[];
	want: Array<{ sent?: IDataObject; skipped?: string; refused?: string }>;
	/** A part of the text above the output. */
	hint?: string;
}

const deliveries = readCorpus<Delivery>('items');

test.each(deliveries.map((each) => [`${each.source} (${each.mode})`, each] as const))(
	'%s',
	async (_title, { mode, parameters, items, want, hint }) => {
		const base = mode === 'auto' ? AUTO : PURCHASE;
		const { success, hints } = await run(items, {
			parameters: { ...base, ...parameters },
			timezone: 'America/New_York',
			...CONTINUE,
		});

		expect(success).toHaveLength(items.length);
		success.forEach(({ json }, index) => {
			const { sent, skipped, refused } = want[index];
			if (sent) expect(json.conversion).toEqual(sent);
			if (skipped) expect(json.reason).toContain(skipped);
			if (refused) expect(json.error).toContain(refused);
		});
		expect(receiver.ledger).toHaveLength(want.filter(({ sent }) => sent).length);
		if (hint) expect(hints[0].message).toContain(hint);
	},
);
