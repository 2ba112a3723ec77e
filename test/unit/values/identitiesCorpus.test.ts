import { sendConversion } from '../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../nodes/Rockerbox/operations/sendMarketingEvent';
import type { BuiltPayload } from '../../../nodes/Rockerbox/prepare/payload/payload';
import { build, payloadOf, problemsOf } from '../../support/build';
import { printedTotals, readCorpus, refusalIn, titleOf, type Spelling } from '../../support/corpus';

interface FieldSpelling extends Spelling {
	field: string;
	/** How it is sent, if it isn't mapped to a field of its own. */
	as?: 'extra' | 'other';
}

const PERSON = { email: 'jane@example.com', customer_id: 'C-7', user_id: 'U-7' };
const EVENT = { ...PERSON, action: 'purchase', timestamp: '1535147451' };

/** The event that the node makes from one field and other valid ones. */
function eventWith({ field, input, as }: FieldSpelling): BuiltPayload {
	const isMarketing = field === 'user_id' || field.startsWith('ad_');
	const operation = isMarketing && !as ? sendMarketingEvent : sendConversion;
	const type = Array.isArray(input) ? 'array' : typeof input;
	const row = { name: field, value: input, type };
	if (as === 'extra') return build(operation, EVENT, { extras: [row] });
	if (as === 'other') return build(operation, EVENT, { others: [row] });
	return build(operation, { ...EVENT, [field]: input });
}

describe('a field as its source writes it', () => {
	const totals = printedTotals('Identities and text of the corpus');

	test.each(readCorpus<FieldSpelling>('identities').map((each) => [titleOf(each), each]))(
		'%s',
		(_title: unknown, given: unknown) => {
			const spelling = given as FieldSpelling;
			const built = eventWith(spelling);
			const refusal = refusalIn(spelling);
			const isRefused = 'problems' in built;
			const sent = isRefused ? undefined : (payloadOf(built)[spelling.field] ?? null);
			if (isRefused) totals.refused++;
			else if (JSON.stringify(sent) === JSON.stringify(spelling.want)) totals.right++;
			else totals.wrong++;

			if (refusal !== undefined) {
				expect(problemsOf(built)).toEqual([expect.stringContaining(refusal)]);
			} else {
				expect(isRefused ? built.problems : sent).toEqual(spelling.want);
			}
		},
	);
});
