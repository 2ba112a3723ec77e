import { summaryHint } from '../../nodes/Rockerbox/hint';
import { warnings, type Accepted, type Outcome } from '../../nodes/Rockerbox/outcome';
import type { Remark, Topic } from '../../nodes/Rockerbox/remark';

const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
};
const failed: Outcome = { status: 'failed', reason: 'Email is wrong.' };
const notSent: Outcome = { status: 'notSent', reason: 'Not sent.' };
const skipped: Outcome = { status: 'skipped', reason: 'The item is empty.' };
const dryRun: Outcome = {
	status: 'dryRun',
	request: { method: 'POST', url: 'https://example.com', body: { email: 'jane@example.com' } },
};
const DRY_RUN =
	'This was a dry run: look at each "request", and remove the option Dry Run to send it.';

const remark = (topic: Topic): Remark => ({ topic, sentence: `About ${topic}.` });
const textOf = (outcomes: Outcome[], remarks?: Remark[]) => summaryHint(outcomes, remarks)?.message;

describe('the hint above the output', () => {
	test('says how the items ended', () => {
		expect(summaryHint([accepted, accepted, accepted])).toEqual({
			message: '3 accepted.',
			type: 'info',
			location: 'outputPane',
		});
	});

	test('counts what failed and what was skipped, and says where the reasons are', () => {
		const outcomes = [accepted, failed, skipped, failed, accepted, notSent];
		expect(summaryHint(outcomes)).toMatchObject({
			message: '2 accepted, 1 skipped (see "reason"), 3 failed (see "error").',
			type: 'warning',
		});
	});

	test('counts right for many items', () => {
		const outcomes = Array.from({ length: 10_000 }, (_, index) => [accepted, failed][index % 2]);
		expect(textOf(outcomes)).toBe('5,000 accepted, 5,000 failed (see "error").');
	});

	test.each([
		[warnings.twice, '1 accepted may have reached Rockerbox twice: see the "warning" field.'],
		[warnings.error, '1 accepted got an answer that speaks of an error: see the "warning" field.'],
		[warnings.webPage, '1 accepted got a web page for an answer: see the "warning" field.'],
		[warnings.changed, '1 accepted in an earlier try changed afterwards: see the "warning" field.'],
	])('counts the accepted that have a warning: %s', (warning, sentence) => {
		expect(summaryHint([accepted, { ...accepted, warning }])).toMatchObject({
			message: `2 accepted. ${sentence}`,
			type: 'warning',
		});
	});

	test('counts an item with two warnings for each of them, in one sentence', () => {
		const both = { ...accepted, warning: `${warnings.twice} ${warnings.error}` };
		expect(textOf([both, { ...accepted, warning: warnings.error }])).toBe(
			'2 accepted. 1 accepted may have reached Rockerbox twice and 2 accepted got an answer that speaks of an error: see the "warning" field.',
		);
	});

	test('shows nothing of a remark as markup', () => {
		const remarks: Remark[] = [{ topic: 'emptyFields', sentence: '"<b>" & `x` were empty.' }];
		expect(textOf([accepted], remarks)).toBe('1 accepted. "‹b›" &amp; \'x\' were empty.');
	});

	test('of a dry run says first that nothing was sent, and how to send it', () => {
		expect(summaryHint([dryRun, dryRun], [remark('unmappedActions')])).toEqual({
			message: `Nothing was sent: 2 ready to send. ${DRY_RUN} About unmappedActions.`,
			type: 'warning',
			location: 'outputPane',
		});
	});

	test('of a dry run counts what would not be sent, too', () => {
		expect(textOf([dryRun, failed, skipped, skipped, dryRun])).toBe(
			`Nothing was sent: 2 ready to send, 2 skipped (see "reason"), 1 failed (see "error"). ${DRY_RUN}`,
		);
	});

	test('doesn’t say that nothing was sent if the dry run held for some items only', () => {
		expect(textOf([accepted, dryRun, accepted])).toBe(`2 accepted, 1 ready to send. ${DRY_RUN}`);
	});

	test('says no word of a dry run if there was none', () => {
		expect(textOf([accepted, skipped, failed])).not.toMatch(/dry run|Nothing was sent|ready/i);
	});

	test('is not there when there was nothing to send', () => {
		expect(summaryHint([])).toBeUndefined();
	});
});

describe('the remarks in it', () => {
	test('come with what may be wrong first, and what is only to be known last', () => {
		const remarks = ['missingFields', 'leftOut', 'assumedZone'] as const;
		expect(textOf([accepted], remarks.map(remark))).toBe(
			'1 accepted. About assumedZone. About leftOut. About missingFields.',
		);
	});

	test('are at most three, so that there are four sentences; the rest is named', () => {
		const topics: Topic[] = ['leftOut', 'emptyFields', 'otherSpellings', 'leftOut', 'assumedZone'];
		expect(textOf([accepted], topics.map(remark))).toBe(
			'1 accepted. About assumedZone. About otherSpellings. There were also mapped fields that were empty and values that stand for an empty field.',
		);
	});

	test.each([
		['chosenZone', 'info'],
		['missingFields', 'info'],
		['assumedZone', 'warning'],
		['leftOut', 'warning'],
	] as const)('make a warning only of what needs a look: %s', (topic, type) => {
		expect(summaryHint([accepted], [remark(topic)])).toMatchObject({ type });
	});
});
