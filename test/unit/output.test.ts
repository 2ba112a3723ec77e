import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Accepted, Outcome } from '../../nodes/Rockerbox/outcome';
import { stopError, toOutputItems } from '../../nodes/Rockerbox/output';

const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
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
		body: { email: 'jane@example.com' },
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
			[outputKey]: { email: 'jane@example.com' },
		};
	}
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
