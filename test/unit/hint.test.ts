import { summaryHint } from '../../nodes/Rockerbox/hint';
import { warnings, type Accepted, type Outcome } from '../../nodes/Rockerbox/outcome';
import type { Preflight } from '../../nodes/Rockerbox/preflight/preflight';
import type { Remark, Topic } from '../../nodes/Rockerbox/remark';

const EVENT = { email: 'jane@example.com', timestamp: '1535147451' };
const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: EVENT,
};
const failed: Outcome = { status: 'failed', reason: 'Email is wrong.' };
const notSent: Outcome = { status: 'notSent', reason: 'Not sent.' };
const skipped: Outcome = { status: 'skipped', reason: 'The item is empty.', cause: 'emptyItem' };
const dryRun: Outcome = {
	status: 'dryRun',
	request: { method: 'POST', url: 'https://example.com', body: EVENT },
};
const preflight: Preflight = {
	noun: 'conversion',
	timezone: 'UTC',
	isDryRun: false,
	isAgentTool: false,
	suspicions: [],
};
const ofDryRun: Preflight = { ...preflight, isDryRun: true };

const LOOK = 'Check "readable" and "request" in each, then switch off \'Dry Run\'.';
const WEBHOOKS_PAGE = "Rockerbox's Webhooks page shows whether they count.";
const FIGURES = ['Action: none 2.', 'Dates: Aug 24, 2018 (UTC).', 'Known by: email 2.'];

const remark = (topic: Topic): Remark => ({ topic, sentence: `About ${topic}.` });
const linesOf = (hint: ReturnType<typeof summaryHint>) => hint?.message.split(/(?:<br>)+/);
/** The lines below the summary. */
const remarksIn = (hint: ReturnType<typeof summaryHint>) =>
	hint?.message.split('<br><br>')[1]?.split('<br>') ?? [];

describe('the hint above the output', () => {
	test('says how the items ended, in numbers, a line for each thought', () => {
		expect(summaryHint([accepted, accepted], preflight)).toEqual({
			message: ['2 conversions were accepted.', ...FIGURES, WEBHOOKS_PAGE].join('<br>'),
			type: 'info',
			location: 'outputPane',
		});
	});

	test('counts what failed and what was skipped, and says where the reasons are', () => {
		const outcomes = [accepted, failed, skipped, failed, accepted, notSent];
		const hint = summaryHint(outcomes, preflight);
		expect(linesOf(hint)).toEqual([
			'2 of 6 conversions were accepted, 1 skipped (see "reason"), 3 failed (see "error").',
			'Skipped: empty items 1.',
			...FIGURES,
			`${WEBHOOKS_PAGE} Running this node again sends all items, also those that were accepted.`,
		]);
		expect(hint).toHaveProperty('type', 'warning');
	});

	test('says where the reasons are in the error output, because n8n puts them behind all other fields', () => {
		const ofErrorOutput = { ...preflight, hasErrorOutput: true };
		const where = 'The Error Branch has "error" as its last column.';
		expect(linesOf(summaryHint([accepted, failed], ofErrorOutput))).toContain(where);
		expect(linesOf(summaryHint([failed, failed], ofErrorOutput))).toContain(where);
		expect(linesOf(summaryHint([accepted, accepted], ofErrorOutput))).not.toContain(where);
		expect(linesOf(summaryHint([accepted, failed], preflight))).not.toContain(where);
	});

	test('counts correctly for many items', () => {
		const outcomes = Array.from({ length: 10_000 }, (_, index) => [accepted, failed][index % 2]);
		expect(linesOf(summaryHint(outcomes, preflight))?.[0]).toBe(
			'5,000 of 10,000 conversions were accepted, 5,000 failed (see "error").',
		);
	});

	test('does not send anybody to Rockerbox if nothing was accepted', () => {
		expect(linesOf(summaryHint([failed, failed], preflight))).toEqual([
			'0 of 2 conversions were accepted, 2 failed (see "error").',
		]);
	});

	test.each([
		[warnings.twice, '1 accepted may have reached Rockerbox twice: see the "warning" field.'],
		[warnings.error, '1 accepted got an answer that speaks of an error: see the "warning" field.'],
		[warnings.webPage, '1 accepted got a web page for an answer: see the "warning" field.'],
		[warnings.changed, '1 accepted in an earlier try changed afterwards: see the "warning" field.'],
	])('counts the accepted items with a warning: %s', (warning, sentence) => {
		const hint = summaryHint([accepted, { ...accepted, warning }], preflight);
		expect(remarksIn(hint)).toEqual([sentence]);
		expect(hint).toHaveProperty('type', 'warning');
	});

	test('counts an item with two warnings for each of them, in one sentence', () => {
		const both = { ...accepted, warning: `${warnings.twice} ${warnings.error}` };
		const outcomes = [both, { ...accepted, warning: warnings.error }];
		expect(remarksIn(summaryHint(outcomes, preflight))).toEqual([
			'1 accepted may have reached Rockerbox twice and 2 accepted got an answer that speaks of an error: see the "warning" field.',
		]);
	});

	test('shows no part of a remark as markup', () => {
		const remarks: Remark[] = [{ topic: 'emptyFields', sentence: '"<b>" & `x` were empty.' }];
		expect(remarksIn(summaryHint([accepted], preflight, remarks))).toEqual([
			'"‹b›" &amp; \'x\' were empty.',
		]);
	});

	test('of a dry run says first that nothing was sent, and how to send it', () => {
		expect(summaryHint([dryRun, dryRun], ofDryRun)).toEqual({
			message: ['Dry run: nothing was sent. 2 conversions are ready.', ...FIGURES, LOOK].join(
				'<br>',
			),
			type: 'warning',
			location: 'outputPane',
		});
	});

	test('of a dry run also counts the items that would not be sent', () => {
		const outcomes = [dryRun, failed, skipped, skipped, dryRun];
		expect(linesOf(summaryHint(outcomes, ofDryRun))).toEqual([
			'Dry run: nothing was sent. 2 of 5 conversions are ready, 2 skipped (see "reason"), 1 can\'t be sent (see "error").',
			'Skipped: empty items 2.',
			...FIGURES,
			LOOK,
		]);
	});

	test('calls a dry run one even if none of its items could be sent', () => {
		expect(linesOf(summaryHint([failed, failed], ofDryRun))).toEqual([
			'Dry run: nothing was sent. 0 of 2 conversions are ready, 2 can\'t be sent (see "error").',
		]);
	});

	test('doesn’t say that nothing was sent if the dry run held for some items only', () => {
		expect(linesOf(summaryHint([accepted, dryRun, accepted], ofDryRun))).toEqual([
			'2 of 3 conversions were accepted, 1 only shown (dry run).',
			...FIGURES,
			WEBHOOKS_PAGE,
		]);
	});

	test('doesn’t mention a dry run if there was none', () => {
		const hint = summaryHint([accepted, skipped, failed], preflight);
		expect(hint?.message).not.toMatch(/dry run|Nothing was sent|ready/i);
	});

	test('is not there when there was nothing to send', () => {
		expect(summaryHint([], preflight)).toBeUndefined();
	});

	test('sums up nothing for an agent, but still says what to look at', () => {
		const ofTool: Preflight = { ...preflight, isAgentTool: true };
		expect(summaryHint([accepted], ofTool)).toBeUndefined();
		expect(linesOf(summaryHint([accepted], ofTool, [remark('leftOut')]))).toEqual([
			'About leftOut.',
		]);
	});
});

describe('the remarks in it', () => {
	test('are in order: possible mistakes first, mere information last', () => {
		const remarks = ['missingFields', 'leftOut', 'assumedZone'] as const;
		expect(remarksIn(summaryHint([accepted], preflight, remarks.map(remark)))).toEqual([
			'About assumedZone.',
			'About leftOut.',
			'About missingFields.',
		]);
	});

	test('are at most four; the rest is named', () => {
		const topics: Topic[] = [
			'leftOut',
			'emptyFields',
			'otherSpellings',
			'leftOut',
			'assumedZone',
			'lookalikes',
		];
		expect(remarksIn(summaryHint([accepted], preflight, topics.map(remark)))).toEqual([
			'About assumedZone.',
			'About otherSpellings.',
			'About lookalikes.',
			'There were also mapped fields that were empty and values that stand for an empty field.',
		]);
	});

	test('begin with what is suspicious in the batch', () => {
		const suspicious = { ...preflight, suspicions: ['First <b>.', 'Second.', 'Third.'] };
		const error = { ...accepted, warning: warnings.error };
		const hint = summaryHint([accepted, error], suspicious, [remark('unmappedActions')]);
		expect(hint).toHaveProperty('type', 'warning');
		expect(remarksIn(hint)).toEqual([
			'1 accepted got an answer that speaks of an error: see the "warning" field.',
			'First ‹b›.',
			'Second.',
			'There were also more that looks wrong and actions that are not in Action Mapping.',
		]);
	});

	test.each([
		['chosenZone', 'info'],
		['missingFields', 'info'],
		['pathNames', 'info'],
		['assumedZone', 'warning'],
		['leftOut', 'warning'],
	] as const)('make only topics that need a look a warning: %s', (topic, type) => {
		expect(summaryHint([accepted], preflight, [remark(topic)])).toMatchObject({ type });
	});
});
