import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { warnings, type Accepted, type Outcome } from '../../nodes/Rockerbox/outcome';
import type { Preflight } from '../../nodes/Rockerbox/preflight/preflight';
import { stopError, summaryHint, toOutputItems } from '../../nodes/Rockerbox/output';

const EVENT = { email: 'jane@example.com', timestamp: '1535147451' };
const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: EVENT,
};
const failed = (reason: string): Outcome => ({ status: 'failed', reason });
const notSent: Outcome = { status: 'notSent', reason: 'Not sent.' };
const skipped: Outcome = {
	status: 'skipped',
	reason: 'Item 0 has the same key.',
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
	conversionKey: 'jane@example.com',
};

const dryRun: Outcome = {
	status: 'dryRun',
	request: {
		method: 'POST',
		url: 'https://webhooks.getrockerbox.com/webhook/data?advertiser=***',
		body: EVENT,
	},
};
const unmapped: Outcome = { status: 'skipped', reason: 'Action was "x", which is not there.' };

describe('output items', () => {
	test('one per input item, in order, each paired with its input', () => {
		const outcomes = [accepted, failed('Email is wrong.'), accepted];
		expect(toOutputItems(outcomes)).toStrictEqual([
			{ json: sent('conversion'), pairedItem: { item: 0 } },
			{ json: { error: 'Email is wrong. [item 1]' }, pairedItem: { item: 1 } },
			{ json: sent('conversion'), pairedItem: { item: 2 } },
		]);
	});

	test('a skipped item says why, and what would have been sent', () => {
		expect(toOutputItems([skipped])).toStrictEqual([
			{
				json: {
					status: 'skipped',
					reason: 'Item 0 has the same key.',
					conversion: { email: 'jane@example.com' },
					conversionKey: 'jane@example.com',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an item skipped before its event was built says only why', () => {
		expect(toOutputItems([unmapped])).toStrictEqual([
			{
				json: { status: 'skipped', reason: 'Action was "x", which is not there.' },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an item of a dry run shows its request, and its conversion key if it has one', () => {
		expect(toOutputItems([dryRun, { ...dryRun, conversionKey: 'O-1' }])).toStrictEqual([
			{ json: { ...dryRun }, pairedItem: { item: 0 } },
			{ json: { ...dryRun, conversionKey: 'O-1' }, pairedItem: { item: 1 } },
		]);
	});

	test('nothing of a reason is markup', () => {
		const [{ json: first }, { json: second }] = toOutputItems([
			failed('was "<b>"'),
			{ status: 'skipped', reason: 'was "<b>"' },
		]);
		expect([first.error, second.reason]).toEqual(['was "‹b›" [item 0]', 'was "‹b›"']);
	});

	test('an item that was not sent is a failed one', () => {
		expect(toOutputItems([notSent])[0].json).toStrictEqual({ error: 'Not sent. [item 0]' });
	});

	test('a conversion key and a warning stand beside the payload', () => {
		const more = { conversionKey: 'O-1', warning: 'Perhaps.' };
		const [{ json }] = toOutputItems([{ ...accepted, ...more }]);
		expect(json).toStrictEqual({ ...sent('conversion'), ...more });
	});

	test('no items for no input', () => {
		expect(toOutputItems([])).toEqual([]);
	});

	test('a marketing event is named so', () => {
		const [{ json }] = toOutputItems([{ ...accepted, outputKey: 'event' }]);
		expect(json).toStrictEqual(sent('event'));
	});

	test('Rockerbox’s answer sits under response, never at the top', () => {
		const response = { error: 'none', status: 'ok' };
		const [{ json }] = toOutputItems([{ ...accepted, response }]);
		expect(json).toStrictEqual({ ...sent('conversion'), response });
	});

	test.each([null, '', 0, false])('an answer of %j is an answer too', (response) => {
		const [{ json }] = toOutputItems([{ ...accepted, response }]);
		expect(json).toHaveProperty('response', response);
	});

	function sent(outputKey: string) {
		return {
			status: 'accepted',
			statusCode: 200,
			attempts: 1,
			[outputKey]: EVENT,
		};
	}
});

describe('the hint above the output', () => {
	const LOOK = 'Check "request" and "readable" in each item, then turn off Dry Run.';
	const WEBHOOKS_PAGE = "Rockerbox's Webhooks page shows whether they count.";
	const SKIPPED = 'Each skipped item says why in its "reason" field.';
	const FAILED = 'Each failed item says why in its "error" field.';
	const FIGURES = ['Action: none 2.', 'Dates: Aug 24, 2018 (UTC).', 'Known by: email 2.'];
	const preflight: Preflight = {
		noun: 'conversion',
		timezone: 'UTC',
		isDryRun: false,
		isAgentTool: false,
		suspicions: [],
	};
	const ofDryRun: Preflight = { ...preflight, isDryRun: true };
	const linesOf = (hint: ReturnType<typeof summaryHint>) => hint?.message.split(/(?:<br>)+/);

	test('says how the items ended, in numbers, a line for each thought', () => {
		const hint = summaryHint([accepted, accepted], preflight, []);
		expect(hint).toEqual({
			message: ['2 conversions were accepted.', ...FIGURES, WEBHOOKS_PAGE].join('<br>'),
			type: 'info',
			location: 'outputPane',
		});
	});

	test('counts what failed and what was skipped, and says where the reasons are', () => {
		const outcomes = [accepted, failed('a'), skipped, failed('b'), accepted, notSent];
		const hint = summaryHint(outcomes, preflight, []);
		expect(linesOf(hint)).toEqual([
			'2 of 6 conversions were accepted, 1 skipped, 3 failed.',
			...FIGURES,
			WEBHOOKS_PAGE,
			SKIPPED,
			FAILED,
		]);
		expect(hint).toHaveProperty('type', 'warning');
	});

	test('does not send anybody to Rockerbox for what was not accepted', () => {
		expect(linesOf(summaryHint([failed('a'), failed('b')], preflight, []))).toEqual([
			'0 of 2 conversions were accepted, 2 failed.',
			FAILED,
		]);
	});

	test.each([
		[warnings.twice, '1 accepted may have reached Rockerbox twice: see the "warning" field.'],
		[warnings.error, '1 accepted got an answer that speaks of an error: see the "warning" field.'],
		[warnings.webPage, '1 accepted got a web page for an answer: see the "warning" field.'],
	])('counts the accepted that have a warning: %s', (warning, sentence) => {
		const hint = summaryHint([accepted, { ...accepted, warning }], preflight, []);
		expect(linesOf(hint)?.at(-1)).toBe(sentence);
		expect(hint).toHaveProperty('type', 'warning');
	});

	test('counts an item with two warnings for each of them', () => {
		const both = { ...accepted, warning: `${warnings.twice} ${warnings.error}` };
		const outcomes = [both, { ...accepted, warning: warnings.error }];
		expect(linesOf(summaryHint(outcomes, preflight, []))?.slice(-2)).toEqual([
			'2 accepted got an answer that speaks of an error: see the "warning" field.',
			'1 accepted may have reached Rockerbox twice: see the "warning" field.',
		]);
	});

	test('says what is suspicious, and no more than three things', () => {
		const suspicions = ['First <b>.', 'Second.', 'Third.'];
		const error = { ...accepted, warning: warnings.error };
		const suspicious = { ...preflight, suspicions };
		const hint = summaryHint([accepted, accepted], suspicious, []);
		expect(hint).toHaveProperty('type', 'warning');
		expect(linesOf(hint)?.slice(-3)).toEqual(['First ‹b›.', 'Second.', 'Third.']);
		expect(linesOf(summaryHint([accepted, error], suspicious, []))?.slice(-3)).toEqual([
			'1 accepted got an answer that speaks of an error: see the "warning" field.',
			'First ‹b›.',
			'Second.',
		]);
	});

	test('names the fields that were mapped but came up empty', () => {
		const outcomes = Array.from({ length: 1000 }, () => accepted);
		const hint = summaryHint(outcomes, preflight, [
			{ label: 'Order ID', items: 37 },
			{ label: '"<b>"', items: 1000 },
		]);
		expect(linesOf(hint)?.slice(-2)).toEqual([
			'Order ID is mapped but was empty in 37 of 1,000 items.',
			'"‹b›" is mapped but was empty in 1,000 of 1,000 items.',
		]);
	});

	test('names no more of them than a user reads', () => {
		const empty = Array.from({ length: 8 }, (_, index) => ({ label: `Field ${index}`, items: 1 }));
		const message = summaryHint([accepted], preflight, empty)?.message;
		expect(message).toContain('Field 4 is mapped but was empty in 1 of 1 item.');
		expect(message).not.toContain('Field 5');
		expect(message).toMatch(/So were 3 more fields/);
	});

	test('ends with the remarks about the mapping', () => {
		const hint = summaryHint([accepted], preflight, [], ['A remark.', 'Another <b>.']);
		expect(linesOf(hint)?.slice(-2)).toEqual(['A remark.', 'Another ‹b›.']);
	});

	test('of a dry run says first that nothing was sent, and how to send it', () => {
		expect(summaryHint([dryRun, dryRun], ofDryRun, [])).toEqual({
			message: ['Dry run: nothing was sent. 2 conversions are ready.', ...FIGURES, '', LOOK].join(
				'<br>',
			),
			type: 'warning',
			location: 'outputPane',
		});
	});

	test('of a dry run counts what would not be sent, too', () => {
		const outcomes = [dryRun, failed('a'), unmapped, skipped, dryRun];
		const empty = [{ label: 'Order ID', items: 2 }];
		expect(linesOf(summaryHint(outcomes, ofDryRun, empty))).toEqual([
			"Dry run: nothing was sent. 2 of 5 conversions are ready, 2 skipped, 1 can't be sent.",
			...FIGURES,
			LOOK,
			SKIPPED,
			FAILED,
			'Order ID is mapped but was empty in 2 of 5 items.',
		]);
	});

	test('doesn’t say that nothing was sent if the dry run held for some items only', () => {
		const hint = summaryHint([accepted, dryRun, accepted], ofDryRun, []);
		expect(linesOf(hint)).toEqual([
			'2 of 3 conversions were accepted, 1 only shown (dry run).',
			...FIGURES,
			WEBHOOKS_PAGE,
			LOOK,
		]);
	});

	test('says no word of a dry run if there was none', () => {
		const hint = summaryHint([accepted, unmapped, failed('a')], preflight, []);
		expect(hint?.message).not.toMatch(/dry run|Nothing was sent|ready/i);
	});

	test('is not there when there was nothing to send', () => {
		expect(summaryHint([], preflight, [])).toBeUndefined();
	});

	test('sums up nothing for an agent, but still says what to look at', () => {
		const ofTool: Preflight = { ...preflight, isAgentTool: true };
		expect(summaryHint([accepted], ofTool, [])).toBeUndefined();
		expect(linesOf(summaryHint([accepted], ofTool, [], ['A remark.']))).toEqual(['A remark.']);
	});
});

describe('the error that stops the run', () => {
	const RETRY = "n8n's Retry sends only what was not accepted.";
	const node: INode = {
		id: '1',
		name: 'Rockerbox',
		type: 'n8n-nodes-rockerbox.rockerbox',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};

	test('of one item is its reason; the counts stand below', () => {
		const error = stopError(node, [accepted, notSent, failed('Email is wrong.'), notSent]);
		expect(error.message).toBe('Email is wrong.');
		expect(error.description).toBe(`1 of 4 items failed, 1 accepted, 2 not sent<br>${RETRY}`);
		expect(error.context.itemIndex).toBe(2);
	});

	test('of several items says how many of how many; the reasons stand below', () => {
		const error = stopError(node, [failed('Email is wrong.'), accepted, failed('No action.')]);
		expect(error.message).toBe('2 of 3 items failed, 1 accepted, 0 not sent');
		expect(error.description).toBe(`Email is wrong. [item 0]<br>No action. [item 2]<br>${RETRY}`);
	});

	test.each([
		[5, []],
		[6, ['And 1 more.']],
		[1000, ['And 995 more.']],
	])('of %i items lists the first five reasons', (failures, more) => {
		const outcomes = Array.from({ length: failures }, (_, index) => failed(`Reason ${index}.`));
		const { description } = stopError(node, outcomes);
		const first = [0, 1, 2, 3, 4].map((index) => `Reason ${index}. [item ${index}]`);
		expect(description?.split('<br>')).toEqual([...first, ...more]);
	});

	test('shows what was found so that nothing of it is markup', () => {
		const reason = 'Email was "Jane <jane@x>" & `co`';
		const one = stopError(node, [failed(reason)]);
		expect(one.message).toBe('Email was "Jane ‹jane@x›" & \'co\'');
		const { description } = stopError(node, [failed(reason), failed('b')]);
		expect(description).toContain('Email was "Jane ‹jane@x›" &amp; \'co\' [item 0]<br>');
	});

	test('counts what was skipped, and what was accepted if more than a thousand were', () => {
		const many = Array.from({ length: 1234 }, () => accepted);
		const { message } = stopError(node, [...many, skipped, failed('a'), failed('b')]);
		expect(message).toBe('2 of 1,237 items failed, 1,234 accepted, 1 skipped, 0 not sent');
	});

	test('says nothing of a retry if nothing was accepted', () => {
		expect(stopError(node, [failed('a'), notSent]).description).not.toContain('Retry');
	});

	test('counts the doubts among many failures', () => {
		const lost: Outcome = { status: 'failed', reason: 'Lost.', mayBeRecorded: true };
		const { description } = stopError(node, [
			failed('a'),
			...Array.from({ length: 9 }, () => lost),
		]);
		expect(description).toContain('Of those that failed, 9 may have been recorded by Rockerbox.');
		expect(stopError(node, [failed('a'), failed('b')]).description).not.toContain('Of those');
	});

	test('belongs to the node', () => {
		expect(stopError(node, [failed('x')]).node.name).toBe('Rockerbox');
	});
});

describe('the class of what stops the run', () => {
	const failedWith = (statusCode?: number): Outcome => ({
		status: 'failed',
		reason: 'No.',
		statusCode,
	});
	const stop = (...outcomes: Outcome[]) => stopError({ name: 'Rockerbox' } as INode, outcomes);

	test('is NodeApiError, with the status, if one item failed with one', () => {
		const error = stop(notSent, failedWith(429));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'No.',
			httpCode: '429',
			description: '1 of 2 items failed, 0 accepted, 1 not sent',
			context: { itemIndex: 1 },
		});
	});

	test('is NodeOperationError if there was no answer, or if several failed', () => {
		expect(stop(failedWith())).toBeInstanceOf(NodeOperationError);
		expect(stop(failedWith(400), failedWith(400))).toBeInstanceOf(NodeOperationError);
	});
});
